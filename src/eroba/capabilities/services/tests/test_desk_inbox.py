"""The desk's list: order, urgency, filters, search in any spelling, bulk assignment with undo, file, access."""

import csv
import datetime as dt
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from conftest import appoint
from eroba.capabilities.services import actions
from eroba.capabilities.services.models import Case, Draft
from eroba.capabilities.services.queries.spellings import begins_with
from eroba.capabilities.services.tests.people import apply, fill_in, monday
from eroba.kernel.actions import Actor
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import at
from eroba.kernel.base.text import search_key
from eroba.kernel.people.models import Account, Appointment, Person, Role
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db
LIST = "/en/ozurgeti/desk/services/"
MOST_QUERIES = 12


def browser_of(account_id) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=account_id))
    return client


@pytest.fixture
def at_desk(clerk: Actor) -> Client:
    """The clerk's browser; the clerk has been there for long."""
    Appointment.objects.update(from_on=dt.date(2026, 1, 1))
    return browser_of(clerk.account_id)


def person_named(given_name: str, family_name: str) -> Actor:
    account = Account.objects.create_user(f"{search_key(given_name + family_name)}@example.org", "a password")
    person = Person.objects.create(account=account, given_name=given_name, family_name=family_name)
    return Actor(account_id=account.pk, person_id=person.pk, roles=frozenset({"resident"}), label="applicant")


def many_cases(service, answers, applicant: Actor, count: int) -> None:
    """More cases than one applies for by hand: copies of the first one's row with matters of their own."""
    for _number in range(count):
        draft = fill_in(applicant, service, answers)
        actions.submit_application(applicant, draft=draft)


def text_of(answer) -> str:
    return answer.content.decode()


def test_the_nearest_deadline_comes_first_and_is_said_in_words(service, answers, at_desk, applicant):
    with at(monday() - dt.timedelta(days=20)):
        old = apply(applicant, service, answers)
    with at(monday()):
        new = apply(applicant, service, answers)
        page = text_of(at_desk.get(LIST))
    assert page.index(old.matter.number) < page.index(new.matter.number)
    assert "days late" in page and "e-status--late" in page
    assert "3 days left" in page and "e-status--attention" in page
    assert "data-keyboard-list" in page and "data-keyboard-link" in page
    assert "Checking the application" in page


@pytest.mark.parametrize("typed", ["ხელაძე", "Kheladze", "xelaZe", "ნინო ხელ", "heladze", "ᲮᲔᲚᲐᲫᲔ"])
def test_a_name_is_found_in_any_spelling(service, answers, at_desk, typed):
    found = apply(person_named("ნინო", "ხელაძე"), service, answers)
    other = apply(person_named("გია", "კაპანაძე"), service, answers)
    page = text_of(at_desk.get(LIST, {"q": typed}))
    assert (found.matter.number in page) == (typed != "heladze")
    assert other.matter.number not in page


@pytest.mark.parametrize(
    "name", ["ჭყონია", "ღლონტი", "შენგელია", "ძიძიგური", "ცხადაია", "წიკლაური", "ჟორდანია"]
)
def test_a_pattern_finds_its_own_name_and_its_latin_one(name):
    pattern = begins_with(search_key(name))
    assert re.search(pattern, name)
    assert re.search(pattern, search_key(name))


def test_a_number_is_found_by_any_part(service, answers, at_desk, applicant):
    case = apply(applicant, service, answers)
    for typed in (case.matter.number, case.matter.number.lower(), "soc 00001", "00001"):
        assert case.matter.number in text_of(at_desk.get(LIST, {"q": typed}))
    page = text_of(at_desk.get(LIST, {"q": "00009"}))
    assert case.matter.number not in page and "Nothing fits" in page


def test_filters_narrow_and_nonsense_in_the_address_is_passed_over(
    service, answers, at_desk, applicant, clerk
):
    case = apply(applicant, service, answers)
    number = case.matter.number
    assert number in text_of(at_desk.get(LIST, {"stage": "completeness", "whose": "free", "state": "town"}))
    assert number not in text_of(at_desk.get(LIST, {"whose": "mine"}))
    assert number not in text_of(at_desk.get(LIST, {"state": "done"}))
    assert number not in text_of(at_desk.get(LIST, {"due": "late"}))
    answer = at_desk.get(LIST, {"stage": "'; drop", "sort": "-zzz", "page": "x", "state": "?"})
    assert answer.status_code == 200 and number in text_of(answer)


def test_an_empty_desk_says_what_will_be_here(service, at_desk):
    assert "Nothing to do" in text_of(at_desk.get(LIST))
    assert "დესკ" not in text_of(at_desk.get(LIST.replace("/en/", "/ka/")))


@pytest.mark.parametrize("sort", ["due", "-due", "number", "-number", "applicant", "received", "-received"])
def test_every_order_works(service, answers, at_desk, applicant, sort):
    apply(applicant, service, answers)
    page = text_of(at_desk.get(LIST, {"sort": sort}))
    assert 'aria-sort="descending"' in page if sort.startswith("-") else 'aria-sort="ascending"' in page


