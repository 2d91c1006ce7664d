"""The object store: what is kept there is the same as on disk, and its silence is said in time and in words."""

import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from eroba.connectors.s3.shelf import ObjectShelf
from eroba.connectors.s3.tests.moto_store import Line, Store, free_port, running_store
from eroba.kernel.documents.ports import Shelf, ShelfSilent
from eroba.kernel.documents.preparing import receive_upload
from eroba.kernel.documents.storage import ContentStore, FileDamaged, sha256_of, town_store
from eroba.kernel.documents.tests.corpus import PAPER
from eroba.kernel.documents.uploads import UploadRefused
from eroba.kernel.registry import ports

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An object store for the tests of this file."""
    with running_store(tmp_path_factory.mktemp("moto")) as running:
        yield running


def shelf_at(url: str, timeout_seconds: float = 5) -> ObjectShelf:
    return ObjectShelf.at(url, "key", "secret", timeout_seconds)


def test_what_is_kept_is_read_back_and_kept_once(store: Store) -> None:
    shelf = shelf_at(store.url(folder="/once"))
    kept = ContentStore(shelf, "ozurgeti")
    fingerprint = kept.keep(PAPER * 100)
    before = [one.since for one in shelf.listed("ozurgeti")]
    assert kept.keep(PAPER * 100) == fingerprint
    assert [one.since for one in shelf.listed("ozurgeti")] == before, "a young object is not written again"
    assert kept.has(fingerprint) and kept.read(fingerprint) == PAPER * 100
    with kept.checked_copy(fingerprint) as copy:
        assert copy.read() == PAPER * 100
    kept.remove(fingerprint)
    kept.remove(fingerprint)
    assert not kept.has(fingerprint) and not list(shelf.listed("ozurgeti"))


def test_an_old_object_is_dated_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = shelf_at(store.url(folder="/dated"))
    shelf.put("ozurgeti/a", PAPER)
    monkeypatch.setattr("eroba.connectors.s3.shelf._YOUNG", dt.timedelta(seconds=-1))
    time.sleep(1.1)
    before = next(shelf.listed("ozurgeti")).since
    assert shelf.renew("ozurgeti/a")
    assert next(shelf.listed("ozurgeti")).since > before
    assert b"".join(shelf.pieces("ozurgeti/a")) == PAPER
    assert not shelf.renew("ozurgeti/b")


def test_two_towns_and_two_installations_share_nothing(store: Store) -> None:
    one, other = shelf_at(store.url(folder="/one")), shelf_at(store.url(folder="/other"))
    fingerprint = ContentStore(one, "ozurgeti").keep(PAPER)
    for shelf, town in ((one, "khobi"), (other, "ozurgeti")):
        with pytest.raises(FileNotFoundError):
            ContentStore(shelf, town).read(fingerprint)
    assert [found.path for found in one.listed("ozurgeti")] == [
        f"ozurgeti/{fingerprint[:2]}/{fingerprint[2:4]}/{fingerprint}"
    ]


def test_a_changed_object_is_not_handed_out(store: Store) -> None:
    shelf = shelf_at(store.url(folder="/changed"))
    kept = ContentStore(shelf, "ozurgeti")
    fingerprint = kept.keep(PAPER)
    shelf.put(f"ozurgeti/{fingerprint[:2]}/{fingerprint[2:4]}/{fingerprint}", PAPER[:-1] + b"!")
    with pytest.raises(FileDamaged):
        kept.read(fingerprint)
    with pytest.raises(FileDamaged):
        kept.checked_copy(fingerprint)


def test_nothing_of_it_is_public(store: Store) -> None:
    shelf = shelf_at(store.url(folder="/private"))
    shelf.put("ozurgeti/a", PAPER)
    grants = shelf._client.get_object_acl(Bucket="papers", Key="private/ozurgeti/a")["Grants"]
    assert not [grant for grant in grants if grant["Grantee"].get("URI", "").endswith("AllUsers")]


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x"])
def test_no_path_leads_out_of_the_shelf(store: Store, path: str) -> None:
    with pytest.raises(ValueError, match="shelf"):
        shelf_at(store.url()).put(path, b"x")


@pytest.mark.parametrize("address", ["", "papers", "https://store/papers", "s3:///papers"])
def test_an_address_that_is_none_stops_the_start(address: str) -> None:
    with pytest.raises(ValueError, match="s3://"):
        ObjectShelf.at(address)


def test_a_store_that_refuses_is_silent(tmp_path: Path) -> None:
    shelf = shelf_at(f"s3://papers?endpoint=http://127.0.0.1:{free_port()}")
    _each_way_is_silent(shelf)


def test_a_store_that_stands_still_is_silent_in_time(store: Store) -> None:
    shelf = shelf_at(store.url(), timeout_seconds=1)
    with store.paused():
        start = time.monotonic()
        with pytest.raises(ShelfSilent):
            shelf.has("ozurgeti/a")
        assert time.monotonic() - start < 6


def test_a_line_that_breaks_in_the_middle_hands_out_nothing(store: Store) -> None:
    fingerprint = ContentStore(shelf_at(store.url()), "ozurgeti").keep(PAPER * 300)
    with Line(store.port, breaks_after_bytes=60_000).open() as port:
        broken = ContentStore(shelf_at(store.url(port)), "ozurgeti")
        with pytest.raises(ShelfSilent):
            broken.checked_copy(fingerprint)


def test_a_bucket_that_is_not_there_is_silence_and_no_missing_file(store: Store) -> None:
    shelf = shelf_at(store.url().replace("papers", "elsewhere"))
    with pytest.raises((ShelfSilent, FileNotFoundError)) as silent:
        list(shelf.pieces("ozurgeti/a"))
    assert silent.type is ShelfSilent


def test_an_upload_lies_in_the_store_before_the_action_and_a_silent_store_is_said_in_words(
    store: Store, in_ozurgeti: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ports._offered, Shelf, shelf_at(store.url(folder="/way")))
    upload = receive_upload(SimpleUploadedFile("a.pdf", PAPER))
    assert upload.is_shelved and town_store().read(sha256_of(PAPER)) == PAPER
    monkeypatch.setitem(
        ports._offered, Shelf, shelf_at(f"s3://papers?endpoint=http://127.0.0.1:{free_port()}")
    )
    with pytest.raises(UploadRefused) as refused:
        receive_upload(SimpleUploadedFile("a.pdf", PAPER))
    assert refused.value.reason == "shelf-silent"
    assert "რამდენიმე წუთში" in str(refused.value.message)


def _each_way_is_silent(shelf: ObjectShelf) -> None:
    ways = (
        lambda: shelf.put("ozurgeti/a", b"x"),
        lambda: list(shelf.pieces("ozurgeti/a")),
        lambda: shelf.renew("ozurgeti/a"),
        lambda: shelf.has("ozurgeti/a"),
        lambda: list(shelf.listed("ozurgeti")),
        lambda: shelf.remove("ozurgeti/a"),
    )
    for way in ways:
        with pytest.raises(ShelfSilent):
            way()
