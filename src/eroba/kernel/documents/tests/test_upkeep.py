"""The shelf is looked after: what is damaged is noticed, what nobody names goes, and nothing else does."""

import datetime as dt
import json
import os
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from eroba.config.command import main
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.documents import actions, upkeep
from eroba.kernel.documents.downloads import FileNotShown, file_response
from eroba.kernel.documents.folder_shelf import FolderShelf
from eroba.kernel.documents.models import FileTrouble, StoredFile
from eroba.kernel.documents.ports import Shelf, ShelfSilent
from eroba.kernel.documents.preparing import receive_upload
from eroba.kernel.documents.queries import open_troubles
from eroba.kernel.documents.storage import sha256_of, town_store
from eroba.kernel.documents.tests.corpus import PAPER
from eroba.kernel.documents.uploads import check_upload
from eroba.kernel.registry import ports


@pytest.fixture
def folder(tmp_path: Path, monkeypatch) -> Path:
    """A shelf of the test's own."""
    monkeypatch.setitem(ports._offered, Shelf, FolderShelf(tmp_path))
    return tmp_path


@pytest.fixture
def paper(folder, applicant) -> StoredFile:
    return actions.keep_upload(applicant, upload=check_upload(PAPER, "a.pdf"))


def place_of(folder: Path, file: StoredFile) -> Path:
    return next(path for path in folder.rglob(file.sha256))


def make_old(folder: Path, days: float = 2) -> None:
    then = (dt.datetime.now(dt.UTC) - dt.timedelta(days=days)).timestamp()
    for path in folder.rglob("*"):
        os.utime(path, (then, then))


@pytest.mark.parametrize(
    ("happens", "kind", "words"), [("gone", "missing", "ადგილას"), ("changed", "damaged", "აღარ არის")]
)
def test_a_missing_or_changed_file_is_said_written_down_and_warned_of(
    folder, paper, happens: str, kind: str, words: str
) -> None:
    place = place_of(folder, paper)
    place.unlink() if happens == "gone" else place.write_bytes(PAPER[:-1] + b"!")
    with pytest.raises(FileNotShown, match=words) as refused:
        file_response(paper)
    assert refused.value.status == 503
    assert [trouble.kind for trouble in open_troubles()] == [kind]
    health = Client().get("/health/")
    assert health.status_code == 200
    assert health.json()["state"] == "warning" and "eroba verify files" in health.json()["warnings"][0]
    assert paper.sha256 not in health.content.decode()
    place.write_bytes(PAPER)
    assert [checked.state for checked in upkeep.checked_files()] == ["whole"]
    assert Client().get("/health/").json() == {"state": "ok"}


def test_a_silent_shelf_is_no_missing_file(paper, monkeypatch) -> None:
    def silent(_self, _path):
        raise ShelfSilent("no answer")

    monkeypatch.setattr(FolderShelf, "pieces", silent)
    with pytest.raises(FileNotShown, match="არ გვპასუხობს"):
        file_response(paper)
    assert not FileTrouble.objects.exists()


def test_the_command_reads_every_file(folder, paper, in_ozurgeti, capsys) -> None:
    assert main(["verify", "files", "--municipality", "ozurgeti"]) == 0
    assert "1 files read, 0 missing or changed" in capsys.readouterr().out
    place_of(folder, paper).write_bytes(b"other")
    assert main(["verify", "files", "--format", "json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["wrong"] == [{"municipality": "ozurgeti", "sha256": paper.sha256, "state": "damaged"}]
    assert main(["verify", "files", "--municipality", "nowhere"]) == 2


def test_what_nobody_names_goes_after_a_day_and_nothing_else(folder, paper, in_ozurgeti, khobi) -> None:
    town_store().keep(b"nobody names this")
    half = place_of(folder, paper).parent / ".arriving-x1"
    half.write_bytes(b"half")
    other = FolderShelf(folder)
    other.put(f"{khobi.pk}/aa/bb/" + "a" * 64, b"of another town")
    assert upkeep.remove_orphans() == 0, "nothing is a day old"
    make_old(folder)
    assert upkeep.remove_orphans() == 2
    assert town_store().read(paper.sha256) == PAPER
    assert not half.exists() and not town_store().has(sha256_of(b"nobody names this"))
    assert other.has(f"{khobi.pk}/aa/bb/" + "a" * 64)
    assert len(JournalEntry.objects.filter(action="documents.note_orphans").get().after["paths"]) == 2


def test_an_orphan_that_somebody_sends_again_is_no_orphan(folder, in_ozurgeti) -> None:
    town_store().keep(PAPER)
    make_old(folder)
    receive_upload(SimpleUploadedFile("a.pdf", PAPER))  # its row is about to be written
    assert upkeep.remove_orphans() == 0
    assert town_store().has(sha256_of(PAPER))


def test_the_shelf_is_swept_once_a_day(folder, in_ozurgeti, monkeypatch) -> None:
    cache.clear()
    swept = []
    monkeypatch.setattr(upkeep, "remove_orphans", lambda: swept.append(1) or 0)
    upkeep.sweep_shelf()
    upkeep.sweep_shelf()
    assert len(swept) == 1
