"""Gathers what browsers load into one folder, with a fingerprint in each name, when it is not there yet."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command


def collect_when_stale() -> None:
    """Collects the static files unless the folder is newer than everything that was built."""
    if settings.DEBUG:
        return
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    built = Path(settings.BUILT) / "stamp.txt"
    if manifest.exists() and (not built.exists() or built.stat().st_mtime <= manifest.stat().st_mtime):
        return
    call_command("collectstatic", interactive=False, verbosity=0)
