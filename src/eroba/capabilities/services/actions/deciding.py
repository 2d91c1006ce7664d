"""Deciding a case: one official proposes what the rule says, another approves, the letter is sent once."""

from collections.abc import Sequence

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services import facts, rules
from eroba.capabilities.services.actions.applying import words_of
from eroba.capabilities.services.actions.steps import Overtaken, done, hold, require_text, state_of, take
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.models import Case, CasePaper, Decision
from eroba.capabilities.services.models.sealed import seal
from eroba.capabilities.services.published import cited, definition_for
from eroba.capabilities.services.queries.case_facts import CaseFacts, facts_of
from eroba.capabilities.services.queries.opinions import missing_opinions
from eroba.capabilities.services.rules_engine import Ruling
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.canonical import plain
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import Refusal
from eroba.kernel.documents.actions import issue_letter
from eroba.kernel.documents.letters import DrawnLetter


@action(may=rules.may_propose_decision)
def propose_decision(by: Actor, *, case: Case, edition: int, added_reason: str = "") -> Done[Decision]:
    """Propose what the service's rule says; the official may add a reason in their own words.

    Raises Refusal while a fact the rule needs, or an opinion the service wants, is missing.
    """
    case = hold(case, edition)
    before = state_of(case)
    found = facts_of(case)
    _refuse_unless_heard(case, found)
    ruling = _ruling_or_refusal(found)
    decision = proposal_for(by, case, found.service, ruling, added_reason)
    reasons = decision.reasons()
    decision.save(force_insert=True)
    take(case, by, "propose_decision")
    proposed = facts.DecisionProposed(case.matter_id, outcome=_outcome_words(case, decision))
    told = done(case, before, [proposed], personal=reasons, more=_journal_of(decision))
    return Done(decision, told.subject, told.before, told.after, told.personal, told.facts)


@action(may=rules.may_return_proposal)
def return_proposal(by: Actor, *, case: Case, edition: int, because: str) -> Done[Case]:
    """Send a proposal back to whoever examines the case, with the reason."""
    why = require_text(because, _("Say what needs another look."))
    case = hold(case, edition)
    before = state_of(case)
    decision = _open_decision(case, Decision.State.PROPOSED)
    decision.state = Decision.State.RETURNED
    decision.reasons_locked = seal(
        case.person_id, decision.reasons() | {"returned": why, "returned_by": by.label}
    )
    decision.save(update_fields=["state", "reasons_locked"])
    take(case, by, "return_proposal")
    return done(case, before, [facts.ProposalReturned(case.matter_id)], personal={"returned": why})


@action(may=rules.may_approve_decision, needs="decision")
def approve_decision(by: Actor, *, case: Case, decision: Decision, edition: int) -> Done[Decision]:
    """Approve what another official proposed; the letter is made and sent next."""
    case = hold(case, edition)
    before = state_of(case)
    standing = _open_decision(case, Decision.State.PROPOSED)
    if standing.pk != decision.pk:
        raise Overtaken(case)
    standing.state = Decision.State.APPROVED
    standing.approved_by_id, standing.approved_label, standing.approved_at = by.account_id, by.label, now()
    standing.save(update_fields=["state", "approved_by", "approved_label", "approved_at"])
    take(case, by, "approve_decision")
    told = done(case, before, [facts.DecisionApproved(case.matter_id)], more=_journal_of(standing))
    return Done(standing, told.subject, told.before, told.after, told.personal, told.facts)


@action(may=rules.may_leave_unexamined)
def leave_unexamined(by: Actor, *, case: Case, edition: int) -> Done[Case]:
    """Leave an application unexamined because the paper never came. Basis: GAC 83."""
    case = hold(case, edition)
    before = state_of(case)
    way = take(case, by, "leave_unexamined")
    basis = cited(definition_for(case), way.basis)
    decision = Decision.objects.create(
        case=case,
        state=Decision.State.DELIVERED,
        outcome=way.outcome,
        rule_code="",
        basis_ka=basis.in_language("ka"),
        basis_en=basis.in_language("en"),
        reasons_locked=seal(case.person_id, {}),
        proposed_by_id=by.account_id,
        proposed_label=by.label,
        delivered_at=now(),
    )
    return done(case, before, [facts.LeftUnexamined(case.matter_id)], more=_journal_of(decision))


