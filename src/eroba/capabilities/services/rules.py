"""Who may do what in the life of an application; each answer with its reason and its law.

What a stage allows comes from the published service; whether this person may is decided here.
"""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from eroba.capabilities.services.definition.flow import Transition
from eroba.capabilities.services.definition.texts import NO_TEXT, Text
from eroba.capabilities.services.fee_engine import fees_waited_for
from eroba.capabilities.services.models import Appeal, Case, Decision, Draft, Fee, Service
from eroba.capabilities.services.published import cited, definition_for, definition_of
from eroba.kernel.actions import Actor, Verdict, allow, refuse
from eroba.kernel.actions.verdict import ask_to_sign_in
from eroba.kernel.base.clock import today
from eroba.kernel.clocks.models import Clock
from eroba.kernel.clocks.queries import open_clock
from eroba.kernel.tenancy.scope import current_municipality

STAFF = ("clerk", "head")
# Kept in the journal as they stand here; pages say them in the reader's language.
APPLY = gettext_noop("General Administrative Code, art. 76")
LOOK = gettext_noop("Law on Personal Data Protection, art. 5")
PUBLISH = gettext_noop("Local Self-Government Code, art. 16")
PRACTICE_SERVICE_MISSING = _("The town does not offer the service this practice case is about.")
BEYOND = _("Your right to act for this person does not reach to this service or application.")


def may_publish_service(by: Actor) -> Verdict:
    """Heads of units and the platform's operator publish services."""
    if by.is_system or by.has_role("head"):
        return allow(PUBLISH)
    return refuse(_("Only the head of a unit publishes services."), PUBLISH)


def may_note_arrival(by: Actor) -> Verdict:
    """The platform lays new versions of the national catalogue before a town, a head of unit an archive."""
    return may_publish_service(by)


def may_prepare_practice(by: Actor) -> Verdict:
    """The platform invents applications, and only in a training copy."""
    if by.is_system and current_municipality().is_training:
        return allow()
    return refuse(_("Applications are invented only in a training copy."))


def may_start_draft(by: Actor, service: Service) -> Verdict:
    """Anybody whom the town knows may apply for a service that is open."""
    if not by.is_signed_in:
        return ask_to_sign_in()
    if by.person_id is None:
        return refuse(_("Before you apply, tell us who you are."), APPLY)
    if not by.reaches(service=service.code):
        return refuse(BEYOND, APPLY)
    if not service.is_enabled:
        return refuse(_("This service takes no new applications at the moment."), APPLY)
    return allow(APPLY)


def may_send_report(by: Actor, service: Service) -> Verdict:
    """An app the town registered for it sends reports, of services that are public and open."""
    if not by.has_role("partner"):
        return refuse(_("Only an app the town registered for it sends reports like this."), APPLY)
    if not definition_of(service.current).is_public:
        return refuse(_("This service is not public; it is asked for on the website."), APPLY)
    if not service.is_enabled:
        return refuse(_("This service takes no new applications at the moment."), APPLY)
    return allow(APPLY)


def may_edit_draft(by: Actor, draft: Draft) -> Verdict:
    """A draft belongs to the person who fills it in, and to nobody else."""
    if by.person_id == draft.person_id:
        is_within = by.acting is None or by.reaches(service=draft.service.code)
        return allow(APPLY) if is_within else refuse(BEYOND, APPLY)
    return refuse(_("This draft belongs to somebody else."), APPLY)


def may_forget_drafts(by: Actor) -> Verdict:
    """The platform forgets drafts by itself."""
    return allow(PUBLISH) if by.is_system else refuse(_("The platform forgets old drafts by itself."))


def may_make_figures(by: Actor) -> Verdict:
    """The platform makes the public figures by itself, so that nobody chooses when."""
    return allow(PUBLISH) if by.is_system else refuse(_("The platform makes the public figures by itself."))


def may_see_workload(by: Actor) -> Verdict:
    """Officials, and partner systems the town registered for it: numbers, never a name."""
    if by.has_role(*STAFF, "partner"):
        return allow(PUBLISH)
    return refuse(_("Only the town hall and its partners see how much work lies where."), PUBLISH)


def may_read_case(by: Actor, case: Case) -> Verdict:
    """The applicant and the officials of the town hall read a case."""
    if is_applicant_of(by, case) or by.has_role(*STAFF) or by.is_system:
        return allow()
    return refuse(_("This application belongs to somebody else."))


def may_look_at_case(by: Actor, case: Case) -> Verdict:
    """Officials open cases; each look is written down."""
    if by.has_role(*STAFF):
        return allow(LOOK)
    return refuse(_("Only officials of the town hall open other people’s applications."), LOOK)


def may_handle_case(by: Actor, case: Case) -> Verdict:
    """Officials write notes, establish facts and take cases."""
    if not (by.has_role(*STAFF) or by.is_system):
        return refuse(_("Only officials of the town hall handle applications."))
    return allow() if not case.closed_at else refuse(_("This case is closed."))


def may_accept_as_complete(by: Actor, case: Case) -> Verdict:
    """Whether the application may be called complete now."""
    return _may_take(by, case, "accept_as_complete")


def may_request_missing_paper(by: Actor, case: Case) -> Verdict:
    """Whether a paper may be asked for now."""
    return _may_take(by, case, "request_missing_paper")


def may_supply_missing_paper(by: Actor, case: Case) -> Verdict:
    """Whether the missing paper may be handed in now."""
    return _may_take(by, case, "supply_missing_paper")


def may_leave_unexamined(by: Actor, case: Case) -> Verdict:
    """Whether the application may be left unexamined: only after the time to bring the paper is over."""
    return _may_take(by, case, "leave_unexamined")


