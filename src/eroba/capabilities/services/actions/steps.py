"""What all actions on a case share: holding it against others, moving it a stage on, telling the journal."""

from collections.abc import Sequence
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.actions.deadlines import UNSAID, step_deadlines
from eroba.capabilities.services.actions.fees import drop_fees, note_who_is_waited_for, raise_fees
from eroba.capabilities.services.definition.flow import OUTCOME, Transition
from eroba.capabilities.services.facts import ServiceFact
from eroba.capabilities.services.models import Case, Decision
from eroba.capabilities.services.published import definition_for
from eroba.capabilities.services.queries.case_facts import facts_of
from eroba.capabilities.services.rules_standing_in import stood_in_for
from eroba.kernel.actions import Actor, Done
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.clocks.calendars import Name

#: Steps after which nothing more is owed.
ENDS_WITHOUT_DECISION = ("withdraw", "leave_unexamined")


class Overtaken(Refusal):
    """Somebody else changed the case since it was read; what was typed is kept by the page."""

    def __init__(self, case: Case) -> None:
        self.case = case
        who = case.changed_by or _("the platform")
        super().__init__(
            format_lazy(
                _("While you were working, {who} changed this application. Look at both, then decide again."),
                who=who,
            )
        )


def hold(case: Case, edition: int | None) -> Case:
    """Lock the case until the action ends; raises Overtaken when it is no longer the edition somebody saw.

    No edition is for acts that take nothing back from anybody, whatever was done since the case was read.
    """
    held = (
        Case.objects.select_for_update(of=("self",))
        .select_related("matter", "service", "version", "person")
        .get(pk=case.pk)
    )
    if edition is not None and held.edition != edition:
        raise Overtaken(held)
    return held


def touch(case: Case, by: Actor) -> None:
    """Count a change, so that whoever read the case before it cannot overwrite it. Does not save."""
    case.edition += 1
    case.changed_at, case.changed_by = now(), by.label
    if case.assigned_to_id not in (None, by.account_id) and case.assigned_to_id in stood_in_for(
        by.account_id
    ):
        case.in_place_of = case.assigned_label  # type: ignore[attr-defined]


def take(
    case: Case, by: Actor, code: str, *, days: int = 0, reason: Name = UNSAID, outcome: str = ""
) -> Transition:
    """Move a held case along one of its stage's ways, deadlines included, and save it."""
    service = definition_for(case)
    stage = service.flow.stage(case.stage)
    way = stage.transition(code) if stage else None
    if way is None:
        raise Refusal(_("The application has moved on, so this can no longer be done."))
    case.outcome = outcome or way.outcome or case.outcome
    onward = service.flow.stage(_next_stage(case, way))
    if onward is None:
        raise LookupError(f"{service.code} has no stage {way.to}")
    case.stage, case.waits_for = onward.code, onward.waits_for
    case.closed_at = now() if onward.final and not onward.transitions else None
    step_deadlines(by, case, service, way, days=days, reason=reason)
    if service.fees:
        _step_fees(case, code)
    touch(case, by)
    case.save()
    matter = case.matter
    matter.state, matter.closed_at = onward.code, case.closed_at
    matter.save(update_fields=["state", "closed_at"])
    return way


def _next_stage(case: Case, way: Transition) -> str:
    """Where a way leads for this case; its facts are gathered only where the folder makes it depend on them."""
    if not way.branches:
        return way.to
    known = facts_of(case).known_for_stages()
    return way.leads_to(known | {OUTCOME: case.outcome or _proposed_outcome(case)})


def _proposed_outcome(case: Case) -> str:
    on_its_way = (Decision.State.PROPOSED, Decision.State.APPROVED)
    decision = case.decisions.filter(state__in=on_its_way).first()
    return decision.outcome if decision else ""


def _step_fees(case: Case, code: str) -> None:
    """What a step does to the money of a case; `done` tells of it after what the step itself is about."""
    is_over = code in ENDS_WITHOUT_DECISION
    case.money_facts = drop_fees(case) if is_over else raise_fees(case, code)
    note_who_is_waited_for(case)


def state_of(case: Case) -> dict[str, Any]:
    """What the journal keeps of a case before and after: nothing about the person."""
    return {"stage": case.stage, "outcome": case.outcome, "edition": case.edition, "due_on": case.due_on}


def done(
    case: Case,
    before: dict[str, Any],
    facts: Sequence[ServiceFact] = (),
    *,
    personal: dict[str, Any] | None = None,
    more: dict[str, Any] | None = None,
) -> Done[Case]:
    """Put together what an action on a case tells the journal and the listeners."""
    kept = {case.person_id: case.for_journal(personal)} if personal else {}
    after = state_of(case) | (more or {})
    if in_place_of := getattr(case, "in_place_of", ""):
        after["in_place_of"] = in_place_of
    told = [*facts, *case.money_facts]
    case.money_facts = ()
    return Done(case, subject=case.matter, before=before, after=after, personal=kept, facts=told)


def require_text(text: str, message: Any, *, most: int = 4000) -> str:
    """The text without blanks around it; refuses an empty or overlong one in words."""
    words = text.strip()
    if not words:
        raise BadInput(message)
    if len(words) > most:
        raise BadInput(format_lazy(_("Shorten this to {most} characters."), most=most))
    return words
