"""However a Georgian word is typed, it is found; however it is written in Latin, it follows one table."""

import pytest

from eroba.kernel.base.text import (
    LATIN_OF_GEORGIAN,
    is_georgian,
    latin_name,
    name_in,
    search_key,
    transliterate,
)


def test_the_table_has_the_whole_alphabet():
    assert sorted(LATIN_OF_GEORGIAN) == [chr(code) for code in range(0x10D0, 0x10F1)]


@pytest.mark.parametrize(
    ("georgian", "latin"),
    [
        ("ძირიჯუმათი", "dzirijumati"),
        ("ჩხოროწყუ", "chkhorotsqu"),
        ("ჟანაურა", "zhanaura"),
        ("ღვინო, ჭაჭა", "ghvino, chacha"),
        ("ფამფალეთი", "pampaleti"),
    ],
)
def test_names_in_latin(georgian, latin):
    assert transliterate(georgian) == latin


@pytest.mark.parametrize(
    ("language", "ka", "en", "read"),
    [
        ("ka", "ხობი", "Khobi", "ხობი"),
        ("en", "ხობი", "Khobi", "Khobi"),
        ("en", "სოციალური სამსახური", "Social Service", "Social Service"),
        ("en", "ზემო ნატანები", "", "Zemo Natanebi"),
        ("en", "სოციალური სამსახური", "სოციალური სამსახური", "Sotsialuri Samsakhuri"),
        ("en", "", "", ""),
        ("hy", "ხობი", "Khobi", "ხობი"),
        (None, "ხობი", "Khobi", "ხობი"),
    ],
)
def test_a_name_is_read_in_letters_its_reader_knows(language, ka, en, read):
    assert name_in(language, ka=ka, en=en) == read


def test_a_latin_name_has_capitals():
    assert latin_name("ზემო ნატანები") == "Zemo Natanebi"


@pytest.mark.parametrize("typed", ["ხობი", "ᲮᲝᲑᲘ", "Khobi", "KHOBI", "xobi", " khobi ", "ｋｈｏｂｉ"])
def test_any_spelling_gives_one_key(typed):
    assert search_key(typed) == "khobi"


@pytest.mark.parametrize(("one", "other"), [("თეთრიწყარო", "Tetritskaro"), ("ყვარელი", "Q'vareli")])
def test_two_ways_of_romanising_give_one_key(one, other):
    assert search_key(one) == search_key(other)


def test_georgian_letters_are_recognised_in_both_cases():
    assert is_georgian("ოზ") and is_georgian("ᲝᲖ") and not is_georgian("Oz, 12")
