"""Reading and writing files: what comes in goes out again, and what is wrong is said with its line."""

import csv
import gzip
import io
import random
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from eroba.capabilities.budgeting.pabulib import (
    Fault,
    read_document,
    shuffled_for_publication,
    write_document,
)
from eroba.capabilities.budgeting.pabulib.lines import LONGEST_LINE
from eroba.capabilities.budgeting.tally.intake import read_election
from eroba.capabilities.budgeting.tests.conftest import PROJECTS, VOTES, pb_text


def plain(document) -> tuple:
    """Everything a document holds, without line numbers."""
    rows = [[row.cells for row in part] for part in (document.projects, document.votes)]
    return dict(document.meta), document.project_columns, document.vote_columns, rows


def rewritten(document) -> io.BytesIO:
    target = io.StringIO(newline="")
    write_document(document, target)
    return io.BytesIO(target.getvalue().encode())


@pytest.mark.parametrize("packed", [False, True])
def test_what_is_read_is_written_again(pb, packed: bool) -> None:
    copy = rewritten(read_document(pb(packed=packed)))
    assert plain(read_document(copy)) == plain(read_document(pb()))
    assert copy.getvalue() == pb().getvalue()


def test_a_mark_at_the_beginning_and_windows_line_ends_do_no_harm(pb) -> None:
    content = b"\xef\xbb\xbf" + pb().getvalue().replace(b"\n", b"\r\n")
    assert plain(read_document(io.BytesIO(content))) == plain(read_document(pb()))


def test_published_ballots_say_nothing_of_who_voted(pb) -> None:
    document = shuffled_for_publication(read_document(pb()), random.Random(7))
    assert document.vote_columns == ("voter_id", "vote")
    copy = rewritten(document)
    assert read_election(copy).ballots == read_election(pb()).ballots
    assert [row.cells[0] for row in document.votes] == ["1", "2", "3", "4"]
    assert "44" not in copy.getvalue().decode()


BROKEN = {
    "no budget": ({"budget": None}, "META does not say the budget"),
    "budget of nothing": ({"budget": "0"}, "budget is 0; it must be more than nothing"),
    "unknown kind": ({"vote_type": "stars"}, "vote_type is “stars”"),
    "fewer ballots than said": ({"num_votes": "5"}, "META says num_votes 5, the file has 4"),
    "fewer projects than said": ({"num_projects": "4"}, "META says num_projects 4, the file has 3"),
    "wrong header": (
        {"projects": ("id;cost", "1;2")},
        "line 13: the header of PROJECTS lacks the column project_id",
    ),
    "header twice": (
        {"projects": ("project_id;cost;cost", "1;2;2")},
        "line 13: the header of PROJECTS names a column",
    ),
    "negative cost": (
        {"projects": (*PROJECTS, "4;-5;Bad")},
        "line 17: cost is -5; it must be more than nothing",
    ),
    "no number": ({"projects": (*PROJECTS, "4;ten;Bad")}, "line 17: cost is “ten”, not a number"),
    "infinite": ({"projects": (*PROJECTS, "4;1e999;Bad")}, "line 17: cost is “1e999”, not a number"),
    "thousands": (
        {"projects": (*PROJECTS, "4;1,000;Bad")},
        "line 17: cost is “1,000”: is the comma for thousands?",
    ),
    "project twice": ({"projects": (*PROJECTS, "3;5;Bad")}, "line 17: the project “3” is there twice"),
    "too few cells": ({"projects": (*PROJECTS, "4;5")}, "line 17: the row has 2 cells, its header 3"),
    "unknown project": ({"votes": (*VOTES, "e;1,9;20")}, "line 23: the ballot names the project “9”"),
    "same choice twice": ({"votes": (*VOTES, "e;1,1;20")}, "line 23: the ballot names a project twice"),
    "voter twice": ({"votes": (*VOTES, "b;3;20")}, "line 23: the voter “b” stands in line 20 already"),
    "two choices": ({"vote_type": "choose-1"}, "line 19: the ballot names 2 projects; one may be chosen"),
    "no points": ({"vote_type": "scoring"}, "lacks the column points"),
    "points missing": (
        {"vote_type": "cumulative", "votes": ("voter_id;vote;points", "a;1,2;3")},
        "line 19: the ballot names 2 projects and gives points to 1",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_is_said_with_its_line(pb, name: str) -> None:
    parts, words = BROKEN[name]
    with pytest.raises(Fault) as caught:
        read_election(pb(**parts))
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "line 1: a .pb file begins with a line META"),
        (b"PK\x03\x04 a zip", "a .pb file begins with a line META"),
        ("META\nkey;value\nunit;თბილისი".encode("utf-16"), "not UTF-8"),
        (b"META\nkey;value\nunit;\xff\n", "line 3: the text is not UTF-8"),
        (b"META\nkey;value\nbudget;5\n", "line 3: the file ends before its part PROJECTS"),
        (b"META\nkey;value\nbudget;5\nVOTES\n", "line 4: VOTES begins where PROJECTS should"),
        (b"META\nkey;value\nbudget;5\nbudget;6\nPROJECTS\n", "line 4: META says budget twice"),
        (gzip.compress(b"META\nkey;value\n" * 1000, mtime=0)[:40], "damaged or not whole"),
        (b'META\nkey;value\ncomment;"' + b"never closed\n" * 20_000, "quotation mark is never closed"),
        (b"META\nkey;value\n" + b"x" * 1_100_000, "the line is longer than"),
        (b"META\nkey;value\n" + b"\r" * 200_000, "the file ends before its part PROJECTS"),
    ],
)
def test_what_is_no_such_file_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(Fault, match=words):
        read_election(io.BytesIO(content))


