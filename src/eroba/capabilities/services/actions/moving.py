"""Bringing running cases to the version in force, and back; a case that is blocked is never touched."""

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services import facts_among_officials as facts
from eroba.capabilities.services import rules
from eroba.capabilities.services.actions.steps import hold, touch
from eroba.capabilities.services.models import Case, MovedCase, Service, ServiceVersion, VersionMove
from eroba.capabilities.services.moving import Standing, standing_of
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import Refusal


@action(may=rules.may_publish_service)
def move_cases(by: Actor, *, service: Service, cases: list[Case]) -> Done[VersionMove]:
    """Bring those of the cases that are movable to the version in force; each is looked at again under its lock."""
    move = VersionMove.objects.create(service=service, version=service.current, done_by=by.label)
    moved = []
    for case in cases:
        held = hold(case, None)
        if held.closed_at or standing_of(held, service).standing is not Standing.MOVABLE:
            continue
        was = held.version
        _bring(by, held, service.current)
        moved.append(MovedCase(move=move, case=held, was=was, edition=held.edition))
    if not moved:
        raise Refusal(_("No case can be moved to this version."))
    MovedCase.objects.bulk_create(moved)
    told = [facts.CaseMoved(one.case.matter_id, number=service.current.number) for one in moved]
    numbers = {one.case.matter.number: one.was.number for one in moved}
    after = {"service": service.code, "version": service.current.number, "cases": numbers}
    return Done(move, subject=service, after=after, facts=told)


@action(may=rules.may_publish_service)
def undo_move(by: Actor, *, move: VersionMove) -> Done[list[Case]]:
    """Bring the cases of a move back to their old versions, except those somebody has worked on since."""
    held = VersionMove.objects.select_for_update(of=("self",)).select_related("service").get(pk=move.pk)
    if held.undone_at is not None:
        raise Refusal(_("This move was taken back already."))
    held.undone_at = now()
    held.save(update_fields=["undone_at"])
    back = []
    for row in held.moved.select_related("case", "was"):
        case = hold(row.case, None)
        if case.edition == row.edition and not case.closed_at:
            _bring(by, case, row.was)
            back.append(case)
    told = [facts.CaseMoved(case.matter_id, number=case.version.number) for case in back]
    after = {"service": held.service.code, "back": [case.matter.number for case in back]}
    return Done(back, subject=held.service, after=after, facts=told)


def _bring(by: Actor, case: Case, version: ServiceVersion) -> None:
    case.version = version
    touch(case, by)
    case.save(update_fields=["version", "edition", "changed_at", "changed_by"])
