"""Georgian letters in Latin ones, and one form of a word under which any spelling of it is found.

The table is the national system of romanisation (State Department of Geodesy and Cartography, 2002) without its
apostrophes, as on road signs. Leaves translation to the catalogues.
"""

import re
import unicodedata

LATIN_OF_GEORGIAN = {
    "ა": "a",
    "ბ": "b",
    "გ": "g",
    "დ": "d",
    "ე": "e",
    "ვ": "v",
    "ზ": "z",
    "თ": "t",
    "ი": "i",
    "კ": "k",
    "ლ": "l",
    "მ": "m",
    "ნ": "n",
    "ო": "o",
    "პ": "p",
    "ჟ": "zh",
    "რ": "r",
    "ს": "s",
    "ტ": "t",
    "უ": "u",
    "ფ": "p",
    "ქ": "k",
    "ღ": "gh",
    "ყ": "q",
    "შ": "sh",
    "ჩ": "ch",
    "ც": "ts",
    "ძ": "dz",
    "წ": "ts",
    "ჭ": "ch",
    "ხ": "kh",
    "ჯ": "j",
    "ჰ": "h",
}
_TABLE = str.maketrans(LATIN_OF_GEORGIAN)
# Names of towns are written with k for ყ (Kvareli, Tetritskaro), and people type x for ხ.
_OTHER_SPELLINGS = str.maketrans({"q": "k", "x": "kh"})
_BETWEEN_WORDS = re.compile(r"[\W_]+")
# Endings of Georgian nouns: «ოზურგეთი», «ოზურგეთის», «ოზურგეთში».
LONGEST_ENDING = 3
SHORTEST_STEM = 4
_APOSTROPHES = re.compile(r"['’ʼ`]")


def transliterate(text: str) -> str:
    """Writes Georgian text in Latin letters, all small: Georgian knows no capitals."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_TABLE)


def latin_name(name: str) -> str:
    """A Georgian name in Latin letters, each word with a capital: «ზემო ნატანები» is "Zemo Natanebi"."""
    return re.sub(r"\b\w", lambda first: first[0].upper(), transliterate(name))


def name_in(language: str | None, *, ka: str, en: str) -> str:
    """A name as a reader of that language can say it: in English its English text, else the Georgian in Latin letters.

    Whoever enters a name may leave its English one empty, or repeat the Georgian there; neither is shown to somebody
    who cannot read it.
    """
    if language != "en":
        return ka
    written = en or ka
    return latin_name(written) if is_georgian(written) else written


def is_georgian(text: str) -> bool:
    """Whether a text has at least one Georgian letter, of the modern alphabet or its capitals."""
    return any(letter in LATIN_OF_GEORGIAN for letter in text.casefold())


def search_key(text: str) -> str:
    """One form for every way to type a word: «ხობი», «ᲮᲝᲑᲘ», "Khobi" and "xobi" are all `khobi`."""
    plain = _APOSTROPHES.sub("", transliterate(text)).translate(_OTHER_SPELLINGS)
    return _BETWEEN_WORDS.sub(" ", plain).strip()


def is_found(key: str, *texts: str) -> bool:
    """Whether every word of a search key stands in one of the texts, also in another case of the same word.

    A word is found by its beginning; a longer one may end in up to three other letters («დახმარების», «ხობში»).
    """
    words = [word for text in texts for word in search_key(text).split()]
    return all(any(_is_same_word(wanted, word) for word in words) for wanted in key.split())


def _is_same_word(wanted: str, word: str) -> bool:
    if word.startswith(wanted):
        return True
    stem = wanted[:-LONGEST_ENDING]
    return len(stem) >= SHORTEST_STEM and word.startswith(stem)
