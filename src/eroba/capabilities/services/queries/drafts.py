"""A person's unfinished applications, and what a form needs to know of the town."""

from collections.abc import Sequence
from uuid import UUID

from eroba.capabilities.services.models import Case, Draft, Service
from eroba.capabilities.services.queries.accepted import receipt_of_draft
from eroba.kernel.actions import Actor
from eroba.kernel.audit.personal import locked_key_of
from eroba.kernel.tenancy.models import Settlement


def draft_for(person_id: UUID | None, service: Service) -> Draft | None:
    """The draft somebody has begun for a service, if they have; with `receipt_id` when it was sent and waits."""
    return (
        Draft.objects.filter(person=person_id, service=service, is_left=False)
        .select_related("version", "person", "service__current")
        .defer("version__content", "service__current__content")
        .annotate(**receipt_of_draft(), locked_key=locked_key_of("person_id"))
        .first()
    )


def drafts_of(person_id: UUID | None) -> Sequence[Draft]:
    """Everything somebody has begun, and what they sent that has no case yet, the latest first."""
    found = Draft.objects.filter(person=person_id).annotate(**receipt_of_draft())
    return list(found.select_related("service").order_by("is_left", "-saved_at") if person_id else ())


def latest_case_for(person_id: UUID | None, service: Service) -> Case | None:
    """The application somebody sent last for a service, if there is one."""
    return (
        Case.objects.filter(person=person_id, service=service)
        .select_related("matter")
        .order_by("-received_at")
        .first()
        if person_id
        else None
    )


def settlements_here() -> list[tuple[str, str]]:
    """Every settlement of the town as a form offers it: its key and its name, by name."""
    found = [(str(one.pk), one.name) for one in Settlement.objects.all()]
    return sorted(found, key=lambda pair: pair[1])


def drafts_for(by: Actor) -> Sequence[Draft]:
    """What somebody has begun, or what a representative's right reaches to."""
    found = drafts_of(by.person_id)
    return found if by.acting is None else [one for one in found if by.reaches(service=one.service.code)]


def draft_by(by: Actor, service: Service) -> Draft | None:
    """The open draft of a service, for its person or who acts for them; none where the right does not reach."""
    return draft_for(by.person_id, service) if by.reaches(service=service.code) else None