@pytest.fixture
def csv_without_limit() -> Iterator[None]:
    """Some library has moved the limit that all of Python shares."""
    before = csv.field_size_limit(1 << 30)
    yield
    csv.field_size_limit(before)


@pytest.mark.usefixtures("csv_without_limit")
@pytest.mark.parametrize("lines", [b"x\n" * 100_000, b"x\n" * 2_000_000, b"x" * 200_000])
def test_a_cell_has_its_limit_whatever_the_rest_of_the_program_does(lines: bytes) -> None:
    with pytest.raises(Fault, match="quotation mark is never closed") as caught:
        read_election(io.BytesIO(b'META\nkey;value\ncomment;"' + lines))
    assert caught.value.line <= LONGEST_LINE // 2 + 4


def test_amounts_with_a_fraction_are_exact(pb) -> None:
    election = read_election(pb(budget="100.10", projects=("project_id;cost", "1;0.3", "2;33,35", "3;5")))
    assert (election.coins, election.budget) == (20, 2002)
    assert [project.cost for project in election.projects] == [6, 667, 100]


def test_a_packed_bomb_is_refused_before_it_fills_the_memory() -> None:
    bomb = io.BytesIO(gzip.compress(b"META\nkey;value\n" + b"\n" * 50_000_000))
    with pytest.raises(Fault, match="larger than 1000000 bytes when unpacked"):
        read_election(bomb, largest=1_000_000)
    line = io.BytesIO(gzip.compress(b"0" * 50_000_000))
    with pytest.raises(Fault, match="the line is longer"):
        read_election(line)


def endless(path: Path, voters: int) -> Path:
    head, _rest = pb_text(num_votes=str(voters)).split("VOTES\n")
    with path.open("w") as file:
        file.write(f"{head}VOTES\nvoter_id;vote\n")
        file.writelines(f"{number};{1 + number % 3}\n" for number in range(voters))
    return path


@pytest.mark.slow
def test_memory_grows_by_a_few_bytes_a_voter(tmp_path: Path) -> None:
    voters = 300_000
    with endless(tmp_path / "long.pb", voters).open("rb") as stream:
        tracemalloc.start()
        assert read_election(stream).voters == voters
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 16 * voters + 2_000_000


@pytest.mark.full
def test_ten_million_lines_are_read(tmp_path: Path) -> None:
    with endless(tmp_path / "ten-million.pb", 10_000_000).open("rb") as stream:
        assert read_election(stream).voters == 10_000_000
