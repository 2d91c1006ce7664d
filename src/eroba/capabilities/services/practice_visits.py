"""What visits bring to a training copy: their beginnings, and how the visits of an invented person stand."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.timezone import localtime

from eroba.capabilities.services.actions.practising_visits import made_for, prepare_practice_visit
from eroba.capabilities.services.models import Case, Visit
from eroba.kernel.actions import system_actor
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import today
from eroba.kernel.people.models import Account, Person
from eroba.kernel.people.numbers import shown_personal_number
from eroba.kernel.registry import PracticeStart
from eroba.kernel.tenancy.scope import current_municipality

VISIT = "services.visit"


def start_visit(trainee: Account, said: Mapping[str, Any]) -> PracticeStart:
    """A person who wants a time, an application they have, or their visit of today."""
    made = prepare_practice_visit(system_actor("training"), said=said, trainee=trainee)
    desk = f"/{current_municipality().slug}/desk/services/visits/"
    if isinstance(made, Person):
        return PracticeStart(
            subject_id=made.pk, number=str(shown_personal_number(made)), address=f"{desk}book/"
        )
    address = f"{desk}book/" if isinstance(made, Case) else desk
    return PracticeStart(subject_id=made.matter_id, number=made.matter.number, address=address)


def state_of_visits(subject_id: UUID) -> dict[str, Any]:
    """How the visits of whoever the practice case is about stand now; `others` are those of the same day."""
    person = _whose(subject_id)
    visits = list(
        Visit.objects.filter(person=person).select_related("counter", "matter").order_by("booked_at")
    )
    latest = visits[-1] if visits else None
    others = Visit.objects.filter(booked_by=made_for(person)).exclude(person=person)
    acts = JournalEntry.objects.filter(subject_id__in=[one.matter_id for one in visits])
    booking = acts.filter(action="services.book_for").order_by("at").last()
    starts_at = localtime(latest.starts_at) if latest else None
    return {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "visits": len(visits),
        "place": latest.counter.code if latest else "",
        "hour": starts_at.hour if starts_at else 24,
        "is_today": starts_at is not None and starts_at.date() == today(),
        "state": latest.state if latest else "",
        "changes": latest.change_count if latest else 0,
        "is_about_application": latest is not None and latest.case_id is not None,
        "booked_by": str(booking.account_id or "") if booking else "",
        "notes": acts.filter(action="services.note_visit").count(),
        "others": {
            state: others.filter(state=state).count() for state in ("booked", "came", "missed", "cancelled")
        },
    }


def _whose(subject_id: UUID) -> Person:
    visit = Visit.objects.filter(matter_id=subject_id).select_related("person").first()
    case = Case.objects.filter(matter_id=subject_id).select_related("person").first()
    found = visit or case
    return found.person if found else Person.objects.get(pk=subject_id)
