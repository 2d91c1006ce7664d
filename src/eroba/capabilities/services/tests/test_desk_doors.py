"""Cases at the desk from outside: who may open what, two officials at once, second clicks, looks, questions asked."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import appoint
from eroba.capabilities.services import actions
from eroba.capabilities.services.models import Case, CaseNote, PaperRequest
from eroba.capabilities.services.tests.desk_visits import DESK, Desk, work
from eroba.capabilities.services.tests.people import ToldRegisters, apply, fresh
from eroba.kernel.actions import Actor
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.people.models import Role
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture
def at_desk(clerk: Actor) -> Desk:
    return Desk(clerk.account_id)


@pytest.fixture
def at_heads_desk(head: Actor) -> Desk:
    return Desk(head.account_id)


@pytest.fixture
def case(service, answers, registers: ToldRegisters, applicant) -> Case:
    """An application that has just come in."""
    return apply(applicant, service, answers)


@pytest.fixture
def assessed(case: Case, clerk: Actor) -> Case:
    """One whose registers have answered."""
    actions.accept_as_complete(clerk, case=case, edition=case.edition)
    work()
    return fresh(case)


@pytest.fixture
def proposed(assessed: Case, at_desk: Desk) -> Case:
    """One with a proposal of the clerk."""
    at_desk.said(assessed, "finding", fact="paper_confirms", value="yes")
    at_desk.said(assessed, "propose", added_reason="გთხოვთ, წერილი შეინახოთ.")
    return fresh(assessed)


def test_two_officials_on_one_case_see_both_texts(assessed, at_desk, at_heads_desk):
    colleague = Desk(appoint("second@example.org", Role.CLERK, "დათო", "Dato").pk)
    at_desk.said(assessed, "finding", fact="paper_confirms", value="yes")
    seen = fresh(assessed).edition
    colleague.said(assessed, "ask-paper", which="medical-note", reason="Their reason", days="7")
    answer = at_desk.do(
        assessed, "ask-paper", edition=seen, which="other", title="My paper", reason="My reason", days="9"
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Dato changed this application while you were working" in page
    assert "Their reason" in page and "My reason" in page and "My paper" in page
    assert "We asked for a paper" in page
    assert PaperRequest.objects.count() == 1


def test_after_a_conflict_the_same_words_can_be_sent_again(assessed, at_desk):
    seen = assessed.edition
    colleague = Desk(appoint("second@example.org", Role.CLERK, "დათო", "Dato").pk)
    colleague.said(assessed, "finding", fact="paper_confirms", value="no")
    answer = at_desk.do(
        assessed, "finding", edition=seen, fact="paper_confirms", value="yes", because="Seen it"
    )
    page = answer.content.decode()
    assert answer.status_code == 409 and "You can still do this" in page and "Seen it" in page
    edition = re.search(r'name="edition" value="(\d+)"', page)
    assert edition and int(edition[1]) == fresh(assessed).edition
    page = at_desk.said(assessed, "finding", fact="paper_confirms", value="yes", because="Seen it")
    assert "Propose this decision" in page


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        ("accept", {}),
        ("ask-paper", {"which": "medical-note", "reason": "r", "days": "7"}),
        ("hand-over", {"to": "nobody"}),
    ],
)
def test_a_second_click_does_nothing_twice(case, at_desk, step, typed):
    seen = case.edition
    at_desk.said(case, step, edition=seen, **typed)
    before = JournalEntry.objects.count(), fresh(case).edition
    answer = at_desk.do(case, step, edition=seen, **typed)
    assert answer.status_code == 200 and "already done a moment ago" in answer.content.decode()
    assert (JournalEntry.objects.count(), fresh(case).edition) == before


def test_a_note_clicked_twice_is_one_note(case, at_desk):
    for _click in range(2):
        assert "The note is kept" in at_desk.said(case, "note", text="Call on Monday")
    assert CaseNote.objects.count() == 1
    assert "Call on Monday" in at_desk.see(case)
    at_desk.said(case, "note", text="Another")
    assert CaseNote.objects.count() == 2


def test_a_look_is_written_down_once_a_day(case, at_desk, at_heads_desk):
    for _look in range(3):
        at_desk.see(case)
        at_heads_desk.see(case)
    looks = JournalEntry.objects.filter(action="services.look_at_case", subject_id=case.matter_id)
    assert looks.count() == 2


def test_the_page_asks_a_fixed_number_of_questions(proposed, at_desk):
    at_desk.see(proposed)
    with CaptureQueriesContext(connection) as asked:
        at_desk.see(proposed)
    shown = [query["sql"][:120] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert len(shown) <= MOST_QUERIES, "\n".join(shown)
    for text in ("one", "two", "three"):
        at_desk.said(proposed, "note", text=text)
    with CaptureQueriesContext(connection) as asked_again:
        at_desk.see(proposed)
    assert len(asked_again) == len(asked)


@pytest.mark.parametrize("language", ["ka", "en"])
def test_every_page_speaks_both_languages(proposed, at_desk, language):
    number = proposed.matter.number
    for page in ("", f"{number}/", f"{number}/letter/"):
        answer = at_desk.client.get(f"/{language}/ozurgeti/desk/services/{page}")
        assert answer.status_code == 200
        assert f'<html lang="{language}"' in answer.content.decode()


PAGES = ["", "letter/", "letter.pdf", "papers/00000000-0000-7000-8000-000000000000/"]
STEPS = [
    "accept",
    "propose",
    "approve",
    "return",
    "note",
    "hand-over",
    "ask-registers",
    "finding",
    "nonsense",
]


@pytest.mark.parametrize("page", PAGES)
def test_cases_are_for_officials_of_this_town(proposed, client, applicant, khobi, page):
    address = f"{DESK}{proposed.matter.number}/{page}"
    assert client.get(address).status_code == 302
    assert Desk(applicant.account_id).client.get(address).status_code == 403
    with scope(khobi):
        stranger = appoint("clerk@khobi.example", Role.CLERK, "ხობი", "Khobi")
    assert Desk(stranger.pk).client.get(address).status_code == 403
    elsewhere = address.replace("ozurgeti", "khobi")
    assert Desk(stranger.pk).client.get(elsewhere).status_code == 404


@pytest.mark.parametrize("step", STEPS)
def test_steps_are_for_officials_of_this_town(proposed, client, applicant, khobi, step):
    address = f"{DESK}{proposed.matter.number}/{step}/"
    assert client.post(address).status_code == 302
    assert Desk(applicant.account_id).client.post(address).status_code == 403
    with scope(khobi):
        stranger = appoint("clerk@khobi.example", Role.CLERK, "ხობი", "Khobi")
    assert Desk(stranger.pk).client.post(address.replace("ozurgeti", "khobi")).status_code == 404
    assert fresh(proposed).edition == proposed.edition
    assert client.get(address).status_code in (302, 405)


def test_a_head_alone_approves(proposed, at_desk):
    colleague = Desk(appoint("second@example.org", Role.CLERK, "დათო", "Dato").pk)
    answer = colleague.do(proposed, "approve")
    assert answer.status_code == 403 and "somebody else in the town hall" in answer.content.decode()
    assert colleague.do(proposed, "approve", edition="x").status_code == 422


def test_an_erased_applicant_breaks_no_page(proposed, at_desk):
    type(proposed.person).objects.filter(pk=proposed.person_id).update(given_name="", family_name="")
    assert "OZU-" in at_desk.see(proposed)
