"""Set-up for the clocks tests."""

import os
from pathlib import Path

import polib
import pytest
from django import setup
from django.conf import settings

ROOM = Path(__file__).resolve().parents[1]


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker of the long runs known, also when this room is tested alone."""
    config.addinivalue_line("markers", "full: too long for every landing; run by make test-full")
    if not settings.configured and "DJANGO_SETTINGS_MODULE" not in os.environ:
        catalogue = ROOM / "locale/ka/LC_MESSAGES/django.po"
        polib.pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))
        settings.configure(
            USE_I18N=True, LOCALE_PATHS=[ROOM / "locale"], LANGUAGES=[("ka", "ka"), ("en", "en")]
        )
        setup()
