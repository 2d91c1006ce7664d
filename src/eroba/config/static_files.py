"""Gathers what browsers load into one folder, with a fingerprint in each name, when it is not there yet."""

import json
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_when_stale() -> None:
    """Collects the static files unless each is in the folder already, and none was changed since."""
    if not settings.DEBUG and _is_stale(Path(settings.STATIC_ROOT) / "staticfiles.json"):
        call_command("collectstatic", interactive=False, verbosity=0)


def _is_stale(manifest: Path) -> bool:
    if not manifest.exists():
        return True
    collected = json.loads(manifest.read_text(encoding="utf-8"))["paths"]
    since = manifest.stat().st_mtime
    for finder in get_finders():
        for name, storage in finder.list([]):
            prefix = getattr(storage, "prefix", None)
            if (f"{prefix}/{name}" if prefix else name) not in collected:
                return True
            if Path(storage.path(name)).stat().st_mtime > since:
                return True
    return False
