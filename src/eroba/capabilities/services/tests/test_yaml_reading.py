"""YAML from elsewhere: bombs, tags and surprises are refused; plain words stay plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eroba.capabilities.services.definition.findings import DefinitionBroken
from eroba.capabilities.services.definition.yaml_reading import LARGEST_FILE_BYTES, read_yaml

LAUGHS = b"a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\n"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (LAUGHS, "anchors and aliases"),
        (b"a: !!python/object/apply:os.system [ls]", "tag"),
        (b"a: !secret x", "tag"),
        (b"a: 1\na: 2", "written twice"),
        (b"", "empty"),
        (b"a: [1, 2", "form.yaml"),
        (b"\xff\xfe", "UTF-8"),
        (b"[" * 3000, "too deep"),
        (b"- x\n" * 30_000, "too many values"),
        (b"a: " + b"x" * LARGEST_FILE_BYTES, "larger than"),
        (b"? [a, b]\n: c", "key must be a word"),
        (b"a: 1\n--- \nb: 2", "form.yaml"),
    ],
)
def test_what_could_hurt_is_refused_with_words(written: bytes, said: str):
    with pytest.raises(DefinitionBroken) as caught:
        read_yaml("form.yaml", written)
    assert said in str(caught.value)


def test_words_stay_words():
    written = "a: no\nb: 2026-01-31\nc: 12:30\nd: true\ne: 3\nf: 1.5\ng: 'true'\nh:\ni: 007\nj: yes"
    assert read_yaml("x.yaml", written.encode()).content == {
        "a": "no", "b": "2026-01-31", "c": "12:30", "d": True, "e": 3, "f": 1.5, "g": "true", "h": None,
        "i": "007", "j": "yes",
    }  # fmt: skip


def test_each_value_knows_its_line():
    sheet = read_yaml("x.yaml", b"a: 1\nb:\n  - c: 2\n    d: 3\n")
    assert sheet.line_of(("b", 0, "d")) == 4
    assert sheet.line_of(("b", 0, "d", "deeper")) == 4


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_give_content_or_findings(written: bytes):
    try:
        read_yaml("x.yaml", written)
    except DefinitionBroken as broken:
        assert broken.findings
