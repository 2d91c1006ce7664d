"""What the applicant reads about an application: gathered once, in a fixed number of questions to the database."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from eroba.capabilities.services import facts, rules
from eroba.capabilities.services.addresses import town_address
from eroba.capabilities.services.definition.service import RegisterUse, ServiceDefinition
from eroba.capabilities.services.letters import note_on_letter, shown_title
from eroba.capabilities.services.models import Case, CasePaper, Decision, Draft
from eroba.capabilities.services.published import definition_for
from eroba.capabilities.services.queries.cases import decisions_of, papers_of
from eroba.capabilities.services.queries.fees import fees_of
from eroba.capabilities.services.queries.together import merged_with
from eroba.capabilities.services.views.clock_faces import is_over, open_first, shown_clock
from eroba.capabilities.services.views.draft_words import words_of_draft
from eroba.capabilities.services.views.fee_showing import settled_fee, shown_fee
from eroba.kernel.actions import Actor
from eroba.kernel.clocks.queries import calendar_here, clocks_of
from eroba.kernel.documents.letters import square_picture
from eroba.kernel.matters.models import Matter
from eroba.kernel.matters.queries import TimelineEntry, steps_and_looks
from eroba.kernel.people.standing.queries import who_acted_on
from eroba.kernel.ui.components import Card, DocumentCard, Moment

STAGE_KINDS = {"town": "progress", "registers": "progress", "applicant": "attention", "nobody": "good"}
MOMENT_KINDS = {
    "application.paper_requested": "attention",
    "clock.late": "late",
    "decision.delivered": "good",
    "application.received": "good",
}
DECIDED = {"decision.delivered", "application.left_unexamined"}
UNSAID = {
    "clock.started",
    "clock.met",
    "clock.reopened",
    "clock.stopped",
    "clock.resumed",
    "clock.expired",
    "letter.issued",
}
"""Steps of deadlines and letters that the sentences about the application say already."""


def application_page(
    request: HttpRequest, by: Actor, case: Case, *, with_code: bool = False
) -> dict[str, Any]:
    """Gather what the page of one application shows."""
    said = definition_for(case)
    stage = said.flow.stage(case.stage)
    clocks = list(clocks_of(case.matter_id))
    calendar = calendar_here()
    papers = list(papers_of(case))
    happened, looks = steps_and_looks(case.matter, audience="parties")
    decision = _delivered(case, happened)
    request_open = case.open_request if case.waits_for == Case.WaitsFor.APPLICANT else None
    shown: dict[str, Any] = {
        "case": case,
        "said": said,
        "stage": stage,
        "stage_kind": STAGE_KINDS[case.waits_for],
        "outcome": said.flow.outcome(case.outcome),
        "decision": decision,
        "because": _because(decision),
        "appeal": getattr(decision, "appeal", None) if decision else None,
        "paper_request": request_open,
        "paper_reason": case.opened(request_open.reason_locked) if request_open else "",
        "clocks": [shown_clock(clock, calendar) for clock in open_first(clocks)],
        "ended": [(clock.title.in_language(_language()), clock.due_on) for clock in clocks if is_over(clock)],
        "moments": _moments(happened),
        "looks": [Moment(at=look.at, sentence=look.words, by=look.actor_label) for look in reversed(looks)],
        "letters": [_card(request, case, paper) for paper in papers if paper.letter_id],
        "papers": [_card(request, case, paper) for paper in papers if not paper.letter_id],
        **_money(request, case, happened, is_decided=decision is not None),
        "fetched": _fetched(said, happened),
        "acted": who_acted_on(case.matter_id) if getattr(case, "was_acted_on", True) else None,
        "may_appeal": bool(rules.may_lodge_appeal(by, case, clocks)),
        "may_withdraw": bool(rules.may_withdraw(by, case)),
        **_company(request, by, case),
        "links": _links(request, case, said),
    }
    if with_code:
        shown["square"] = square_picture(settings.SITE_ADDRESS + shown["links"]["application"])
    return shown


def _company(request: HttpRequest, by: Actor, case: Case) -> dict[str, Any]:
    """With which other applications it is handled."""
    return {"merged": _merged(request, by, case), "taken_in": _taken_in(request, case)}


def _merged(request: HttpRequest, by: Actor, case: Case) -> tuple[str, str] | None:
    """The application that goes on instead, and where this reader may follow it."""
    onward = case.merged_into
    if onward is None:
        return None
    number = onward.matter.number
    if onward.person_id == by.person_id:
        return number, town_address(request, "services:application", number=number)
    is_public = onward.matter.visibility == Matter.Visibility.PUBLIC
    return number, town_address(request, "services:report", number=number) if is_public else ""


def _taken_in(request: HttpRequest, case: Case) -> list[tuple[str, str]]:
    """The same person's applications that are handled here; asked for only where there are any."""
    if not getattr(case, "has_taken_in", True):
        return []
    numbers = [one.matter.number for one in merged_with([case.pk]) if one.person_id == case.person_id]
    return [(number, town_address(request, "services:application", number=number)) for number in numbers]


