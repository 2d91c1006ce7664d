"""Codes: easy to type, hard to mistype, impossible to guess."""

from hypothesis import given
from hypothesis import strategies as st

from eroba.kernel.documents.codes import ALPHABET, LENGTH, new_code, read_code

CODES = st.builds(lambda _seed: new_code(), st.integers())


@given(CODES)
def test_a_code_is_read_back_however_it_is_typed(code: str) -> None:
    typed = code.replace("-", " ").lower().replace("0", "o").replace("1", "l")
    assert read_code(typed) == code


@given(CODES, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_every_single_wrong_letter_is_found(code: str, place: int, letter: str) -> None:
    letters = list(code.replace("-", ""))
    right = letters[place] == letter
    letters[place] = letter
    assert (read_code("".join(letters)) == code) if right else (read_code("".join(letters)) is None)


@given(CODES, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_two_letters_changed_round_are_found(code: str, one: int, other: int) -> None:
    letters = list(code.replace("-", ""))
    letters[one], letters[other] = letters[other], letters[one]
    changed = "".join(letters)
    assert read_code(changed) == (code if changed == code.replace("-", "") else None)


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error(typed: str) -> None:
    code = read_code(typed)
    assert code is None or read_code(code) == code


def test_codes_do_not_repeat() -> None:
    assert len({new_code() for _ in range(2000)}) == 2000
