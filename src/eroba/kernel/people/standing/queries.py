"""Reading representations: for whom one may act, who acts for one, what waits for confirmation, what was done."""

import datetime as dt
import json
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from eroba.kernel.audit.personal import decrypt_for
from eroba.kernel.base.errors import NotFound
from eroba.kernel.people.standing import rules
from eroba.kernel.people.standing.models import Deed, Representation

State = Representation.State


def _whole() -> QuerySet[Representation]:
    return Representation.objects.select_related("represented", "representative__account")


def representation_of_id(representation_id: UUID) -> Representation:
    """One representation of this town. Raises NotFound."""
    found = _whole().filter(pk=representation_id).first()
    if found is None:
        raise NotFound(_("There is no such representation here."))
    return found


def held_by(person_id: UUID) -> QuerySet[Representation]:
    """For whom somebody acts or asked to act, what holds first."""
    open_states = (State.HOLDS, State.ASKED)
    return _whole().filter(representative=person_id, state__in=open_states).order_by("-state", "asked_at")


def over(person_id: UUID) -> QuerySet[Representation]:
    """Who acts for somebody, did so, or was offered trust by them; the latest first."""
    return _whole().filter(represented=person_id).order_by("-asked_at")


def offered_to(email: str) -> QuerySet[Representation]:
    """Trust that waits for somebody's acceptance."""
    return _whole().filter(offered_to__iexact=email, state=State.OFFERED).order_by("asked_at")


def waiting() -> QuerySet[Representation]:
    """What waits for an official, the oldest first."""
    return _whole().filter(state=State.ASKED).order_by("asked_at")


def ran_out(day: dt.date) -> list[Representation]:
    """What holds on paper and no longer by law: the time is over, or the child came of age."""
    born_by = (
        day.replace(year=day.year - 18) if (day.month, day.day) != (2, 29) else dt.date(day.year - 18, 2, 28)
    )
    children = Q(basis__in=(Representation.Basis.PARENT, Representation.Basis.GUARDIAN_OF_MINOR))
    over_now = Q(until_on__lt=day) | (children & Q(represented__birth_date__lte=born_by))
    found = _whole().filter(over_now, state=State.HOLDS).order_by("id")[:100]
    return [one for one in found if not rules.holds_on(one, day)]


def deeds_of(representation: Representation) -> QuerySet[Deed]:
    """What was done by a representation, the latest first."""
    return Deed.objects.filter(representation=representation).order_by("-at", "-id")


def who_acted_on(subject_id: UUID) -> Representation | None:
    """By which representation a matter was first acted on for another; none when the person acted themselves."""
    deed = (
        Deed.objects.select_related("representation__represented", "representation__representative")
        .filter(subject_id=subject_id)
        .order_by("at", "id")
        .first()
    )
    return deed.representation if deed else None


def claim_of(representation: Representation) -> dict[str, Any]:
    """What the representative said of the represented; nothing once that person was erased."""
    locked = representation.claim_locked
    text = decrypt_for(representation.represented_id, locked) if locked else None
    return json.loads(text) if text else {}
