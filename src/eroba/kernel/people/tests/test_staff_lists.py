"""Lists of staff: no bytes break the reading; what is shown is what is done; exports come in again unchanged."""

import datetime as dt

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st

from eroba.kernel.actions import NotAllowed
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import Refusal
from eroba.kernel.people.csv_files import MARK, csv_text
from eroba.kernel.people.models import Account, Appointment, Unit
from eroba.kernel.people.staff import actions, tasks
from eroba.kernel.people.staff.facts import OfficialInvited
from eroba.kernel.people.staff.planning import plan_of
from eroba.kernel.people.staff.reading import COLUMNS, LARGEST_BYTES, read_staff
from eroba.kernel.ui.sheets import harmless

HEAD = "email,name_ka,name_en,unit,role,from_on,until_on\n"
LINE = "new@example.org,ახალი კაცი,New Man,social,clerk,2026-11-01,\n"


@given(st.binary(max_size=400))
@example(b"")
@example(b"\xff\xfe\x00")
@example(b"sep=\n")
@example(b"\x00" * 50)
@example(b'"' * 99)
@example("email;name_ka;unit;role\n\u2028\n".encode())
@example(("x" * (LARGEST_BYTES + 1)).encode())
def test_no_bytes_end_in_an_exception(content: bytes) -> None:
    found = read_staff(content)
    assert found.problems or found.lines or content
    assert all(str(problem.words) for problem in found.problems)


@given(st.lists(st.lists(st.text(max_size=20), max_size=9), max_size=6))
def test_no_cells_end_in_an_exception(rows: list[list[str]]) -> None:
    content = csv_text(COLUMNS, rows).encode("utf-8", "surrogatepass")
    for problem in read_staff(content).problems:
        assert str(problem.words)


@given(st.text(max_size=40))
def test_no_cell_is_a_formula(text: str) -> None:
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize(
    "content",
    [
        (HEAD + LINE).encode(),
        (MARK + HEAD + LINE).encode(),
        (HEAD + LINE).replace(",", ";").replace("\n", "\r\n").encode(),
        ("sep=;\r\n" + (HEAD + LINE).replace(",", ";")).encode(),
        (HEAD + LINE).replace(",", "\t").encode("utf-16"),
        (HEAD.strip() + ",,\n" + LINE.strip() + ",,\n,,,,,,,,\n").encode(),
        ("ელფოსტა;სახელი;name_en;სამსახური;თანამდებობა;დან;მდე\n"
         "NEW@example.org; ახალი\u00a0კაცი ;New Man;social;საქმის მწარმოებელი;1.11.2026;\n").encode(),
    ],
)  # fmt: skip
def test_every_habit_of_a_spreadsheet_is_read_alike(content: bytes) -> None:
    found = read_staff(content)
    assert found.problems == []
    [line] = found.lines
    assert (line.email, line.name_ka, line.unit, line.role) == (
        "new@example.org",
        "ახალი კაცი",
        "social",
        "clerk",
    )
    assert (line.from_on, line.until_on) == (dt.date(2026, 11, 1), None)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nobody,ა,,social,clerk,,", "is not an e-mail address"),
        ("a@example.org,,,social,clerk,,", "The name is missing"),
        ("a@example.org,ა,,,clerk,,", "The unit is missing"),
        ("a@example.org,ა,,social,king,,", "There is no post “king”"),
        ("a@example.org,ა,,social,clerk,31.02.2026,", "is not a day"),
        ("a@example.org,ა,,social,clerk,2026-02-01,2026-01-01", "lies before the first"),
        ("a@example.org,ა,,social,clerk,,\na@example.org,ა,,Social,clerk,,", "stands in line 2 already"),
    ],
)
def test_each_wrong_line_is_named(line: str, said: str) -> None:
    problems = read_staff((HEAD + line + "\n").encode()).problems
    assert [problem.line for problem in problems] in ([2], [3]) and said in str(problems[0].words)


def test_a_file_that_is_no_list_is_refused_in_words() -> None:
    assert "Missing: email" in str(read_staff(b"a,b,c\n1,2,3").problems[0].words)
    assert "CSV UTF-8" in str(read_staff("ქართული".encode("utf-16-be")).problems[0].words)
    assert "CSV UTF-8" in str(read_staff("café".encode("latin-1")).problems[0].words)


