"""Whatever somebody types, only paragraphs and links come out, and the words stay what they were."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eroba.kernel.discussion.text import cleaned, shown

TAG = re.compile(r"<[^>]*>")
ALLOWED = re.compile(r'</?p>|<br>|</a>|<a( href="https?://[^"<>\s]*")? rel="nofollow ugc noopener">')
NASTY = st.text(alphabet=st.sampled_from("<>\"'&/= ahrefscipt:jv.onb\n()[]{}#;გა"), max_size=80)


@settings(max_examples=500, deadline=None)
@given(st.one_of(NASTY, st.text(max_size=80), NASTY.map(lambda t: f"http://{t}")))
def test_only_paragraphs_and_links_come_out(typed) -> None:
    html = shown(cleaned(typed))
    assert all(ALLOWED.fullmatch(tag) for tag in TAG.findall(html)), html


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("გამარჯობა", "<p>გამარჯობა</p>"),
        ("one\n\n\n\ntwo\nthree", "<p>one</p><p>two<br>three</p>"),
        ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>"),
        ("javascript:alert(1)", "<p>javascript:alert(1)</p>"),
        ("write to me@example.org", "<p>write to me@example.org</p>"),
        (
            "(see https://example.org/a?b=1&c=2).",
            '<p>(see <a href="https://example.org/a?b=1&amp;c=2" rel="nofollow ugc noopener">'
            "https://example.org/a?b=1&amp;c=2</a>).</p>",
        ),
    ],
)
def test_what_is_typed_and_what_is_shown(typed, html) -> None:
    assert shown(cleaned(typed)) == html


def test_invisible_letters_cannot_turn_a_line_around() -> None:
    assert cleaned("a\u202eb\u200b\x00c\r\nd") == "abc\nd"
    assert cleaned("👩\u200d🌾") == "👩\u200d🌾"
