"""Whatever a file holds: it is counted, or one sentence says why not; never anything else."""

import io

from hypothesis import given, settings
from hypothesis import strategies as st

from eroba.capabilities.budgeting.pabulib import Fault
from eroba.capabilities.budgeting.tally.comparison import compare_rules
from eroba.capabilities.budgeting.tally.intake import read_election
from eroba.capabilities.budgeting.tests.conftest import pb_text

TEXTS = [
    pb_text(quorum="2", min_project_score_threshold="1"),
    pb_text(vote_type="ordinal", max_length="2"),
    pb_text(vote_type="cumulative", votes=("voter_id;vote;points", "a;1,2;1,2", "b;3;0.5", "c;;")),
    pb_text(projects=("project_id;cost;incompatible_group", "1;60;x", "2;50,5;x, y", "3;30;y")),
]
ODD = [
    "",
    ";",
    ",",
    '"',
    "\n",
    "-1",
    "0",
    "1e9",
    "٣",
    "9" * 30,
    "0.0000001",
    "VOTES",
    "META",
    "NaN",
    "\r",
    "½",
    " ",
]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A right file in which some places were written over."""
    text = draw(st.sampled_from(TEXTS))
    for _damage in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 6)))
        text = text[:start] + draw(st.sampled_from(ODD) | st.text(max_size=3)) + text[end:]
    return text.encode("utf-8", "replace")


def counted_or_refused(content: bytes) -> None:
    try:
        election = read_election(io.BytesIO(content))
    except Fault as fault:
        assert str(fault)
        return
    found = compare_rules(election, "add1u")
    assert found.greedy.spent <= election.budget
    assert found.shares.spent <= election.budget


@settings(max_examples=300, deadline=None)
@given(damaged())
def test_a_damaged_file_is_counted_or_refused_with_a_sentence(content: bytes) -> None:
    counted_or_refused(content)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_refused_with_a_sentence(content: bytes) -> None:
    counted_or_refused(content)