def _delivered(case: Case, happened: Sequence[TimelineEntry]) -> Decision | None:
    """The decision that reached the applicant; asked for only where the timeline says there is one."""
    if not any(entry.name in DECIDED for entry in happened):
        return None
    return next((one for one in reversed(decisions_of(case)) if one.delivered_at), None)


def _money(
    request: HttpRequest, case: Case, happened: Sequence[TimelineEntry], *, is_decided: bool
) -> dict[str, Any]:
    """What the application costs, and whether its next step waits for that; once it is decided, where to read it."""

    def href(code: str) -> str:
        return town_address(request, "services:fee", number=case.matter.number, code=code)

    # That the bank refused to pay back is told to officials only: then the fees themselves are read.
    if is_decided and not any(entry.name.startswith("refund.") for entry in happened):
        told = [
            (fee, settled_fee(dict(fee.title.in_languages), happened)) for fee in definition_for(case).fees
        ]
        paid = [(str(fee.title), href(fee.code), *ended) for fee, ended in told if ended[0]]
        return {"fees": [], "waits_for_money": False, "settled_fees": paid}
    fees = [shown_fee(fee, href(fee.code)) for fee in fees_of(case)]
    is_owed = any(fee.is_open and fee.holds_up for fee in fees)
    waits = case.waits_for == Case.WaitsFor.APPLICANT and case.open_request_id is None
    return {"fees": fees, "waits_for_money": is_owed and waits, "settled_fees": []}


def _fetched(said: ServiceDefinition, happened: Sequence[TimelineEntry]) -> list[RegisterUse]:
    """The papers the person need not have brought: of the registers that were asked and found something."""
    answered = [entry for entry in happened if entry.name == facts.RegistersAnswered.name]
    found = answered[-1].said.get("found", []) if answered else []
    return [register for register in said.registers if register.saves_paper and register.code in found]


def _moments(happened: Sequence[TimelineEntry]) -> list[Moment]:
    """The timeline in sentences, newest first."""
    entries = [entry for entry in happened if entry.name not in UNSAID]
    return [
        Moment(
            at=entry.at,
            sentence=entry.words,
            kind=MOMENT_KINDS.get(entry.name, "plain"),
            by=_by(entry.actor_label),
        )
        for entry in reversed(entries)
    ]


def case_cards(request: HttpRequest, cases: Iterable[Case]) -> list[Card]:
    """Applications that were sent, as cards."""
    cards = []
    for case in cases:
        said = definition_for(case)
        stage, outcome = said.flow.stage(case.stage), said.flow.outcome(case.outcome)
        onward = case.merged_into
        if onward is not None:
            text = _("Handled together with %(number)s.") % {"number": onward.matter.number}
        else:
            text = str(stage.public_text) if stage else ""
        cards.append(
            Card(
                title=str(said.title),
                href=town_address(request, "services:application", number=case.matter.number),
                text=text,
                meta=case.matter.number,
                status=str(outcome.title if outcome else stage.title if stage else case.stage),
                kind="quiet" if outcome else STAGE_KINDS[case.waits_for],
            )
        )
    return cards


def draft_cards(request: HttpRequest, drafts: Iterable[Draft]) -> list[Card]:
    """Applications that were begun, as cards."""
    return [
        Card(
            title=draft.service.title,
            href=town_address(request, "receipts:show", key=words.receipt_id)
            if words.receipt_id
            else town_address(request, "services:apply", code=draft.service.code),
            text=words.text,
            status=words.status,
            kind=words.kind,
        )
        for draft in drafts
        for words in [words_of_draft(draft)]
    ]


def _card(request: HttpRequest, case: Case, paper: CasePaper) -> DocumentCard:
    href = town_address(request, "services:paper", number=case.matter.number, paper_id=paper.pk)
    kind = {"application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG"}.get(paper.file.media_type, "")
    title = shown_title(definition_for(case), paper)
    return DocumentCard(
        title, href, paper.file.size_bytes, kind, paper.added_at.date(), note_on_letter(paper)
    )


def _because(decision: Decision | None) -> str:
    if decision is None:
        return ""
    reasons = decision.reasons()
    because: dict[str, str] = reasons.get("because", {})
    words = because.get(_language(), because.get("ka", ""))
    return f"{words} {reasons.get('added') or ''}".strip()


def _links(request: HttpRequest, case: Case, said: ServiceDefinition) -> dict[str, str]:
    number = case.matter.number
    names: Sequence[str] = ("application", "supply_papers", "appeal", "withdraw")
    links = {name: town_address(request, f"services:{name}", number=number) for name in names}
    sent = {"act": "services.submit_application", "subject": case.matter_id}
    links["proof"] = town_address(request, "audit:receipt", **sent)
    if case.closed_at is None:
        links["book"] = f"{town_address(request, 'services:book')}?case={number}"
    links["applications"] = town_address(request, "services:applications")
    links["service"] = town_address(request, "services:service", code=case.service.code)
    return links


def _by(label: str) -> str:
    return {"worker": "", "applicant": _("you"), "notify": ""}.get(label, label)


def _language() -> str:
    return (get_language() or "ka").split("-")[0]