def test_what_was_shown_is_applied_and_the_newcomer_invited(head, clerk) -> None:
    text = HEAD + LINE + f"clerk@example.org,თეა სწორი,Tea Right,Social Service,clerk,{today()},\n"
    read = read_staff(text.encode())
    plan = plan_of(head, read)
    assert [str(change.kind) for change in plan.changes] == ["new", "renamed"]
    assert [post.account.email for post in plan.not_in_file] == ["head@example.org"]
    with pytest.raises(Refusal, match="something changed"):
        actions.apply_staff_list(head, read=read, mark="other")
    assert actions.apply_staff_list(head, read=read, mark=plan.mark) == 2
    made = Appointment.objects.get(account__email="new@example.org")
    assert made.name_en == "New Man" and not made.account.has_usable_password()
    assert Appointment.objects.get(account__email="clerk@example.org").name_ka == "თეა სწორი"
    assert plan_of(head, read).is_applicable is False

    class OnItsWay:
        fact_id = "f"

    tasks.on_invited(OfficialInvited(None, made.pk), OnItsWay())
    assert mail.outbox[0].to == ["new@example.org"] and "/account/password/reset/" in mail.outbox[0].body


def test_posts_end_by_their_day_and_nothing_else_changes(head, clerk) -> None:
    text = HEAD + f"clerk@example.org,თეა კლერკი,,social,clerk,{today()},{today()}\n"
    read = read_staff(text.encode())
    actions.apply_staff_list(head, read=read, mark=plan_of(head, read).mark)
    assert Appointment.objects.get(account__email="clerk@example.org").until_on == today()
    for wrong, said in [
        (f"clerk@example.org,თეა კლერკი,,social,clerk,{today()},", "does not change"),
        ("head@example.org,გია უფროსი,,social,village,,", "to themselves"),
        ("x@example.org,ა,,nowhere,clerk,,", "There is no unit"),
    ]:
        bad = read_staff((HEAD + wrong + "\n").encode())
        assert said in str(plan_of(head, bad).problems[0].words)
        with pytest.raises(Refusal, match="problems"):
            actions.apply_staff_list(head, read=bad, mark=plan_of(head, bad).mark)
    with pytest.raises(NotAllowed):
        actions.apply_staff_list(clerk, read=read, mark="")


def test_the_desk_from_file_to_export_and_back(head, clerk, ozurgeti) -> None:
    client, here = Client(), "/en/ozurgeti/desk/staff/"
    client.force_login(Account.objects.get(pk=head.account_id))
    file = SimpleUploadedFile("staff.csv", (HEAD + LINE.replace("ახალი კაცი", "=ახალი")).encode(), "text/csv")
    shown = client.post(here + "upload/", {"file": file})
    assert shown.status_code == 200 and "new post" in shown.content.decode()
    assert not Appointment.objects.filter(account__email="new@example.org").exists()
    typed = {"mark": shown.context["plan"].mark, "list": shown.context["list"]}
    assert client.post(here + "apply/", {**typed, "mark": "x"}).status_code == 409
    assert client.post(here + "apply/", typed).status_code == 302
    assert "=ახალი" in Appointment.objects.get(account__email="new@example.org").name_ka
    exported = client.get(here + "staff.csv").content
    assert "'=ახალი" in exported.decode()
    again = plan_of(head, read_staff(exported))
    assert again.problems == [] and not again.is_applicable and not again.not_in_file
    bad = SimpleUploadedFile("x.csv", b"\x00\xff", "text/csv")
    assert client.post(here + "upload/", {"file": bad}).status_code == 422


def test_posts_are_found_ended_and_stood_in_for(head, clerk, ozurgeti) -> None:
    client, here = Client(), "/en/ozurgeti/desk/staff/"
    client.force_login(Account.objects.get(pk=head.account_id))
    post = Appointment.objects.get(account__email="clerk@example.org")
    assert "Tea Clerk" in client.get(here, {"q": "tea"}).content.decode()
    assert "No post is like this" in client.get(here, {"q": "zzz"}).content.decode()
    assert "No post is like this" in client.get(here, {"standing": "past"}).content.decode()
    next_year = today().year + 1
    days = {"from_on_day": "1", "from_on_month": "3", "from_on_year": str(next_year),
            "until_on_day": "20", "until_on_month": "3", "until_on_year": str(next_year)}  # fmt: skip
    way = f"{here}{post.pk}/substitute/"
    own = {**days, "email": "clerk@example.org", "name_ka": "თეა"}
    assert "for themselves" in client.post(way, own).content.decode()
    assert client.post(way, {**own, "email": "other@example.org"}).status_code == 302
    substitute = Appointment.objects.get(stands_in_for=post)
    assert substitute.until_on == dt.date(next_year, 3, 20) and substitute.role == "clerk"
    assert "Tea" in client.get(f"{here}{post.pk}/").content.decode()
    assert "თეა" in client.get(f"{here}{post.pk}/".replace("/en/", "/ka/")).content.decode()
    last = {"until_on_day": "31", "until_on_month": "12", "until_on_year": str(next_year)}
    assert client.post(f"{here}{post.pk}/end/", last).status_code == 302
    assert client.post(here + "units/", {"name_ka": "არქივი", "code": "archive"}).status_code == 302
    assert (
        "already" in client.post(here + "units/", {"name_ka": "არქივი", "code": "archive"}).content.decode()
    )
    assert Unit.objects.get(code="archive").name_en == "არქივი"
