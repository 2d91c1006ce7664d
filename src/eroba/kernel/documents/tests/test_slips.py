"""The signed slip in the square: a letter on paper can be checked offline."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from eroba.kernel.documents.seal import new_seal
from eroba.kernel.documents.slips import read_slip, sign_slip, square_parts
from eroba.kernel.documents.tests.letters import CHECK_ADDRESS, drawn_letter, town_seal
from eroba.kernel.documents.verification import verify_square

STATEMENT = drawn_letter().signed.statement
SLIP = sign_slip(STATEMENT, town_seal().signing_key())
SQUARE = f"{CHECK_ADDRESS}{STATEMENT.code}#{SLIP}"
KEYS = [town_seal().published]


def test_a_genuine_square_is_valid_and_says_what_it_is_for() -> None:
    report = verify_square(SQUARE, KEYS)
    assert report.valid and report.slip is not None
    assert report.slip.as_json() == {
        "code": STATEMENT.code,
        "municipality": "ozurgeti",
        "number": "OZU-2026-SOC-00042",
        "issued_on": "2026-11-22",
        "outcome": "granted",
        "key_id": town_seal().published.key_id,
    }


def test_a_changed_square_is_found() -> None:
    assert not verify_square(SQUARE.replace("granted", "refused"), KEYS).valid
    assert not verify_square(SQUARE.replace("00042", "00043"), KEYS).valid
    assert not verify_square(SQUARE.replace(STATEMENT.code, "0000-0000-0000-00000"), KEYS).valid


def test_a_square_of_an_unpublished_or_withdrawn_key_is_found() -> None:
    other = new_seal("ozurgeti", "ოზურგეთი", date(2026, 1, 1)).published
    assert not verify_square(SQUARE, [other]).valid
    assert not verify_square(SQUARE, [replace(KEYS[0], withdrawn_on=date(2027, 1, 1))]).valid


def test_the_square_fits_a_printable_code() -> None:
    assert len(SQUARE) < 260


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert not verify_square(text, KEYS).valid
    assert not verify_square(f"{CHECK_ADDRESS}{STATEMENT.code}#{text}", KEYS).valid
    assert read_slip("X", text, KEYS[0].public_key) is None
    assert len(square_parts(text)) == 2
