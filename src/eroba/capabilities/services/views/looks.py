"""Who opened a person's applications, for the list of all looks at their data. Written down by `look_at_case`."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from eroba.capabilities.services import facts
from eroba.capabilities.services.models import Case
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.people.models import Person
from eroba.kernel.registry import Look
from eroba.kernel.tenancy.scope import current_municipality


def looks_at_applications(person: Person) -> Sequence[Look]:
    """The officials who opened an application of this person, the latest look first."""
    own = Case.objects.filter(person=person).values("matter_id")
    told = FactRecord.objects.filter(name=facts.ApplicationLookedAt.name, matter_id__in=own)
    return [_look(record) for record in told.order_by("-at", "-id")]


def _look(record: FactRecord) -> Look:
    number = str(record.payload.get("number", ""))
    town = current_municipality().slug
    return Look(
        id=record.pk,
        at=record.at,
        who=record.actor_label,
        what=_("Your application was opened to work on it"),
        unit=str(record.payload.get("unit", "")),
        number=number,
        address=reverse("services:application", kwargs={"municipality": town, "number": number}),
    )
