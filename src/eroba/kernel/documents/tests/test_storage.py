"""The shelf: written whole or not at all, once, and never believed blindly."""

import os
from pathlib import Path

import pytest

from eroba.kernel.documents.folder_shelf import FolderShelf
from eroba.kernel.documents.storage import ContentStore, FileDamaged


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    store = ContentStore(FolderShelf(tmp_path), "ozurgeti")
    assert store.keep(b"paper") == store.keep(b"paper")
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_what_is_kept_is_read_back(tmp_path: Path) -> None:
    store = ContentStore(FolderShelf(tmp_path), "ozurgeti")
    fingerprint = store.keep(b"paper")
    assert store.has(fingerprint)
    assert store.read(fingerprint) == b"paper"
    store.remove(fingerprint)
    assert not store.has(fingerprint)


def test_two_towns_share_nothing(tmp_path: Path) -> None:
    fingerprint = ContentStore(FolderShelf(tmp_path), "ozurgeti").keep(b"paper")
    with pytest.raises(FileNotFoundError):
        ContentStore(FolderShelf(tmp_path), "kareli").read(fingerprint)


def test_a_damaged_file_is_not_handed_out(tmp_path: Path) -> None:
    store = ContentStore(FolderShelf(tmp_path), "ozurgeti")
    fingerprint = store.keep(b"paper")
    next(path for path in tmp_path.rglob("*") if path.is_file()).write_bytes(b"paqer")
    with pytest.raises(FileDamaged):
        store.read(fingerprint)


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_space(*_args: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", no_space)
    with pytest.raises(OSError, match="no space"):
        ContentStore(FolderShelf(tmp_path), "ozurgeti").keep(b"paper")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x"])
def test_no_path_leads_out_of_the_shelf(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="shelf"):
        FolderShelf(tmp_path / "shelf").put(path, b"x")


@pytest.mark.parametrize("fingerprint", ["", "../../../etc/passwd", "A" * 64, "0" * 63])
def test_only_a_fingerprint_is_a_name(tmp_path: Path, fingerprint: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        ContentStore(FolderShelf(tmp_path), "ozurgeti").read(fingerprint)
