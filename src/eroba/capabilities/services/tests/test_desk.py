"""The desk's pages: the list by deadline, one case on one page, every step, two clerks at once."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from eroba.capabilities.services import actions
from eroba.capabilities.services.models import Case, Decision
from eroba.capabilities.services.tests.people import PNG, apply, fresh, monday
from eroba.kernel.actions import NotAllowed
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import at
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.people.models import Account, Person
from eroba.kernel.ui.numbers import NARROW

pytestmark = pytest.mark.django_db
DESK = "/en/ozurgeti/desk/cases/"
MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def an_ordinary_day():
    """Hold the clock, so that posts, deadlines and holidays are the same whenever the tests run."""
    with at(monday()):
        yield


def deliver_all() -> None:
    """Let the worker do everything that is due."""
    while deliver_due():
        pass


def signed_in(account_id: object) -> Client:
    """A browser in which somebody has signed in."""
    client = Client()
    client.force_login(Account.objects.get(pk=account_id))
    return client


@pytest.fixture
def at_desk(clerk) -> Client:
    """The clerk at the desk."""
    return signed_in(clerk.account_id)


@pytest.fixture
def case(service, answers, registers, applicant) -> Case:
    """An application that has just come in."""
    return apply(applicant, service, answers)


def do(client: Client, case: Case, step: str, **typed: object):
    """Send one step of the case's page."""
    sent = {"edition": fresh(case).edition} | typed
    return client.post(f"{DESK}{case.matter.number}/do/{step}/", sent)


def test_the_list_costs_the_same_whatever_its_length(
    at_desk, service, answers, registers, applicant, django_assert_max_num_queries
):
    people = [Person.objects.create(given_name="ა", family_name=f"ნიმუში{n}") for n in range(8)]
    for person in people:
        case = apply(applicant, service, answers)
        Case.objects.filter(pk=case.pk).update(person=person)
    at_desk.get(DESK)
    with django_assert_max_num_queries(MOST_QUERIES):
        page = at_desk.get(DESK).content.decode()
    assert all(person.family_name in page for person in people)
    assert "data-keyboard-list" in page
    found = at_desk.get(DESK, {"q": "ნიმუში3", "waits": "all"}).content.decode()
    assert "ნიმუში3" in found and "ნიმუში4" not in found
    assert "Nothing like this" in at_desk.get(DESK, {"whose": "mine"}).content.decode()
    assert at_desk.get(DESK, {"sort": "-number", "page": "99"}).status_code == 200
    assert at_desk.get(DESK, {"stage": "nonsense", "sort": "nonsense"}).status_code == 200


def test_a_case_on_one_page(at_desk, case, clerk, django_assert_max_num_queries):
    address = f"{DESK}{case.matter.number}/"
    at_desk.get(address)
    with django_assert_max_num_queries(MOST_QUERIES):
        page = at_desk.get(address).content.decode()
    assert "It is complete" in page and "Still missing for a decision" in page
    looks = JournalEntry.objects.filter(action="services.look_at_case", subject_number=case.matter.number)
    assert looks.count() == 1


def test_residents_do_not_come_to_the_desk(case, applicant):
    resident = signed_in(applicant.account_id)
    assert resident.get(DESK).status_code == 403
    assert resident.get(f"{DESK}{case.matter.number}/").status_code == 403
    assert Client().get(DESK).status_code == 302


def test_from_the_list_to_the_letter(at_desk, case, head):
    assert do(at_desk, case, "accept").status_code == 302
    deliver_all()
    page = at_desk.get(f"{DESK}{case.matter.number}/").content.decode()
    assert "Do the papers, or a visit on the spot, confirm the stated reason?" in page
    assert do(at_desk, case, "propose", added_reason="").status_code == 409
    edition = {"paper_confirms-edition": fresh(case).edition, "paper_confirms-value": "yes"}
    assert do(at_desk, case, "find-paper_confirms", **edition).status_code == 302
    page = at_desk.get(f"{DESK}{case.matter.number}/").content.decode()
    assert "SOC-4" in page and f"500{NARROW}₾" in page and "Decision to grant assistance" in page
    assert do(at_desk, case, "propose", added_reason="Get well soon.").status_code == 302
    assert do(at_desk, case, "approve").status_code in (403, 409)
    boss = signed_in(head.account_id)
    assert do(boss, case, "return", because="").status_code == 422
    assert do(boss, case, "return", because="Look at the note again.").status_code == 302
    assert "Look at the note again." in at_desk.get(f"{DESK}{case.matter.number}/").content.decode()
    assert do(at_desk, case, "propose", added_reason="").status_code == 302
    assert do(boss, case, "approve").status_code == 302
    deliver_all()
    case = fresh(case)
    assert case.outcome == "granted"
    page = signed_in(case.person.account_id).get(f"/en/ozurgeti/services/applications/{case.matter.number}/")
    assert f"500{NARROW}₾" in page.content.decode() and "Appeal against the decision" in page.content.decode()
    letter = case.papers.get(letter__isnull=False)
    file = at_desk.get(f"{DESK}{case.matter.number}/papers/{letter.pk}/")
    assert file["Content-Type"] == "application/pdf"


