"""What every template knows: the municipality and the menus. Touches neither session nor account."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from eroba.kernel.registry import capabilities


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """The municipality of the request and the menu entries that capabilities declare."""
    entries = [entry for capability in capabilities() for entry in capability.menu]
    return {
        "municipality": getattr(request, "municipality", None),
        "public_menu": [entry for entry in entries if entry.place == "public"],
        "my_menu": [entry for entry in entries if entry.place == "my"],
        "desk_menu": [entry for entry in entries if entry.place == "desk"],
        "is_demo": settings.IS_DEMO,
        "site_address": settings.SITE_ADDRESS,
    }
