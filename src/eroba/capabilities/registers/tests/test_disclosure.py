"""A person asks about a look and is answered in time; an order shows a look later, and that too is shown."""

import datetime as dt

import pytest
from django.test import Client

from eroba.capabilities.registers import actions
from eroba.capabilities.registers.actions import Order
from eroba.capabilities.registers.exports import look_ups_held
from eroba.capabilities.registers.models import DisclosureDelay, LookQuestion, LookUp
from eroba.capabilities.registers.queries.looks import look_ups_about
from eroba.capabilities.registers.tasks import show_what_was_kept_back
from eroba.capabilities.registers.tests.test_story import CASE, ask
from eroba.connectors.register_simulator.running import RunningSimulator
from eroba.kernel.actions import Actor, NotAllowed
from eroba.kernel.audit.personal import destroy_key
from eroba.kernel.base.clock import at, now, today
from eroba.kernel.base.errors import BadInput, NotFound, Refusal
from eroba.kernel.clocks.models import Clock
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.people.models import Account, Person


@pytest.fixture
def look(nino: Person, clerk: Actor, simulator: RunningSimulator) -> LookUp:
    """The clerk looked Nino up in a case."""
    ask(clerk, nino)
    return LookUp.objects.get()


@pytest.fixture
def nino_here(nino: Person, client: Client) -> Client:
    client.force_login(Account.objects.get(pk=nino.account_id))
    return client


def order(days: int = 30) -> Order:
    law = ("სისხლის სამართლის საპროცესო კოდექსი", "Criminal Procedure Code")
    return Order("The city court", "4/117", today(), *law, today() + dt.timedelta(days=days))


def test_a_question_is_answered_by_somebody_else_and_its_clock_is_met(
    look: LookUp, nino: Person, applicant: Actor, clerk: Actor, head: Actor
) -> None:
    question = actions.ask_about_look(applicant, look_up=look, text=" რისთვის? ")
    clock = Clock.objects.get(subject_id=question.matter_id)
    assert question.matter.number.startswith("OZU-") and clock.due_on > today()
    with pytest.raises(Refusal):
        actions.ask_about_look(applicant, look_up=look, text="again")
    with pytest.raises(NotAllowed):
        actions.answer_look_question(clerk, question=question, text="it was me")
    actions.answer_look_question(head, question=question, text="ქულის შესამოწმებლად.")
    clock.refresh_from_db()
    assert clock.state == Clock.State.MET
    held = look_ups_held(nino)[0]["asked_back"][0]
    assert (held["question"], held["answer"]) == ("რისთვის?", "ქულის შესამოწმებლად.")
    destroy_key(nino.pk)
    assert look_ups_held(nino)[0]["asked_back"][0]["question"] == ""


def test_nobody_asks_about_somebody_elses_look(look: LookUp, clerk: Actor) -> None:
    with pytest.raises(NotAllowed):
        actions.ask_about_look(clerk, look_up=look, text="?")


def test_an_opened_look_and_its_question_ask_few_questions(
    look: LookUp, nino_here: Client, applicant: Actor, head: Actor, django_assert_max_num_queries
) -> None:
    question = actions.ask_about_look(applicant, look_up=look, text="Why?")
    actions.answer_look_question(head, question=question, text="To check.")
    nino_here.get("/en/me/who-looked/")
    with django_assert_max_num_queries(12):
        page = nino_here.get(f"/en/me/who-looked/?show={look.pk}").content.decode()
    assert "Why?" in page and "To check." in page


def test_from_my_page_to_the_desk_and_back(look: LookUp, nino_here: Client, head: Actor) -> None:
    page = nino_here.get("/en/me/who-looked/").content.decode()
    assert "Ask what this was for" in page
    here = f"/en/ozurgeti/registers/looks/{look.pk}/ask/"
    answer = nino_here.post(here, {"text": ""})
    assert answer.status_code == 422
    assert nino_here.post(here, {"text": "Who read it?"}).status_code == 302
    number = LookQuestion.objects.get().matter.number
    desk = Client()
    desk.force_login(Account.objects.get(pk=head.account_id))
    assert number in desk.get("/en/ozurgeti/desk/registers/questions/").content.decode()
    there = f"/en/ozurgeti/desk/registers/questions/{number}/"
    assert "Who read it?" in desk.get(there).content.decode()
    assert desk.post(there, {"text": "The clerk of your case."}).status_code == 302
    page = nino_here.get("/en/me/who-looked/").content.decode()
    assert "The clerk of your case." in page


def test_an_order_keeps_a_look_back_and_is_shown_afterwards(
    look: LookUp, nino: Person, nino_here: Client, head: Actor
) -> None:
    actions.delay_disclosure(head, case_number=CASE, order=order())
    assert not look_ups_about(nino).exists() and look_ups_held(nino) == []
    page = nino_here.get("/en/me/who-looked/").content.decode()
    assert CASE not in page and "city court" not in page
    assert nino_here.get(f"/en/ozurgeti/registers/looks/{look.pk}/ask/").status_code == 404
    assert show_what_was_kept_back() == 0
    with at(now() + dt.timedelta(days=31)):
        assert show_what_was_kept_back() == 1
        assert show_what_was_kept_back() == 0
        page = nino_here.get("/en/me/who-looked/").content.decode()
        assert "The city court" in page and "Criminal Procedure Code" in page
        assert "kept back" in look_ups_held(nino)[0]["kept_back"]
    assert FactRecord.objects.filter(name="disclosure.made").count() == 1
    assert DisclosureDelay.objects.get().disclosed_at is not None


def test_a_look_that_follows_the_order_is_kept_back_too(
    look: LookUp, nino: Person, clerk: Actor, head: Actor
) -> None:
    actions.delay_disclosure(head, case_number=CASE, order=order())
    ask(clerk, nino, "civil")
    ask(clerk, nino, "civil", case="OZU-2026-SOC-00099")
    assert [one.case_number for one in look_ups_about(nino)] == ["OZU-2026-SOC-00099"]


@pytest.mark.parametrize("days", [0, -1, 400])
def test_a_day_that_cannot_be_is_refused(look: LookUp, head: Actor, clerk: Actor, days: int) -> None:
    with pytest.raises(BadInput):
        actions.delay_disclosure(head, case_number=CASE, order=order(days))
    with pytest.raises(NotAllowed):
        actions.delay_disclosure(clerk, case_number=CASE, order=order())
    with pytest.raises(NotFound):
        actions.delay_disclosure(head, case_number="OZU-2026-SOC-99999", order=order())
