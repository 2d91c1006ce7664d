"""Amounts as people write them become whole tetri, or a sentence."""

from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from eroba.capabilities.budget.reading.amounts import tetri_of
from eroba.capabilities.budget.reading.found import LARI, THOUSAND_LARI, NotRead

WRITTEN = {
    "8 721 874 162,50": 872187416250,
    "8\u00a0721\u202f874": 872187400,
    "1,234.50": 123450,
    "1.234,50": 123450,
    "1,234": 123400,
    "0,5": 50,
    "(1 234.05)": -123405,
    "−5": -500,
    "5-": -500,
    "12 ₾": 1200,
    "12,30 ლარი": 1230,
    "1e3": 100000,
}


def test_amounts_are_read_as_they_are_written() -> None:
    for text, tetri in WRITTEN.items():
        assert tetri_of(text, LARI) == tetri, text
    for nothing in (None, "", " - ", "–", True):
        assert tetri_of(nothing, LARI) is None
    assert tetri_of(8755112.072930001 - 0.002930001, LARI) == 875511207
    assert tetri_of("700.12345", THOUSAND_LARI) == 70012345
    assert tetri_of(9009812.2, THOUSAND_LARI) == 900981220000


def test_what_would_be_a_guess_is_refused() -> None:
    for text in ("12.345,6.7", "1,23,456", "ათი", "1.005", 0.005, "9" * 30, "=A1", "1e99"):
        with pytest.raises(NotRead):
            tetri_of(text, LARI)
    with override("en"), pytest.raises(NotRead, match="two ways"):
        tetri_of("1,234", THOUSAND_LARI)


@given(st.integers(-(10**15), 10**15))
def test_no_tetri_is_lost(tetri: int) -> None:
    lari = Decimal(tetri) / 100
    assert tetri_of(lari, LARI) == tetri
    assert tetri_of(f"{lari:,.2f}".replace(",", " "), LARI) == tetri