def may_record_register_answer(by: Actor, case: Case) -> Verdict:
    """The platform, or an official, writes down what a register said."""
    if by.is_system or by.has_role(*STAFF):
        return allow(_basis(case, "finish_look_ups").in_language("ka"))
    return refuse(_("Only the town hall records what a register said."))


def may_finish_look_ups(by: Actor, case: Case) -> Verdict:
    """Whether examining may begin."""
    return _may_take(by, case, "finish_look_ups")


def may_propose_decision(by: Actor, case: Case) -> Verdict:
    """Whether a decision may be proposed now."""
    return _may_take(by, case, "propose_decision")


def may_take_up_again(by: Actor, case: Case) -> Verdict:
    """Whether a case that was put aside may be examined again now."""
    return _may_take(by, case, "take_up_again")


def may_approve_decision(by: Actor, case: Case, decision: Decision) -> Verdict:
    """Whether this official may approve; where the service asks for four eyes, never the one who proposed."""
    if _wants_four_eyes(case, "approve_decision") and decision.proposed_by_id == by.account_id:
        message = _("Somebody else must approve: you proposed this decision yourself.")
        return refuse(message, str(_basis(case, "approve_decision")))
    return _may_take(by, case, "approve_decision")


def may_return_proposal(by: Actor, case: Case) -> Verdict:
    """Whether a proposal may be sent back now."""
    return _may_take(by, case, "return_proposal")


def may_deliver_decision(by: Actor, case: Case) -> Verdict:
    """Whether the letter may be sent now."""
    return _may_take(by, case, "deliver_decision")


def may_lodge_appeal(by: Actor, case: Case, clocks: Iterable[Clock] | None = None) -> Verdict:
    """The applicant may appeal while the time to appeal lasts. Who has read the case's clocks brings them."""
    outcome = definition_for(case).flow.outcome(case.outcome)
    if outcome is None or not outcome.appealable:
        return refuse(_("There is no decision to appeal against."), str(_basis(case, "lodge_appeal")))
    return _may_take(by, case, "lodge_appeal", clocks)


def may_decide_appeal(by: Actor, case: Case, appeal: Appeal, outcome: str) -> Verdict:
    """Whether this official may decide the appeal: never one who took part in the decision."""
    code = "uphold_appeal" if outcome == Appeal.State.UPHELD else "dismiss_appeal"
    decision = appeal.decision
    if by.account_id in (decision.proposed_by_id, decision.approved_by_id):
        message = _("Somebody else must decide the appeal: you took part in the decision.")
        return refuse(message, str(_basis(case, code)))
    return _may_take(by, case, code)


def may_withdraw(by: Actor, case: Case) -> Verdict:
    """The applicant may take the application back until it is decided."""
    return _may_take(by, case, "withdraw")


def is_applicant_of(by: Actor, case: Case) -> bool:
    """Whether it is the applicant, or somebody who acts for the applicant as far as this case."""
    is_theirs = by.person_id is not None and by.person_id == case.person_id
    return is_theirs and (by.acting is None or by.reaches(service=case.service.code, case=case.matter.number))


def _may_take(by: Actor, case: Case, code: str, clocks: Iterable[Clock] | None = None) -> Verdict:
    service = definition_for(case)
    stage = service.flow.stage(case.stage)
    way = stage.transition(code) if stage and case.merged_into_id is None else None
    if way is None:
        return refuse(_("The application has moved on, so this can no longer be done."))
    # The journal keeps the law in the language that binds; a refusal is read by the person.
    basis, said = cited(service, way.basis).in_language("ka"), str(cited(service, way.basis))
    if not _is_among(by, case, way):
        return refuse(_("This is done by somebody else in the town hall or by the applicant."), said)
    if unpaid(case, code):
        return refuse(_("First the fee has to be paid, or the head has to waive it."), said)
    if way.only_after_clock and not _is_over(case, way.only_after_clock, clocks):
        return refuse(_("The applicant still has time to bring the paper."), said)
    if way.only_before_clock and _is_over(case, way.only_before_clock, clocks):
        return refuse(_("The time for this is over."), said)
    return allow(basis)


def unpaid(case: Case, step: str) -> bool:
    """Whether a step of this case waits for money."""
    waited_for = fees_waited_for(definition_for(case), step)
    if not getattr(case, "has_due_fees", True):
        return False  # read together with the case
    if len(definition_for(case).fees) == 1 and hasattr(case, "has_due_fees"):
        return bool(waited_for)
    return bool(waited_for) and case.fees.filter(code__in=waited_for, state=Fee.State.DUE).exists()


def _wants_four_eyes(case: Case, code: str) -> bool:
    stage = definition_for(case).flow.stage(case.stage)
    way = stage.transition(code) if stage else None
    return way is None or way.four_eyes


def _is_among(by: Actor, case: Case, way: Transition) -> bool:
    return ("applicant" in way.by and is_applicant_of(by, case)) or by.has_role(
        *(set(way.by) - {"applicant"})
    )


def _is_over(case: Case, clock_code: str, clocks: Iterable[Clock] | None) -> bool:
    code = f"{case.service.code}.{clock_code}"
    if clocks is None:
        clock = open_clock(case.matter_id, code)
    else:
        clock = next((one for one in clocks if one.code == code and one.is_open), None)
    return clock is not None and clock.is_late(today())


def _basis(case: Case, code: str) -> Text:
    service = definition_for(case)
    ways = (way for stage in service.flow.stages for way in stage.transitions if way.code == code)
    return next((cited(service, way.basis) for way in ways), NO_TEXT)
