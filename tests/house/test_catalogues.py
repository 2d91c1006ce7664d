"""Every text has its Georgian, and no catalogue speaks of texts that are gone."""

import re
from collections import defaultdict

import polib
import pytest
from django.conf import settings

from tools.messages import KEYWORDS, LANGUAGES, SOURCE, catalogue_of, rooms, state_of


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_complete(room, language) -> None:
    state = state_of(room, language)
    assert not state, f"{state}\n  `make messages` brings the catalogues up to date"


def test_django_reads_every_catalogue() -> None:
    folders = {catalogue_of(room, "ka").parent.parent.parent for room in rooms()}
    known = {str(path) for path in settings.LOCALE_PATHS}
    assert {str(path) for path in folders if path.is_dir()} <= known


def test_texts_go_by_names_that_are_collected() -> None:
    """Under another name a text is in no catalogue, and is read in English everywhere."""
    called = r"n?p?gettext(?:_lazy|_noop)?"
    found = re.compile(rf"\b{called} as (\w+)|^\s*(\w+)(?: ?: ?\w+)? = {called}$", re.MULTILINE)
    texts = [path.read_text() for path in SOURCE.rglob("*.py")]
    names = {name for text in texts for both in found.findall(text) for name in both if name}
    assert names <= KEYWORDS.keys()


def test_texts_within_a_formatted_one_are_collected_too() -> None:
    """What stands in braces of an f-string is not seen when texts are collected: it has to stand elsewhere too."""
    within = re.compile(r"""\{\s*_\((['"])(.+?)\1\)""")
    texts = {
        found[1]
        for path in SOURCE.rglob("*.py")
        for found in within.findall(path.read_text(encoding="utf-8"))
    }
    known = {
        entry.msgid
        for room in rooms()
        if (path := catalogue_of(room, "ka")).exists()
        for entry in polib.pofile(str(path))
    }
    assert texts <= known


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_text_reads_the_same_in_every_room(language) -> None:
    """Whichever catalogue is read first wins; where two words are needed the text says in which context it stands."""
    said: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for room in rooms():
        if (path := catalogue_of(room, language)).exists():
            for entry in polib.pofile(str(path)):
                if entry.msgstr and not entry.obsolete:
                    said[entry.msgctxt or "", entry.msgid].setdefault(entry.msgstr, room.name)
    assert not {text: words for text, words in said.items() if len(words) > 1}


def test_no_georgian_word_is_begun_with_a_large_letter() -> None:
    """Django's `capfirst` makes a letter of the Mtavruli alphabet, which is read nowhere; ours is `as_heading`."""
    found = [
        str(path)
        for ending in ("*.py", "*.html", "*.txt")
        for path in SOURCE.rglob(ending)
        if "capfirst" in path.read_text(encoding="utf-8")
    ]
    assert not found
