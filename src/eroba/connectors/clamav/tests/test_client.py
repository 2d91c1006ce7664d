"""ClamAV: a clear answer is believed, everything else is silence, and silence lets nothing in."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from eroba.connectors.clamav.client import ClamavScanner
from eroba.connectors.clamav.tests.clamd import clamd_program, real_clamd, simulated_clamd
from eroba.kernel.documents.ports import ScannerSilent, VirusScanner
from eroba.kernel.documents.preparing import receive_upload
from eroba.kernel.documents.scanning import was_silent_lately
from eroba.kernel.documents.storage import sha256_of, town_store
from eroba.kernel.documents.tests.corpus import EICAR, PAPER, pdf_with
from eroba.kernel.documents.uploads import UploadRefused
from eroba.kernel.registry import ports

SHORT = 1.5
FAULTS = [
    "too large", "out of memory", "half an answer", "nothing", "another word", "not text", "endless",
    "hangs up", "hangs up early", "never", "letter by letter",
]  # fmt: skip


@pytest.fixture(scope="module")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real clamd for the tests of this file."""
    if clamd_program() is None:
        pytest.skip("clamd is not on this machine (Debian: clamav-daemon)")
    with real_clamd(tmp_path_factory.mktemp("clam")) as address:
        yield address


@pytest.mark.slow
def test_the_real_scanner_knows_the_test_string_and_lets_papers_pass(clamd: str) -> None:
    scanner = ClamavScanner(clamd)
    assert scanner.scan(EICAR) == "Eroba.Test.EICAR.UNOFFICIAL"
    assert scanner.scan(pdf_with(b"", b"%" + EICAR + b"\n"))
    assert scanner.scan(PAPER) is None
    assert scanner.scan(b"") is None
    assert "ClamAV" in scanner.version()


@pytest.mark.slow
def test_the_real_scanner_says_so_when_a_file_is_too_large_for_it(clamd: str) -> None:
    with pytest.raises(ScannerSilent, match=r"limit exceeded|broke off|does not answer"):
        ClamavScanner(clamd).scan(bytes(13 * 1024 * 1024))


@pytest.mark.slow
def test_a_file_goes_through_the_real_scanner_on_its_way_in(
    clamd: str, in_ozurgeti: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ports._offered, VirusScanner, ClamavScanner(clamd))
    assert receive_upload(SimpleUploadedFile("a.pdf", PAPER)).is_shelved
    monkeypatch.setattr("eroba.kernel.documents.scanning._EICAR", b"our own list knows nothing now")
    with pytest.raises(UploadRefused) as refused:
        receive_upload(SimpleUploadedFile("a.pdf", pdf_with(b"", b"%" + EICAR + b"\n")))
    assert refused.value.reason == "virus"


def test_a_clear_answer_is_believed(tmp_path: Path) -> None:
    with simulated_clamd("clean", tmp_path) as address:
        assert ClamavScanner(address).scan(PAPER * 40) is None
    with simulated_clamd("found", tmp_path) as address:
        assert ClamavScanner(address).scan(PAPER) == "Win.Test.Invented-1"


@pytest.mark.parametrize("fault", FAULTS)
def test_everything_else_is_silence_and_silence_comes_soon(fault: str, tmp_path: Path) -> None:
    with simulated_clamd(fault, tmp_path) as address:
        start = time.monotonic()
        with pytest.raises(ScannerSilent):
            ClamavScanner(address, timeout_seconds=SHORT).scan(PAPER * 40)
        assert time.monotonic() - start < SHORT + 1


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "unix:///nowhere/clamd.ctl"])
def test_while_the_scanner_is_silent_nothing_comes_in_and_the_person_reads_why(
    address: str, in_ozurgeti: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ports._offered, VirusScanner, ClamavScanner(address, timeout_seconds=SHORT))
    assert not was_silent_lately()
    with pytest.raises(UploadRefused) as refused:
        receive_upload(SimpleUploadedFile("a.pdf", PAPER))
    assert refused.value.reason == "scanner-silent"
    assert "რაც აკრიფეთ, ყველაფერი შენახულია" in str(refused.value.message)
    assert not town_store().has(sha256_of(PAPER))
    assert was_silent_lately()


@pytest.mark.parametrize(
    "address", ["", "localhost:3310", "tcp://localhost", "http://x:1", "unix://host/x", "unix:relative"]
)
def test_an_address_that_is_none_stops_the_start(address: str) -> None:
    with pytest.raises(ValueError, match=r"tcp://127\.0\.0\.1:3310"):
        ClamavScanner(address)
