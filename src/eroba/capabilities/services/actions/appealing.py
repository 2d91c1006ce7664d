"""Appeals: the applicant says why a decision is wrong; an official who took no part in it answers."""

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services import facts, rules
from eroba.capabilities.services.actions.deadlines import due_date
from eroba.capabilities.services.actions.steps import Overtaken, done, hold, require_text, state_of, take
from eroba.capabilities.services.models import Appeal, Case, Decision
from eroba.capabilities.services.models.sealed import seal
from eroba.capabilities.services.published import definition_for
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now, today


@action(may=rules.may_lodge_appeal, for_others=True)
def lodge_appeal(by: Actor, *, case: Case, edition: int, text: str) -> Done[Appeal]:
    """Appeal against the decision within the time the law gives. Basis: GAC 183."""
    words = require_text(text, _("Write why you disagree with the decision."), most=10_000)
    case = hold(case, edition)
    before = state_of(case)
    decision = case.decisions.filter(state=Decision.State.DELIVERED).order_by("delivered_at").last()
    if decision is None:
        raise Overtaken(case)
    appeal = Appeal(decision=decision, text_locked=seal(case.person_id, words))
    appeal.save(force_insert=True)
    take(case, by, "lodge_appeal")
    due_on = due_date(case, definition_for(case), "appeal-decision") or today()
    lodged = facts.AppealLodged(case.matter_id, due_on=due_on)
    told = done(case, before, [lodged], personal={"appeal": words})
    return Done(appeal, told.subject, told.before, told.after, told.personal, told.facts)


@action(may=rules.may_decide_appeal, needs="decision")
def decide_appeal(
    by: Actor, *, case: Case, appeal: Appeal, edition: int, outcome: str, because: str
) -> Done[Case]:
    """Uphold an appeal, so that the application is examined again, or dismiss it. Basis: GAC 183."""
    why = require_text(because, _("Say why the appeal is decided this way."))
    case = hold(case, edition)
    before = state_of(case)
    is_upheld = outcome == Appeal.State.UPHELD
    changed = Appeal.objects.filter(pk=appeal.pk, state=Appeal.State.LODGED).update(
        state=Appeal.State.UPHELD if is_upheld else Appeal.State.DISMISSED,
        reasons_locked=seal(case.person_id, why),
        decided_by=by.account_id,
        decided_label=by.label,
        decided_at=now(),
    )
    if not changed:
        raise Overtaken(case)
    if is_upheld:
        case.outcome = ""
    take(case, by, "uphold_appeal" if is_upheld else "dismiss_appeal")
    kind = facts.AppealUpheld if is_upheld else facts.AppealDismissed
    return done(case, before, [kind(case.matter_id)], personal={"because": why}, more={"appeal": outcome})
