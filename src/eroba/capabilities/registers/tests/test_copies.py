"""A register that comes as a file: read with problems by line, replaced whole or not at all, its age said."""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from eroba.capabilities.registers import actions
from eroba.capabilities.registers.actions import Delivered
from eroba.capabilities.registers.copy_reading import Wrong, read_copy
from eroba.capabilities.registers.dropped_files import take_dropped_files
from eroba.capabilities.registers.held import SOCIAL
from eroba.capabilities.registers.models import CopyRow, RegisterCopy, Reply
from eroba.capabilities.registers.tests.conftest import NINO
from eroba.capabilities.registers.tests.test_connecting import OPERATOR
from eroba.capabilities.registers.tests.test_story import ask
from eroba.kernel.actions import Actor, NotAllowed
from eroba.kernel.base.clock import today
from eroba.kernel.people.models import Account, Person
from eroba.kernel.tenancy.scope import scope

HEADS = "personal_number;social_score;scored_on;receives_subsistence;family_count"
GOOD = f"{HEADS}\n{NINO};41200;17.03.2026;კი;3\n99000000201;98400;2025-11-05;no;4\n".encode()


@pytest.fixture
def by_file(simulator, in_ozurgeti) -> None:
    """The social register comes as a file."""
    actions.connect_register(OPERATOR, register="social", connector="csv", settings={"most_days": "30"})


def deliver(content: bytes, *, days_old: int = 1) -> RegisterCopy:
    delivered = Delivered.of("social.csv", content, today() - dt.timedelta(days=days_old))
    return actions.take_copy(
        OPERATOR, register="social", delivered=delivered, read=read_copy(content, SOCIAL)
    )


def test_lines_are_read_as_a_line_over_the_wire_would_be() -> None:
    read = read_copy(GOOD, SOCIAL)
    assert read.problems == []
    assert read.rows[NINO] == {
        "social_score": 41200,
        "scored_on": "2026-03-17",
        "receives_subsistence": True,
        "family_count": 3,
    }
    assert read_copy(GOOD.decode().replace(";", ",").encode("utf-16"), SOCIAL).rows == read.rows


@pytest.mark.parametrize(
    ("content", "line", "wrong"),
    [
        (b"", 0, Wrong.COLUMN_MISSING),
        (HEADS.encode(), 0, Wrong.EMPTY),
        (b"\xff\xfe\xff", 0, Wrong.LETTERS),
        (GOOD.replace(b"99000000201", b"9900000020"), 3, Wrong.NUMBER),
        (GOOD.replace(b"99000000201", NINO.encode()), 3, Wrong.TWICE),
        (GOOD.replace(b";4\n", b";-4\n"), 3, Wrong.VALUE),
        (GOOD.replace(b"2025-11-05", b"2091-13-45"), 3, Wrong.VALUE),
        (GOOD.replace(b";4\n", b"\n"), 3, Wrong.LENGTH),
        (GOOD.replace(b"family_count", b"scored_on"), 0, Wrong.COLUMN_TWICE),
    ],
)
def test_what_is_wrong_is_said_with_its_line(content: bytes, line: int, wrong: Wrong) -> None:
    problem = read_copy(content, SOCIAL).problems[0]
    assert (problem.line, problem.wrong) == (line, wrong)
    assert "{column}" not in str(wrong.words).format(column="x")


@given(
    st.binary(max_size=300)
    | st.text(max_size=200).map(lambda text: f"{HEADS}\n{text}".encode("utf-8", "ignore"))
)
def test_whatever_the_bytes_it_is_rows_or_problems(content: bytes) -> None:
    read = read_copy(content, SOCIAL)
    assert bool(read.problem_count) or bool(read.rows)
    assert all(len(number) == 11 for number in read.rows)


def test_a_file_answers_with_its_day(by_file, nino: Person, clerk: Actor) -> None:
    assert ask(clerk, nino).problem and Reply.objects.get().trouble == "no_copy"
    deliver(GOOD, days_old=3)
    answer = ask(clerk, nino, case="OZU-2026-SOC-00077")
    assert answer.values["social_score"] == 41200
    assert Reply.objects.latest("answered_at").as_of == today() - dt.timedelta(days=3)
    row = CopyRow.objects.first()
    assert NINO.encode() not in bytes(row.values_locked) and NINO not in row.number_hash


def test_a_wrong_file_changes_nothing_and_a_good_one_everything(
    by_file, nino: Person, clerk: Actor, khobi
) -> None:
    deliver(GOOD)
    refused = deliver(GOOD.replace(b"41200", b"many"))
    assert (refused.state, refused.problems) == ("refused", [[2, "value", "social_score"]])
    assert ask(clerk, nino).values["social_score"] == 41200
    deliver(f"{HEADS}\n99000000201;98400;2025-11-05;no;4\n".encode())
    assert not ask(clerk, nino, case="OZU-2026-SOC-00078").found
    assert CopyRow.objects.count() == 1
    assert RegisterCopy.objects.filter(state="current").count() == 1
    with scope(khobi):
        assert not RegisterCopy.objects.exists()


def test_an_old_file_is_not_used(by_file, nino: Person, clerk: Actor) -> None:
    deliver(GOOD, days_old=31)
    ask(clerk, nino)
    assert Reply.objects.get().trouble == "old_copy"


def test_a_file_in_the_folder_is_taken_once(by_file, settings, tmp_path: Path) -> None:
    settings.REGISTER_DROPS = str(tmp_path)
    folder = tmp_path / "ozurgeti"
    folder.mkdir()
    file = folder / "social.csv"
    file.write_bytes(GOOD)
    assert take_dropped_files() == 0, "it may still be written"
    os.utime(file, (file.stat().st_atime, file.stat().st_mtime - 60))
    assert take_dropped_files() == 1
    assert not file.exists() and RegisterCopy.objects.get().row_count == 2
    file.write_bytes(b"nonsense")
    os.utime(file, (0, file.stat().st_mtime - 60))
    assert take_dropped_files() == 1
    assert (folder / "social.csv.refused").exists()
    assert take_dropped_files() == 0
    assert RegisterCopy.objects.filter(state="current").count() == 1


def test_at_the_desk(by_file, head: Actor, official: Client) -> None:
    here = "/en/ozurgeti/desk/registers/file/?register=social"
    assert official.get(here).status_code == 403
    with pytest.raises(NotAllowed):
        actions.take_copy(
            Actor(roles=frozenset({"clerk"})),
            register="social",
            delivered=Delivered.of("x", b"", today()),
            read=read_copy(GOOD, SOCIAL),
        )
    desk = Client()
    desk.force_login(Account.objects.get(pk=head.account_id))
    assert "social_score" in desk.get(here).content.decode()
    day = {"as_of_day": str(today().day), "as_of_month": str(today().month), "as_of_year": str(today().year)}
    wrong = SimpleUploadedFile("social.csv", GOOD.replace(b"41200", b"many"))
    answer = desk.post(here, {**day, "file": wrong})
    page = answer.content.decode()
    assert answer.status_code == 422 and "The value in social_score cannot be" in page
    answer = desk.post(here, {**day, "file": SimpleUploadedFile("social.csv", GOOD)})
    assert answer.status_code == 302
    assert "2 lines" in desk.get(here).content.decode()
    assert desk.get("/en/ozurgeti/desk/registers/file/?register=civil").status_code == 404
