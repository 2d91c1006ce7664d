"""Puts the page of one case together: facts on the left, what this official can do now on the right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest

from eroba.capabilities.services.definition.service import DecisionFact
from eroba.capabilities.services.form_engine.showing import shown_money
from eroba.capabilities.services.forms.desk import FindingForm, StepForm
from eroba.capabilities.services.models import Decision
from eroba.capabilities.services.published import cited
from eroba.capabilities.services.queries.case_facts import fact_lines, shown_fact
from eroba.capabilities.services.queries.case_file import CaseFile, differences
from eroba.capabilities.services.queries.inbox import urgency
from eroba.capabilities.services.views.desk import showing
from eroba.capabilities.services.views.desk.addresses import desk_address, list_address
from eroba.capabilities.services.views.desk.case_work import opinions_part
from eroba.capabilities.services.views.desk.fees import fees_at_desk
from eroba.capabilities.services.views.desk.step import Offer, Step
from eroba.capabilities.services.views.desk.steps import ASIDE, FINDING, STEPS
from eroba.kernel.actions import Actor, Verdict
from eroba.kernel.base.clock import today

Typed = Mapping[str, StepForm]
STAGE_KINDS = {"town": "progress", "registers": "progress", "applicant": "paused", "nobody": "good"}


@dataclass(frozen=True)
class ShownRuling:
    """What the rule says of the facts, in words: outcome, amount, reason, citation, and each fact it looked at."""

    outcome: str
    amount: str
    because: str
    basis: str
    rule_code: str
    looked_at: list[tuple[str, str]]


def case_page(request: HttpRequest, by: Actor, file: CaseFile, typed: Typed) -> dict[str, Any]:
    """Gather what the page shows; `typed` holds a form that was sent and came back."""
    case = file.case
    stage = file.service.flow.stage(case.stage)
    outcome = file.service.flow.outcome(case.outcome)
    offers = _offers(request, by, file, typed)
    aside = _aside(request, by, file, typed)
    primary = _primary(offers, aside["ask_registers"])
    is_counted = "days" in request.GET
    running, ended = showing.counted_clocks(file) if is_counted else showing.plain_clocks(file)
    return {
        "file": file,
        "case": case,
        "stage": stage,
        "stage_kind": STAGE_KINDS[case.waits_for],
        "outcome": outcome,
        "urgency": urgency(case, today()),
        "handler": case.assigned_label,
        "is_mine": case.assigned_to_id == by.account_id,
        "facts": fact_lines(file.facts),
        "differences": differences(file),
        "answers": showing.answers_shown(file),
        "papers": [showing.paper_card(request, file, one) for one in file.papers if not one.letter_id],
        "letters": [showing.paper_card(request, file, one) for one in file.papers if one.letter_id],
        **fees_at_desk(request, file),
        **_judged(file),
        "primary": primary,
        "others": [one for one in offers if one.verdict and not (primary and one.step is primary.step)],
        "refused": _each_reason_once(offers),
        "findings": _findings(request, by, file, typed),
        "may_correct": _is_assessed(file) and bool(FINDING.may(by, file)),
        "paper_basis": _basis_of(file, "request_missing_paper"),
        **aside,
        **opinions_part(request, by, file, typed),
        "clocks": running,
        "is_counted": is_counted,
        "ended_clocks": ended,
        "moments": showing.moments_shown(file),
        "links": _links(request, file),
    }


def _judged(file: CaseFile) -> dict[str, Any]:
    """What the rule says, what was proposed and sent back, and what the applicant says against it."""
    decision = file.open_decision
    return {
        "ruling": _ruling(file),
        "decision": decision,
        "decision_words": _decision_words(file, decision),
        "returned": file.returned.reasons() if file.returned and not decision else {},
        "appeal_text": file.sealed(file.open_appeal.text_locked) if file.open_appeal else "",
        "paper_reason": file.sealed(file.case.open_request.reason_locked) if file.case.open_request else "",
    }


def _offers(request: HttpRequest, by: Actor, file: CaseFile, typed: Typed) -> list[Offer]:
    """What the stage knows of: what this official may do first, then what is refused with a reason."""
    stage = file.service.flow.stage(file.case.stage)
    ways = {way.code: way for way in stage.transitions} if stage else {}
    offers = [
        _offer(request, by, file, step, typed)
        for step in STEPS.values()
        if step.code not in ASIDE and any(way in ways for way in step.ways)
    ]
    if file.facts.ruling is None or file.missing_opinions:
        offers = [one for one in offers if one.step.code != "propose"]
    return sorted(offers, key=lambda one: not one.verdict)


def _offer(request: HttpRequest, by: Actor, file: CaseFile, step: Step, typed: Typed) -> Offer:
    form = typed.get(step.code) or step.form(file, step.code)
    href = desk_address(request, "step", number=file.case.matter.number, code=step.code)
    return Offer(
        step=step,
        form=form,
        href=href,
        verdict=step.may(by, file),
        basis=next((words for way in step.ways if (words := _basis_of(file, way))), ""),
        kind=step.kind if step.kind == "warning" else "secondary",
        is_open=step.code in typed,
        has_files=form.is_multipart(),
    )


def _primary(offers: Sequence[Offer], ask_registers: Offer) -> Offer | None:
    """The one step the page puts first: registers that are silent before anything that goes on without them."""
    possible = [one for one in offers if one.verdict]
    if possible and possible[0].step.code == "finish" and ask_registers.verdict:
        return replace(ask_registers, kind="primary")
    return replace(possible[0], kind="primary") if possible else None


def _each_reason_once(offers: Sequence[Offer]) -> list[Offer]:
    """What is refused, without saying the same reason for two steps."""
    said: dict[str, Offer] = {}
    for offer in offers:
        if not offer.verdict:
            said.setdefault(str(offer.verdict.because), offer)
    return list(said.values())


def _aside(request: HttpRequest, by: Actor, file: CaseFile, typed: Typed) -> dict[str, Offer]:
    """Steps with places of their own; the list of colleagues is asked for only when somebody hands over."""
    names = {"take": "take", "note": "note", "ask-registers": "ask_registers"}
    if "hand-over" in request.GET or "hand-over" in typed:
        names["hand-over"] = "hand_over"
    return {name: _offer(request, by, file, STEPS[code], typed) for code, name in names.items()}


def _findings(request: HttpRequest, by: Actor, file: CaseFile, typed: Typed) -> list[Offer]:
    """Facts to establish: those that are missing, and the one somebody wants to correct."""
    verdict = FINDING.may(by, file)
    if not verdict or not _is_assessed(file):
        return []
    sent = typed.get(FINDING.code)
    wanted = sent.asked.code if isinstance(sent, FindingForm) else request.GET.get("fact", "")
    missing = {fact.code for fact in file.facts.known.missing}
    return [
        _finding(request, file, fact, verdict, sent)
        for fact in file.service.decision.facts
        if fact.code in missing or fact.code == wanted
    ]


def _is_assessed(file: CaseFile) -> bool:
    """Whether the case is where facts are weighed and a decision is proposed."""
    stage = file.service.flow.stage(file.case.stage)
    return stage is not None and stage.transition("propose_decision") is not None


def _basis_of(file: CaseFile, way_code: str) -> str:
    """The law behind a way out of the stage the case is in."""
    stage = file.service.flow.stage(file.case.stage)
    way = stage.transition(way_code) if stage else None
    return str(cited(file.service, way.basis)) if way else ""


def _finding(
    request: HttpRequest, file: CaseFile, fact: DecisionFact, verdict: Verdict, sent: StepForm | None
) -> Offer:
    is_sent = isinstance(sent, FindingForm) and sent.asked.code == fact.code
    form = sent if is_sent and sent is not None else FindingForm(file, FINDING.code, fact=fact)
    href = desk_address(request, "step", number=file.case.matter.number, code=FINDING.code)
    return Offer(FINDING, form, href, verdict, is_open=is_sent)


def _ruling(file: CaseFile) -> ShownRuling | None:
    ruling = file.facts.ruling
    if ruling is None:
        return None
    outcome = file.service.flow.outcome(ruling.outcome)
    facts = {fact.code: fact for fact in file.service.decision.facts}
    return ShownRuling(
        outcome=str(outcome.title) if outcome else ruling.outcome,
        amount=shown_money(ruling.amount) if ruling.amount else "",
        because=str(ruling.because),
        basis=str(cited(file.service, ruling.basis)),
        rule_code=ruling.rule_code,
        looked_at=[
            (str(facts[code].title), shown_fact(file.service, facts[code], value))
            for code, value in ruling.facts
            if code in facts
        ],
    )


def _decision_words(file: CaseFile, decision: Decision | None) -> dict[str, str]:
    if decision is None:
        return {}
    outcome = file.service.flow.outcome(decision.outcome)
    return {
        "outcome": str(outcome.title) if outcome else decision.outcome,
        "amount": shown_money(decision.amount) if decision.amount else "",
        "added": str(decision.reasons().get("added") or ""),
    }


def _links(request: HttpRequest, file: CaseFile) -> dict[str, str]:
    number = file.case.matter.number
    return {
        "case": desk_address(request, "case", number=number),
        "list": list_address(request),
        "letter": desk_address(request, "letter", number=number),
        "keeping": desk_address(request, "keeping", number=number),
        "together": desk_address(request, "together", number=number),
        "letter_pdf": desk_address(request, "letter-pdf", number=number),
    }
