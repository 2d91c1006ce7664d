"""Applications that were decided, written as the actions would have left them: quick, because figures need many."""

import datetime as dt
from typing import Any

from eroba.capabilities.services.models import Case, Decision, Service
from eroba.kernel.base.clock import TBILISI
from eroba.kernel.clocks.models import Clock
from eroba.kernel.matters.models import Matter
from eroba.kernel.people.models import Account, Person

CODE = "one-off-social-assistance"


def moment(month: int, day: int = 5) -> dt.datetime:
    """A working hour of 2026."""
    return dt.datetime(2026, month, day, 11, tzinfo=TBILISI)


def decided(service: Service, person: Person, official: Account, month: int, **said: Any) -> Case:
    """One decided application, written as the actions would have left it; quick, because many are needed."""
    outcome, rule = said.get("outcome", "granted"), said.get("rule", "SOC-3")
    number = f"OZU-2026-SOC-{Case.objects.count() + 1:05}"
    matter = Matter.objects.create(kind="case", number=number, title_ka="ა", title_en="a")
    case = Case.objects.create(
        matter=matter,
        service=service,
        version=service.current,
        person=person,
        submission_key=matter.pk,
        answers_locked="",
        stage="closed",
        waits_for=Case.WaitsFor.NOBODY,
        outcome=outcome,
        received_at=moment(month),
    )
    took = said.get("took", 10)
    Decision.objects.create(
        case=case,
        state=Decision.State.DELIVERED,
        outcome=outcome,
        rule_code=rule,
        basis_ka="",
        basis_en="",
        reasons_locked="",
        proposed_by=official,
        delivered_at=moment(month) + dt.timedelta(days=took),
    )
    _met_deadline(matter, said.get("unit", "months"), moment(month).date(), took, said.get("within", 30))
    return case


def _met_deadline(matter: Matter, unit: str, began_on: dt.date, took: int, within: int) -> None:
    Clock.objects.create(
        subject_id=matter.pk,
        code=f"{CODE}.decision",
        title_ka="ა",
        title_en="a",
        duty="authority",
        event_on=began_on,
        length=1,
        unit=unit,
        basis_ka="",
        basis_en="",
        state="met",
        due_on=began_on + dt.timedelta(days=within),
        met_on=began_on + dt.timedelta(days=took),
    )
