"""The story of a look-up: a clerk asks, the person can read it; a register fails, and nothing is lost."""

import datetime as dt
import time

import pytest
from django.db import transaction

from eroba.capabilities.registers import lookups
from eroba.capabilities.registers.lookups import RecordedLookUps
from eroba.capabilities.registers.models import LookUp, OpenQuestion, Outcome, Reply
from eroba.capabilities.registers.tasks import ask_open_questions
from eroba.connectors.register_simulator.running import RunningSimulator
from eroba.kernel.actions import Actor, NotAllowed, system_actor
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.audit.personal import destroy_key
from eroba.kernel.base.clock import at, now
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.people.models import Person
from eroba.kernel.people.numbers import set_personal_number
from eroba.kernel.people.ports import Answer
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db
CASE = "OZU-2026-SOC-00042"
GROUND = {"ka": "„პერსონალურ მონაცემთა დაცვის შესახებ“ კანონი", "en": "Law on Personal Data Protection"}


def ask(by: Actor, person: Person, register: str = "social", *, case: str = CASE, **more: object) -> Answer:
    return RecordedLookUps().look_up(
        by=by, person=person, register=register, purpose="eligibility", basis=GROUND, case_number=case, **more
    )


def test_a_clerk_asks_and_the_row_tells_who_why_and_what(
    nino: Person, clerk: Actor, simulator: RunningSimulator
) -> None:
    answer = ask(clerk, nino, fields=("in_database", "social_score"))
    assert (answer.found, answer.problem) == (True, None)
    assert answer.values == {"in_database": True, "social_score": 41200}
    look_up = LookUp.objects.get()
    assert (look_up.official, look_up.unit, look_up.role) == ("Tea Clerk", "Social Service", "clerk")
    assert (look_up.case_number, look_up.legal_ground_en, look_up.is_own) == (CASE, GROUND["en"], False)
    assert look_up.purpose_ka != look_up.purpose_en
    asked = simulator.asked()[-1]
    assert (asked["X-Road-Issue"], asked["fields"]) == (CASE, ["social_score"])
    assert str(clerk.account_id) in str(asked["X-Road-UserId"])


def test_values_rest_only_under_the_persons_key(
    nino: Person, clerk: Actor, simulator: RunningSimulator
) -> None:
    ask(clerk, nino)
    reply = Reply.objects.get()
    assert "41200" not in reply.values_locked
    assert "41200" not in str(list(JournalEntry.objects.values()))
    assert "41200" not in str(list(FactRecord.objects.values()))
    destroy_key(nino.pk)
    assert Reply.objects.get().outcome == Outcome.FOUND


def test_the_journal_holds_the_question_and_the_answer(
    nino: Person, clerk: Actor, simulator: RunningSimulator
) -> None:
    ask(clerk, nino)
    acts = list(JournalEntry.objects.order_by("id").values_list("action", "basis"))
    assert acts == [
        ("registers.ask_register", GROUND["en"]),
        ("registers.record_reply", GROUND["en"]),
    ]


def test_the_civil_register_says_whether_one_lives_here(
    nino: Person, clerk: Actor, simulator: RunningSimulator
) -> None:
    fields = ("given_name", "birth_date", "registered_here", "personal_number")
    values = ask(clerk, nino, "civil", fields=fields).values
    assert values == {
        "given_name": "ნინო",
        "birth_date": "1988-04-12",
        "registered_here": True,
        "personal_number": "99000000101",
    }


def test_the_person_may_ask_about_themselves_and_nobody_else_may(
    nino: Person, applicant: Actor, simulator: RunningSimulator
) -> None:
    assert ask(applicant, nino, "civil", case="").found
    assert LookUp.objects.get().is_own
    other = Person.objects.create(given_name="ლუკა", family_name="გამოგონილი")
    other_actor = Actor(account_id=applicant.account_id, person_id=other.pk, roles=frozenset({"resident"}))
    with pytest.raises(NotAllowed):
        ask(other_actor, nino)
    with pytest.raises(NotAllowed):
        RecordedLookUps().look_up(by=applicant, person=nino, register="civil", purpose="x", basis="")
    assert LookUp.objects.count() == 1


@pytest.mark.parametrize("kind", ["down", "slow", "html", "other-person", "impossible", "huge"])
def test_a_bad_day_is_said_in_words_and_the_question_stays_open(
    nino: Person, clerk: Actor, impatient: RunningSimulator, kind: str
) -> None:
    impatient.switch_on("social", kind)
    started = time.monotonic()
    answer = ask(clerk, nino)
    assert time.monotonic() - started < 2
    assert not answer.is_answered
    assert not answer.values
    assert Reply.objects.get().outcome == Outcome.UNAVAILABLE
    assert OpenQuestion.objects.count() == 1
    assert FactRecord.objects.get().name == "lookup.unavailable"


