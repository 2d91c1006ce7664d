"""The programming interface, put together from the `api.py` of each capability and kernel room.

Everything stands below a town: `/api/v1/<municipality>/…`.
"""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from eroba.kernel.api.assembly import api

for _room in apps.get_app_configs():
    if _room.name.startswith("eroba.") and _room.name != "eroba.config" and find_spec(f"{_room.name}.api"):
        api.add_router("/{slug:municipality}", import_module(f"{_room.name}.api").router)
