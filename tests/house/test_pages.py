"""Pages look like the house: none loses the styles of what it stands in, and none draws a form in bare HTML."""

import re
from pathlib import Path

import pytest

from tests.house.tree import files, named

STYLES = re.compile(r"\{% block styles %\}(.*?)\{% endblock", re.DOTALL)
STANDS_IN = re.compile(r"""\{% extends ["']([^"']+)["'] %\}""")
BARE_FORM = re.compile(r"\.as_(?:field_group|p|div|table|ul)\b")
LOOSE_DOT = re.compile(r"</a>(?:\{%[^%]*%\})* · | · <a")
PAGES = [path for path in files() if path.suffix == ".html" and "/templates/" in named(path)]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def what_it_stands_in(path: Path) -> Path | None:
    """The page whose frame this one fills in."""
    found = STANDS_IN.match(text_of(path))
    if found is None:
        return None
    return next((one for one in PAGES if named(one).endswith(f"/templates/{found[1]}")), None)


def has_styles(path: Path | None) -> bool:
    """Whether a page, or one it stands in, brings styles of its own."""
    while path is not None:
        styles = STYLES.search(text_of(path))
        if styles is not None and styles[1].strip():
            return True
        path = what_it_stands_in(path)
    return False


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_page_adds_its_styles_to_those_of_its_frame(path: Path) -> None:
    styles = STYLES.search(text_of(path))
    if styles is not None and has_styles(what_it_stands_in(path)):
        assert "{{ block.super }}" in styles[1], "the styles of its frame are lost"


def test_no_form_is_drawn_in_bare_html() -> None:
    assert [named(path) for path in PAGES if BARE_FORM.search(text_of(path))] == []


def test_a_dot_beside_a_link_stays_at_the_end_of_its_line() -> None:
    """On a phone a line that begins with the dot of the line before looks broken."""
    assert [named(path) for path in PAGES if LOOSE_DOT.search(text_of(path))] == []


def test_the_frame_of_the_desk_is_seen_to_have_styles() -> None:
    desk = next(path for path in PAGES if named(path).endswith("/templates/ui/desk.html"))
    assert has_styles(desk) and any(what_it_stands_in(path) == desk for path in PAGES)
