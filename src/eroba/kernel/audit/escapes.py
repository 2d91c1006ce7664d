"""Records each look across all towns: once a day for each reason and process, so that a worker does not flood it."""

import os
import sys
from typing import Any

from django.apps import apps

from eroba.kernel.base.clock import today

_recorded: set[tuple[str, str]] = set()


def record_escape(reason: str, **_kwargs: Any) -> None:
    """Writes down why somebody looks across all towns."""
    mark = (today().isoformat(), reason)
    if mark in _recorded:
        return
    _recorded.add(mark)
    process = f"{os.path.basename(sys.argv[0])} {os.getpid()}"
    # by name: this module is loaded before the models are
    apps.get_model("audit", "Escape").objects.create(reason=reason[:200], process=process[:80])