@pytest.mark.parametrize("count", [5, 60])
def test_the_list_asks_no_more_for_more_rows(service, answers, at_desk, applicant, count):
    many_cases(service, answers, applicant, count)
    at_desk.get(LIST)
    with CaptureQueriesContext(connection) as asked:
        answer = at_desk.get(LIST)
    assert text_of(answer).count("data-keyboard-link") == min(count, 50)
    shown = [query["sql"][:90] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert len(shown) <= MOST_QUERIES, "\n".join(shown)
    if count > 50:
        assert text_of(at_desk.get(LIST, {"page": 2})).count("data-keyboard-link") == count - 50


def test_bulk_assignment_is_journaled_and_can_be_taken_back(
    service, answers, at_desk, applicant, clerk, head
):
    cases = [apply(applicant, service, answers) for _each in range(3)]
    ticked = [f"{case.matter.number}@{case.edition}" for case in cases]
    page = at_desk.post(f"{LIST}assign/", {"case": ticked, "to": str(head.account_id)}, follow=True)
    assert "3 applications given to Gia Head." in text_of(page)
    assert set(Case.objects.values_list("assigned_to", flat=True)) == {head.account_id}
    again = at_desk.post(f"{LIST}assign/", {"case": ticked, "to": str(head.account_id)}, follow=True)
    assert "already so" in text_of(again)
    page = at_desk.post(f"{LIST}undo/", follow=True)
    assert "3 assignments taken back" in text_of(page)
    assert set(Case.objects.values_list("assigned_to", flat=True)) == {None}
    assert JournalEntry.objects.filter(action="services.assign_case").count() == 6
    assert "nothing to take back" in text_of(at_desk.post(f"{LIST}undo/", follow=True))


def test_undo_ends_after_ten_minutes(service, answers, at_desk, applicant, clerk):
    with at(monday()):
        case = apply(applicant, service, answers)
        ticked = [f"{case.matter.number}@{case.edition}"]
        at_desk.post(f"{LIST}assign/", {"case": ticked, "to": str(clerk.account_id)})
    with at(monday() + dt.timedelta(minutes=11)):
        assert "nothing to take back" in text_of(at_desk.post(f"{LIST}undo/", follow=True))
    assert Case.objects.get().assigned_to_id == clerk.account_id


def test_somebody_elses_change_in_between_is_not_overwritten(
    service, answers, at_desk, applicant, clerk, head
):
    case = apply(applicant, service, answers)
    seen = f"{case.matter.number}@{case.edition}"
    account = Account.objects.get(pk=head.account_id)
    actions.assign_case(head, case=case, edition=case.edition, account=account, label="Gia Head")
    page = at_desk.post(f"{LIST}assign/", {"case": [seen], "to": str(clerk.account_id)}, follow=True)
    assert "Gia Head changed this application" in text_of(page)
    assert Case.objects.get().assigned_to_id == head.account_id


@pytest.mark.parametrize("to", ["", "x", "00000000-0000-7000-8000-000000000000"])
def test_nobody_but_officials_of_the_town_gets_cases(service, answers, at_desk, applicant, to):
    case = apply(applicant, service, answers)
    ticked = [f"{case.matter.number}@{case.edition}"]
    assert at_desk.post(f"{LIST}assign/", {"case": ticked, "to": to}).status_code == 422
    assert "Tick the applications" in text_of(at_desk.post(f"{LIST}assign/", {"to": to}, follow=True))
    odd = at_desk.post(f"{LIST}assign/", {"case": ["@", "x@y", "KHO-1@1"], "to": "nobody"}, follow=True)
    assert odd.status_code == 200


def test_the_file_follows_the_filters_and_runs_nothing(service, answers, at_desk, applicant):
    case = apply(applicant, service, answers)
    answer = at_desk.get(f"{LIST}applications.csv", {"state": "town"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1][0] == case.matter.number and len(rows) == 2
    assert len(list(csv.reader(io.StringIO(text_of(at_desk.get(f"{LIST}applications.csv?due=late")))))) == 1
    workbook = load_workbook(io.BytesIO(at_desk.get(f"{LIST}applications.xlsx?state=town").content)).active
    lines = [[cell.value for cell in line] for line in workbook.iter_rows()]
    assert [line[0] for line in lines] == ["Number", case.matter.number]
    assert lines[1][4].date() == case.received_at.date()


def test_the_file_has_georgian_heads_on_the_georgian_page(service, answers, at_desk, applicant):
    apply(applicant, service, answers)
    words = at_desk.get(f"{LIST.replace('/en/', '/ka/')}applications.csv").content.decode("utf-8-sig")
    assert words.splitlines()[0].startswith("ნომერი,")


@pytest.mark.parametrize("page", ["", "applications.csv", "applications.xlsx", "assign/", "undo/"])
def test_the_desk_is_for_officials_of_this_town(service, applicant, khobi, client, page):
    method = "post" if page in ("assign/", "undo/") else "get"
    assert getattr(client, method)(LIST + page).status_code == 302
    resident = browser_of(applicant.account_id)
    assert getattr(resident, method)(LIST + page).status_code == 403
    with scope(khobi):
        stranger = appoint("clerk@khobi.example", Role.CLERK, "ხობის კლერკი", "Clerk of Khobi")
    assert getattr(browser_of(stranger.pk), method)(LIST + page).status_code == 403
    editor = appoint("editor@example.org", Role.EDITOR, "რედაქტორი", "Editor")
    assert getattr(browser_of(editor.pk), method)(LIST + page).status_code == 403


def test_an_unsent_draft_is_not_in_the_list(service, answers, at_desk, applicant):
    fill_in(applicant, service, answers)
    assert Draft.objects.count() == 1
    assert "Nothing to do" in text_of(at_desk.get(LIST))
