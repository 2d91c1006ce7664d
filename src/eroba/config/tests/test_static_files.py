"""What browsers load is gathered when something is new or changed, and else left as it is."""

import os
import time

import pytest
from django.contrib.staticfiles.finders import get_finder

from eroba.config import static_files


@pytest.fixture
def folders(settings, tmp_path, monkeypatch):
    """A site outside of development with one style sheet of its own; tells how often files were gathered."""
    source, target = tmp_path / "source", tmp_path / "static"
    source.mkdir()
    (source / "plain.css").write_text("p { margin: 0 }")
    settings.DEBUG = False
    settings.STATIC_ROOT = target
    settings.STATICFILES_DIRS = [("extra", source)]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    get_finder.cache_clear()
    counted, gather = [], static_files.call_command
    monkeypatch.setattr(
        static_files, "call_command", lambda *words, **named: (counted.append(1), gather(*words, **named))
    )
    yield source, target, counted
    get_finder.cache_clear()


def test_files_are_gathered_once_and_again_when_one_is_new_or_changed(folders):
    source, target, counted = folders
    static_files.collect_when_stale()
    static_files.collect_when_stale()
    assert len(counted) == 1 and (target / "extra" / "plain.css").exists()
    (source / "new.css").write_text("b { margin: 0 }")
    old = time.time() - 86_400
    os.utime(source / "new.css", (old, old))  # as a file unpacked from an archive
    static_files.collect_when_stale()
    assert len(counted) == 2 and (target / "extra" / "new.css").exists()
    later = time.time() + 5
    os.utime(source / "plain.css", (later, later))
    static_files.collect_when_stale()
    assert len(counted) == 3
