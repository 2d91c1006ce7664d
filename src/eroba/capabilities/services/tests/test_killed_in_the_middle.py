"""Killed between two rows: what was half written is gone, and doing it again does it once."""

import datetime as dt
from collections.abc import Callable

import pytest

from eroba.capabilities.services import actions, banking, fee_tasks
from eroba.capabilities.services.actions import paying, together, visiting
from eroba.capabilities.services.models import Case, CaseMerge, Fee, Payment, Visit
from eroba.capabilities.services.queries.fees import fee_of
from eroba.capabilities.services.queries.visits import offered_days
from eroba.capabilities.services.tests.desk_visits import work
from eroba.capabilities.services.tests.money import ToldBank, opened, paid
from eroba.capabilities.services.tests.people import apply, fresh
from eroba.capabilities.services.visiting.hours import Span
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import at, now
from eroba.kernel.clocks.models import Clock
from eroba.kernel.matters.models import Matter
from eroba.kernel.matters.queries import timeline
from eroba.kernel.outbox.models import FactRecord

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """The program ended here; no clause in between may catch it."""


@pytest.fixture
def killed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Kill an act when it comes to a function, after everything it wrote before."""

    def kill(act: Callable[[], object], where: object, name: str) -> None:
        def die(*_args: object, **_named: object) -> None:
            raise Killed

        facts, entries = FactRecord.objects.count(), JournalEntry.objects.count()
        with monkeypatch.context() as patch:
            patch.setattr(where, name, die)
            with pytest.raises(Killed):
                act()
        assert (FactRecord.objects.count(), JournalEntry.objects.count()) == (facts, entries)

    return kill


def test_the_bank_has_the_money_and_we_were_killed_before_our_row(
    approved: Case, applicant, bank: ToldBank, killed
):
    payment = opened(applicant, approved)
    bank.said[payment.reference] = paid(payment)
    killed(lambda: banking.ask_about(payment), paying, "fee_fact")
    assert Payment.objects.get(pk=payment.pk).state == Payment.State.OPEN
    assert fee_of(fresh(approved), "place").state == Fee.State.DUE
    for hours in (1, 2):
        with at(now() + dt.timedelta(hours=hours)):
            fee_tasks.ask_the_bank()
            work()
    assert Payment.objects.get(pk=payment.pk).state == Payment.State.PAID
    names = [entry.name for entry in timeline(fresh(approved).matter, audience="parties")]
    assert names.count("fee.paid") == 1 and names.count("decision.delivered") == 1


def test_a_visit_killed_in_the_middle_takes_no_seat_and_no_number(in_ozurgeti, applicant, head, killed):
    hours = {day: [Span(dt.time(9), dt.time(18))] for day in range(7)}
    said = actions.CounterSaid(
        code="reception",
        kind="town_hall",
        name_ka="მისაღები",
        name_en="Reception",
        address_ka="",
        address_en="",
        slot_minutes=20,
        seats=1,
        ahead_days=30,
        is_open=True,
        hours=hours,
    )
    counter = actions.save_counter(head, said=said)
    slot = next(day for day in offered_days(counter) if day.free).free[0].starts_at

    def book() -> Visit:
        return actions.book_visit(applicant, counter=counter, starts_at=slot, purpose=actions.Purpose())

    killed(book, visiting, "_state_of")
    assert not Visit.objects.exists() and not Matter.objects.filter(kind="visit").exists()
    assert book().matter.number.endswith("00001")
    assert Visit.objects.count() == 1


def test_a_merge_killed_in_the_middle_leaves_both_running(
    service, answers, registers, applicant, clerk, killed
):
    kept, twice = apply(applicant, service, answers), apply(applicant, service, answers)

    def merge() -> CaseMerge:
        return actions.merge_cases(
            clerk, case=twice, edition=fresh(twice).edition, into=kept, because="sent twice"
        )

    killed(merge, together, "done")
    assert fresh(twice).merged_into_id is None and not CaseMerge.objects.exists()
    assert Clock.objects.filter(subject_id=twice.matter_id, met_on=None).exists()
    assert merge().case_id == twice.pk