def test_the_proposer_never_approves(case, clerk, registers):
    both = Account.objects.get(pk=clerk.account_id)
    actor_in_both = clerk.__class__(account_id=both.pk, roles=frozenset({"clerk", "head"}), label="Both")
    actions.accept_as_complete(actor_in_both, case=case, edition=case.edition)
    deliver_all()
    case = fresh(case)
    actions.record_finding(
        actor_in_both, case=case, edition=case.edition, fact_code="paper_confirms", value=True
    )
    case = fresh(case)
    decision = actions.propose_decision(actor_in_both, case=case, edition=case.edition)
    case = fresh(case)
    with pytest.raises(NotAllowed):
        actions.approve_decision(actor_in_both, case=case, decision=decision, edition=case.edition)
    assert Decision.objects.get().state == Decision.State.PROPOSED


def test_two_clerks_on_one_case(at_desk, case, head):
    seen = case.edition
    other = signed_in(head.account_id)
    assert do(other, case, "take").status_code == 302
    typed = {"title": "Doctor’s note", "reason": "We could not read it.", "days": 10}
    answer = at_desk.post(f"{DESK}{case.matter.number}/do/ask-paper/", typed | {"edition": seen})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Gia Head changed this application" in page
    assert "We could not read it." in page and "Doctor’s note" in page
    assert do(at_desk, case, "ask-paper", **typed).status_code == 302


def test_a_missing_paper_stops_the_clock_and_comes(at_desk, case, applicant):
    typed = {"title": "Doctor’s note", "reason": "We could not read it.", "days": 10}
    assert do(at_desk, case, "ask-paper", **typed).status_code == 302
    assert do(at_desk, case, "ask-paper", **typed).status_code == 403
    deliver_all()
    case = fresh(case)
    assert (case.stage, case.due_on) == ("missing-paper", None)
    mine = signed_in(applicant.account_id)
    address = f"/en/ozurgeti/services/applications/{case.matter.number}/"
    page = mine.get(address).content.decode()
    assert "We are waiting for: Doctor’s note" in page and "გვჭირდება დამატებითი დოკუმენტი" in page
    with at(monday() + dt.timedelta(days=3)):
        empty = mine.post(f"{address}papers/", {"edition": case.edition})
        assert empty.status_code == 422 and "Choose a file" in empty.content.decode()
        sent = {"edition": case.edition, "papers": SimpleUploadedFile("note.png", PNG)}
        answer = mine.post(f"{address}papers/", sent)
        assert answer.status_code == 302, answer.content.decode().partition("<main")[2][:1500]
    case = fresh(case)
    assert (case.stage, case.due_on) == ("completeness", dt.date(2026, 11, 25))
    assert [paper.name for paper in case.papers.filter(letter__isnull=True)] == ["note.png"]


def test_a_paper_that_never_comes(at_desk, case, clerk):
    typed = {"title": "Doctor’s note", "reason": "We could not read it.", "days": 5}
    do(at_desk, case, "ask-paper", **typed)
    assert do(at_desk, case, "leave").status_code == 403
    with at(monday() + dt.timedelta(days=9)):
        assert do(at_desk, case, "leave").status_code == 302
        deliver_all()
    case = fresh(case)
    assert (case.stage, case.outcome) == ("decided", "left-unexamined")
    assert [paper.code for paper in case.papers.filter(letter__isnull=False)] == [
        "missing-paper",
        "left-unexamined",
    ]


def test_a_silent_register_does_not_lose_or_refuse_a_case(at_desk, case, registers):
    registers.silent.add("social")
    do(at_desk, case, "accept")
    deliver_all()
    case = fresh(case)
    assert case.stage == "look-ups"
    page = at_desk.get(f"{DESK}{case.matter.number}/").content.decode()
    assert "The register cannot be reached." in page
    assert do(at_desk, case, "finish").status_code == 302
    page = at_desk.get(f"{DESK}{case.matter.number}/").content.decode()
    assert "The family is in the unified database" in page and "Still missing" in page
    edition = {"in_database-edition": fresh(case).edition, "in_database-value": "no"}
    assert do(at_desk, case, "find-in_database", **edition).status_code == 302


def test_nonsense_steps_are_not_found(at_desk, case):
    assert do(at_desk, case, "destroy").status_code == 404
    assert do(at_desk, case, "find-nothing").status_code == 404
    assert at_desk.get(f"{DESK}OZU-1999-SOC-00001/").status_code == 404