def test_the_worker_asks_again_until_the_register_answers(
    nino: Person, clerk: Actor, simulator: RunningSimulator
) -> None:
    simulator.switch_on("social", "down")
    ask(clerk, nino)
    assert ask_open_questions() == 0
    with at(now() + dt.timedelta(minutes=2)):
        assert ask_open_questions() == 0
    simulator.switch_off("social")
    with at(now() + dt.timedelta(minutes=3)):
        assert ask_open_questions() == 0, "the pause grows"
    with at(now() + dt.timedelta(minutes=10)):
        assert ask_open_questions() == 1
        assert ask_open_questions() == 0
    assert not OpenQuestion.objects.exists()
    assert LookUp.objects.count() == 1
    assert list(Reply.objects.order_by("id").values_list("outcome", flat=True)) == [
        "unavailable",
        "unavailable",
        "found",
    ]
    assert [record.name for record in FactRecord.objects.order_by("id")] == [
        "lookup.unavailable",
        "lookup.answered",
    ]


def test_asking_once_more_by_hand_does_not_tell_of_the_failure_twice(
    nino: Person, clerk: Actor, simulator: RunningSimulator
) -> None:
    simulator.switch_on("social", "down")
    ask(clerk, nino)
    ask(clerk, nino)
    assert LookUp.objects.count() == 1
    assert Reply.objects.count() == 2
    assert FactRecord.objects.count() == 1


def test_whoever_was_told_of_the_answer_reads_it_without_asking_again(
    nino: Person, clerk: Actor, simulator: RunningSimulator
) -> None:
    ask(clerk, nino)
    before = len(simulator.asked())
    assert ask(system_actor("services"), nino).values["social_score"] == 41200
    assert len(simulator.asked()) == before
    assert LookUp.objects.count() == 1


def test_a_process_that_dies_while_asking_leaves_a_question_the_worker_takes_up(
    nino: Person, clerk: Actor, simulator: RunningSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_asked: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(lookups, "ask", killed)
        with pytest.raises(SystemExit):
            ask(clerk, nino)
    assert LookUp.objects.count() == 1
    assert not Reply.objects.exists()
    with at(now() + dt.timedelta(minutes=3)):
        assert ask_open_questions() == 1
    assert Reply.objects.get().outcome == Outcome.FOUND


def test_after_two_weeks_a_person_is_asked_to_decide(
    nino: Person, clerk: Actor, simulator: RunningSimulator
) -> None:
    simulator.switch_on("social", "down")
    ask(clerk, nino)
    with at(now() + dt.timedelta(days=15)):
        ask_open_questions()
    assert OpenQuestion.objects.get().given_up_at is not None
    assert FactRecord.objects.order_by("-id")[0].name == "lookup.given_up"


def test_someone_not_in_the_social_database_is_an_answer(
    nino: Person, clerk: Actor, simulator: RunningSimulator
) -> None:
    set_personal_number(nino, "99000000401")
    nino.save()
    answer = ask(clerk, nino)
    assert (answer.found, answer.is_answered) == (False, True)
    assert answer.values == {"in_database": False}
    assert not OpenQuestion.objects.exists()


def test_a_person_without_a_number_is_not_asked_about(
    resident: Person, clerk: Actor, simulator: RunningSimulator
) -> None:
    before = len(simulator.asked())
    answer = ask(clerk, resident)
    assert answer.problem
    assert len(simulator.asked()) == before


def test_asking_inside_a_transaction_is_refused(transactional_db: None, simulator: RunningSimulator) -> None:
    town, _created = Municipality.objects.update_or_create(
        slug="ozurgeti", defaults={"number_prefix": "OZU", "name_ka": "ოზურგეთი", "name_en": "Ozurgeti"}
    )
    with scope(town):
        person = Person(given_name="ნინო", family_name="გამოგონილი")
        set_personal_number(person, "99000000101")
        person.save()
        with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
            ask(system_actor("services"), person)
        assert ask(system_actor("services"), person).found


def test_another_town_sees_nothing_of_it(
    nino: Person, clerk: Actor, simulator: RunningSimulator, khobi: Municipality
) -> None:
    ask(clerk, nino)
    with scope(khobi):
        assert not LookUp.objects.exists()
        assert not Reply.objects.exists()


def test_a_value_the_register_does_not_have_is_our_own_mistake(
    nino: Person, clerk: Actor, simulator: RunningSimulator
) -> None:
    with pytest.raises(ValueError, match="cannot be asked"):
        ask(clerk, nino, fields=("shoe_size",))
    with pytest.raises(LookupError):
        ask(clerk, nino, "moon")
    assert not LookUp.objects.exists()
