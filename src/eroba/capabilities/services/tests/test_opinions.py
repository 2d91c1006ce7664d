"""Opinions of other units: asked at once, each by its own day, given at the desk, wanted before anything is decided."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from conftest import actor, appoint
from eroba.capabilities.services import actions
from eroba.capabilities.services.actions.opinions import Question
from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.models import Case, Opinion
from eroba.capabilities.services.queries.opinions import missing_opinions
from eroba.capabilities.services.tasks_among_officials import tell_late_opinions
from eroba.capabilities.services.tests.conftest import SEED
from eroba.capabilities.services.tests.desk_visits import Desk, picture, work
from eroba.capabilities.services.tests.people import apply, fresh, monday, publish
from eroba.kernel.actions import NotAllowed
from eroba.kernel.base.clock import at, today
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.matters.queries import timeline
from eroba.kernel.notify.models import Notice
from eroba.kernel.people.models import Account, Appointment, Role, Unit

pytestmark = pytest.mark.django_db
LATER = monday() + dt.timedelta(days=14)


@pytest.fixture
def architecture(in_ozurgeti) -> Unit:
    return Unit.objects.create(code="architecture", name_ka="არქიტექტურა", name_en="Architecture Unit")


@pytest.fixture
def architect(architecture) -> Account:
    account = appoint("architect@example.org", Role.CLERK, "ია", "Ia")
    Appointment.objects.filter(account=account).update(unit=architecture)
    return account


@pytest.fixture
def case(in_ozurgeti, registers, applicant, clerk) -> Case:
    """A tree in a square whose registers have answered: the service wants the architects to be heard."""
    folder = read_folder(SEED / "tree-cutting-or-pruning")
    case = apply(applicant, publish(folder), folder.examples["tree-in-a-square"]["answers"])
    actions.accept_as_complete(clerk, case=case, edition=case.edition)
    work()
    for code, value in folder.examples["tree-in-a-square"]["clerk"].items():
        case = fresh(case)
        actions.record_finding(clerk, case=case, edition=case.edition, fact_code=code, value=value)
    return fresh(case)


def asked_of(by, case: Case, *units: Unit, days: int = 7, code: str = "") -> list[Opinion]:
    questions = [
        Question(unit, "Is it protected?", today() + dt.timedelta(days=days + at_), code)
        for at_, unit in enumerate(units)
    ]
    return actions.ask_opinions(by, case=fresh(case), edition=fresh(case).edition, questions=questions)


def test_nothing_is_decided_before_the_unit_was_heard(case, clerk, architecture, architect, applicant):
    with pytest.raises(Refusal, match=r"architecture unit|არქიტექტურ"):
        actions.propose_decision(clerk, case=case, edition=case.edition)
    roads = Unit.objects.create(code="roads", name_ka="გზები", name_en="Roads")
    wanted, free = (
        asked_of(clerk, case, architecture, code="plan-of-the-place")[0],
        asked_of(clerk, case, roads, days=3)[0],
    )
    assert wanted.due_on != free.due_on
    with pytest.raises(Refusal):
        actions.propose_decision(clerk, case=case, edition=fresh(case).edition)
    by = actor(architect, Role.CLERK, "Ia")
    actions.give_opinion(by, opinion=wanted, stance="conditions", text="Only in winter.")
    case = fresh(case)
    decision = actions.propose_decision(clerk, case=case, edition=case.edition)
    assert decision.rule_code == "TRE-3"
    words = " ".join(entry.words for entry in timeline(case.matter, audience="parties"))
    assert "Architecture Unit" in words or "არქიტექტურა" in words
    assert "Only in winter" not in words


def test_only_the_unit_that_was_asked_answers_and_only_once(case, clerk, head, architecture, architect):
    (asked,) = asked_of(clerk, case, architecture)
    with pytest.raises(NotAllowed):
        actions.give_opinion(head, opinion=asked, stance="for", text="Fine.")
    by = actor(architect, Role.CLERK, "Ia")
    with pytest.raises(BadInput):
        actions.give_opinion(by, opinion=asked, stance="for", text="  ")
    actions.give_opinion(by, opinion=asked, stance="for", text="Fine.")
    with pytest.raises((NotAllowed, Refusal)):
        actions.give_opinion(by, opinion=asked, stance="against", text="No.")
    assert Opinion.objects.get().stance == "for"


def test_asking_twice_or_for_yesterday_is_refused_in_words(case, clerk, architecture):
    asked_of(clerk, case, architecture)
    with pytest.raises(Refusal, match=r"already|უკვე"):
        asked_of(clerk, case, architecture)
    with pytest.raises(BadInput):
        asked_of(clerk, case, architecture, days=0, code="other")
    with pytest.raises(BadInput):
        actions.ask_opinions(clerk, case=case, edition=fresh(case).edition, questions=[])


def test_silence_counts_once_the_day_is_over_where_the_service_says_so(case, clerk, architecture, architect):
    with at(LATER):
        (asked,) = asked_of(clerk, case, architecture, days=2, code="plan-of-the-place")
        assert missing_opinions(fresh(case)) and not tell_late_opinions()
    with at(LATER + dt.timedelta(days=3)):
        assert missing_opinions(fresh(case)) == []
        assert (tell_late_opinions(), tell_late_opinions()) == (1, 0)
        work()
    assert Notice.objects.filter(account=architect, subject__contains=case.matter.number).count() == 2, (
        "asked, and late"
    )
    assert asked.is_late(LATER.date() + dt.timedelta(days=3))


def test_the_desk_asks_answers_and_takes_back(case, clerk, architecture, architect):
    at_desk, at_architects = Desk(clerk.account_id), Desk(architect.pk)
    page = at_desk.see(case, "?opinions=ask")
    assert "Does the plan of this place allow" in page and "Architecture Unit" in page
    until = today() + dt.timedelta(days=6)
    day = {f"until_0_{part}": getattr(until, part) for part in ("day", "month", "year")}
    page = at_desk.said(case, "ask-opinions", unit_0=str(architecture.pk), **day)
    assert "They were asked" in page and "Take the question back" in page
    opinion = Opinion.objects.get()
    assert (opinion.code, opinion.due_on) == ("plan-of-the-place", until)
    day_page = at_architects.client.get("/en/ozurgeti/desk/services/day/").content.decode()
    assert "Opinions your unit is asked for" in day_page and case.matter.number in day_page
    paper = SimpleUploadedFile("plan.png", picture(), "image/png")
    assert "Give the opinion" in at_architects.see(case)
    refused = at_architects.do(case, "give-opinion", opinion=str(opinion.pk), stance="for", text="")
    assert refused.status_code == 422
    page = at_architects.said(
        case,
        "give-opinion",
        opinion=str(opinion.pk),
        stance="conditions",
        text="Only in winter.",
        paper=paper,
    )
    assert "Only in winter." in page and "The paper with it" in page
    found = at_desk.client.get(f"/en/ozurgeti/desk/services/{case.matter.number}/opinions/{opinion.pk}/")
    assert found.status_code == 200
    work()
    assert Notice.objects.filter(account=clerk.account_id, subject__contains=case.matter.number).exists()


def test_a_question_can_be_taken_back_while_nobody_has_answered(case, clerk, architecture):
    at_desk = Desk(clerk.account_id)
    (asked,) = asked_of(clerk, case, architecture, code="plan-of-the-place")
    page = at_desk.said(case, "drop-opinion", opinion=str(asked.pk))
    assert "need not answer any more" in page and "no longer needed" in page
    assert missing_opinions(fresh(case))[0].asked is None


def test_the_applicant_reads_who_was_asked_and_nothing_of_the_answer(
    case, clerk, architecture, architect, client, applicant
):
    (asked,) = asked_of(clerk, case, architecture)
    by = actor(architect, Role.CLERK, "Ia")
    actions.give_opinion(by, opinion=asked, stance="against", text="A secret among officials")
    client.force_login(Account.objects.get(pk=applicant.account_id))
    page = client.get(f"/en/ozurgeti/services/applications/{case.matter.number}/").content.decode()
    assert "We asked for an opinion: Architecture Unit" in page
    assert "A secret among officials" not in page and "Is it protected?" not in page
