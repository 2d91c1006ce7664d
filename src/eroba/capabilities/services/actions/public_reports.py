"""What is public of a report: written when it comes in, its place forgotten with whoever sent it."""

from collections.abc import Mapping
from uuid import UUID

from eroba.capabilities.services import rules
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.models import Case, PublicReport
from eroba.capabilities.services.public_place import place_in
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.tenancy.models import Settlement


def write_public_report(
    case: Case, service: ServiceDefinition, answers: Mapping[str, object], *, sent_with: str = ""
) -> PublicReport:
    """Writes down of which kind a report is, and where: nothing else of what was answered. Part of an action."""
    place = place_in(service, answers)
    return PublicReport.objects.create(
        case=case,
        kind=str(answers.get(service.public_title) or ""),
        words=place.words,
        settlement=Settlement.objects.filter(pk=place.settlement_id).first() if place.settlement_id else None,
        latitude=place.latitude,
        longitude=place.longitude,
        sent_with=sent_with,
        received_at=case.received_at,
    )


@action(may=rules.may_forget_drafts)
def forget_places_of(by: Actor, *, person_id: UUID) -> Done[int]:
    """Forgets the words and points of somebody's public reports, once they were erased; kind and village stay."""
    reports = PublicReport.objects.filter(case__person=person_id)
    count = reports.update(words="", latitude=None, longitude=None, sent_with="")
    return Done(count, after={"rows": count})
