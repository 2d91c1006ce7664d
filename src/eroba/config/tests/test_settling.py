"""A web process has loaded everything before the first request, and searches none of it for garbage again."""

import subprocess
import sys

LOOK = """
import gc, sys
import eroba.config.wsgi
print("eroba.capabilities.petitions.views.signing" in sys.modules, gc.get_freeze_count(), len(gc.get_objects()))
"""


def test_what_a_web_process_loaded_is_not_looked_at_again() -> None:
    said = subprocess.run(
        [sys.executable, "-c", LOOK], capture_output=True, text=True, check=True
    ).stdout.split()
    has_views, kept_for_good, looked_at = said[0] == "True", int(said[1]), int(said[2])
    assert has_views, "loaded before the first request"
    assert kept_for_good > 100_000 > 10 * looked_at