@action(may=rules.may_deliver_decision)
def deliver_decision(by: Actor, *, case: Case, drawn: Sequence[DrawnLetter]) -> Done[Case]:
    """File the letters of an approved decision and let the time to appeal begin. Basis: GAC 100."""
    case = hold(case, case.edition)
    before = state_of(case)
    decision = _open_decision(case, Decision.State.APPROVED)
    outcome = definition_for(case).flow.outcome(decision.outcome)
    code = outcome.letter if outcome else decision.outcome
    for letter in drawn:
        _file(by, case, letter, code, key=f"decision:{decision.pk}:{letter.text.language}")
    decision.state, decision.delivered_at = Decision.State.DELIVERED, now()
    decision.save(update_fields=["state", "delivered_at"])
    take(case, by, "deliver_decision", outcome=decision.outcome)
    words = _outcome_words(case, decision)
    told: list[facts.ServiceFact] = [facts.DecisionDelivered(case.matter_id, outcome=words)]
    if definition_for(case).is_public:
        told.append(facts.ReportAnswered(case.matter_id, outcome=words))
    return done(case, before, told, more=_journal_of(decision))


@action(may=rules.may_read_case)
def send_letter(by: Actor, *, case: Case, drawn: Sequence[DrawnLetter], code: str, key: str) -> Done[Case]:
    """File a letter of the case that is no decision; the same happening sends it once."""
    keys = [f"{key}:{letter.text.language}" for letter in drawn]
    if CasePaper.objects.filter(key__in=keys).exists():
        return Done(case, subject=case.matter)
    for letter, own_key in zip(drawn, keys, strict=True):
        _file(by, case, letter, code, key=own_key)
    return Done(case, subject=case.matter, after={"letter": code})


def _file(by: Actor, case: Case, drawn: DrawnLetter, code: str, *, key: str) -> None:
    letter = issue_letter(by, drawn=drawn, subject_id=case.matter_id, person_id=case.person_id)
    CasePaper.objects.create(
        case=case,
        key=key,
        file=letter.file,
        letter=letter,
        code=code,
        name=letter.title,
        added_by=drawn.text.signatory_name,
    )


def proposal_for(
    by: Actor, case: Case, service: ServiceDefinition, ruling: Ruling, added_reason: str = ""
) -> Decision:
    """Put a ruling into the form of a decision, not saved: to propose it, or to show its letter beforehand."""
    basis = cited(service, ruling.basis)
    reasons = {
        "because": dict(ruling.because.in_languages),
        "added": added_reason.strip()[:4000],
        "facts": plain(dict(ruling.facts)),
    }
    return Decision(
        case=case,
        outcome=ruling.outcome,
        amount=ruling.amount,
        rule_code=ruling.rule_code,
        basis_ka=basis.in_language("ka"),
        basis_en=basis.in_language("en"),
        reasons_locked=case.sealed(reasons),
        proposed_by_id=by.account_id,
        proposed_label=by.label,
    )


def _ruling_or_refusal(found: CaseFacts) -> Ruling:
    if found.known.missing:
        names = ", ".join(str(fact.title) for fact in found.known.missing)
        raise Refusal(format_lazy(_("First establish what is still missing: {names}."), names=names))
    if found.ruling is None:
        raise Refusal(_("The decision table gave no answer. Ask whoever keeps the service to look at it."))
    return found.ruling


def _refuse_unless_heard(case: Case, found: CaseFacts) -> None:
    waited_for = missing_opinions(case, found)
    if waited_for:
        names = ", ".join(str(one.need.title) for one in waited_for)
        words = _("First the opinions the service asks for must be there: {names}.")
        raise Refusal(format_lazy(words, names=names))


def _open_decision(case: Case, state: object) -> Decision:
    decision = case.decisions.filter(state=state).first()
    if decision is None:
        raise Overtaken(case)
    decision.case = case
    return decision


def _outcome_words(case: Case, decision: Decision) -> facts.Words:
    outcome = definition_for(case).flow.outcome(decision.outcome)
    return words_of(outcome.title) if outcome else {"ka": decision.outcome, "en": decision.outcome}


def _journal_of(decision: Decision) -> dict[str, object]:
    return {"decision": decision.pk, "proposed": decision.outcome, "rule": decision.rule_code}
