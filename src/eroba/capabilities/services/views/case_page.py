"""What an official sees of one case: facts with their sources, what the rule says, what may be done, the letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from eroba.capabilities.services import rules
from eroba.capabilities.services.actions.deciding import proposal_for
from eroba.capabilities.services.definition.service import DecisionFact
from eroba.capabilities.services.form_engine.showing import shown_pages
from eroba.capabilities.services.forms.writing import FindingForm, NoteForm, SeenForm
from eroba.capabilities.services.letters import preview_body
from eroba.capabilities.services.models import Case, CasePaper, Decision
from eroba.capabilities.services.published import cited
from eroba.capabilities.services.queries.case_facts import CaseFacts, fact_lines, facts_of
from eroba.capabilities.services.queries.cases import decisions_of, papers_of
from eroba.capabilities.services.views.application_page import STAGE_KINDS, moments_of
from eroba.capabilities.services.views.catalogue import town_address
from eroba.capabilities.services.views.clock_faces import open_first, plain_clock
from eroba.capabilities.services.views.desk_steps import STEPS, Situation
from eroba.capabilities.services.views.draft_pages import source_words
from eroba.kernel.actions import Actor
from eroba.kernel.clocks.models import Clock
from eroba.kernel.ui.components import Answer, DocumentCard
from eroba.kernel.ui.components import Clock as ShownClock
from eroba.kernel.ui.forms import HouseForm

Forms = Mapping[str, HouseForm]


@dataclass(frozen=True)
class Step:
    """Something that may be done with the case now: its words, its form, where it is sent."""

    code: str
    title: str
    href: str
    form: HouseForm
    kind: str = "secondary"
    is_open: bool = False
    has_files: bool = False


def case_page(request: HttpRequest, by: Actor, case: Case, *, typed: Forms | None = None) -> dict[str, Any]:
    """Gather one case for the desk; `typed` holds forms that were sent and refused, by step."""
    found = facts_of(case)
    said = found.service
    decisions = list(decisions_of(case))
    open_one = next((one for one in decisions if one.state in ("proposed", "approved")), None)
    appeal = next(
        (one.appeal for one in decisions if hasattr(one, "appeal") and one.appeal.state == "lodged"), None
    )
    papers = list(papers_of(case))
    letter_of = open_one or _proposal(by, case, found)
    return {
        "case": case,
        "said": said,
        "stage": said.flow.stage(case.stage),
        "stage_kind": STAGE_KINDS[case.waits_for],
        "outcome": said.flow.outcome(case.outcome),
        "facts": fact_lines(found),
        "ruling": found.ruling,
        "ruling_outcome": said.flow.outcome(found.ruling.outcome) if found.ruling else None,
        "ruling_basis": str(cited(said, found.ruling.basis)) if found.ruling else "",
        "missing": found.known.missing,
        "failure": found.failure,
        "silent": [one for one in found.registers_said if not one.is_answered],
        "decision": open_one,
        "decision_reasons": open_one.reasons() if open_one else {},
        "returned": _returned(decisions),
        "appeal": appeal,
        "appeal_text": case.opened(appeal.text_locked) if appeal else "",
        "letter": preview_body(case, letter_of) if letter_of and _is_before_delivery(case) else None,
        "answers": _answers(case, found),
        "papers": [_card(request, case, paper) for paper in papers if not paper.letter_id],
        "letters": [_card(request, case, paper) for paper in papers if paper.letter_id],
        "notes": [(note, case.opened(note.text_locked)) for note in case.notes.all()],
        "clocks": [
            plain_clock(clock, _language())
            for clock in open_first(Clock.objects.filter(subject_id=case.matter_id))
        ],
        "moments": moments_of(case, audience="staff"),
        "steps": _steps(request, Situation(by, case, found.ruling, open_one, appeal), typed or {}),
        "findings": _findings(request, by, case, found, typed or {}),
        "note_form": (typed or {}).get("note") or NoteForm(auto_id=ids("note")),
        "note_href": _href(request, case, "note"),
        "assign": _assignment(request, by, case),
        "back_href": town_address(request, "cases:cases"),
    }


def _steps(request: HttpRequest, now: Situation, typed: Forms) -> list[Step]:
    return [
        Step(
            code=one.code,
            title=str(one.title),
            href=_href(request, now.case, one.code),
            form=typed.get(one.code)
            or one.form(initial={"edition": now.case.edition}, auto_id=ids(one.code)),
            kind=one.kind,
            is_open=one.code in typed,
            has_files=one.has_files,
        )
        for one in STEPS
        if one.code in typed or one.may(now)
    ]


def ids(step: str) -> str:
    """How the ids of a step's form are made: several forms stand on one page."""
    return f"id_{step}_%s"


def _findings(request: HttpRequest, by: Actor, case: Case, found: CaseFacts, typed: Forms) -> list[Step]:
    """What the official can establish: what the service asks them, and what a register did not say."""
    if not rules.may_handle_case(by, case) or not _is_before_delivery(case):
        return []
    missing = {fact.code for fact in found.known.missing}
    values = found.known.as_mapping()
    steps = []
    for fact in found.service.decision.facts:
        is_asked = fact.source == "clerk" and (fact.code in missing or fact.code in values)
        if is_asked or fact.code in missing:
            code = f"find-{fact.code}"
            form = typed.get(code) or FindingForm(
                fact, initial={"edition": case.edition} | _found(fact, values)
            )
            steps.append(Step(code, str(fact.title), _href(request, case, code), form, is_open=code in typed))
    return steps


def _found(fact: DecisionFact, values: Mapping[str, object]) -> dict[str, object]:
    value = values.get(fact.code)
    return (
        {} if value is None else {"value": ("yes" if value else "no") if isinstance(value, bool) else value}
    )


def _proposal(by: Actor, case: Case, found: CaseFacts) -> Decision | None:
    if found.ruling is None or by.account_id is None:
        return None
    return proposal_for(by, case, found.service, found.ruling)


def _clocks(case: Case) -> list[ShownClock]:
    running = open_first(Clock.objects.filter(subject_id=case.matter_id))
    return [plain_clock(clock, _language()) for clock in running]


def _returned(decisions: list[Decision]) -> dict[str, Any]:
    last = decisions[-1] if decisions else None
    return last.reasons() if last is not None and last.state == Decision.State.RETURNED else {}


def _is_before_delivery(case: Case) -> bool:
    return not case.closed_at and case.stage in (
        "completeness",
        "look-ups",
        "assessment",
        "approval",
        "delivery",
    )


def _answers(case: Case, found: CaseFacts) -> list[tuple[str, list[Answer]]]:
    words = source_words(found.service, case.sources)
    settlement = (
        {str(case.person.settlement_id): str(case.person.settlement)} if case.person.settlement else {}
    )
    pages = shown_pages(found.service.form, found.sources.answers, settlement, words)  # type: ignore[arg-type]
    return [
        (
            str(one.page.title),
            [Answer(str(line.field.label), line.words, "", line.source) for line in one.answers],
        )
        for one in pages
    ]


def _card(request: HttpRequest, case: Case, paper: CasePaper) -> DocumentCard:
    href = town_address(request, "cases:paper", number=case.matter.number, paper_id=paper.pk)
    kind = {"application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG"}.get(paper.file.media_type, "")
    return DocumentCard(paper.name, href, paper.file.size_bytes, kind, paper.added_at.date(), paper.added_by)


def _assignment(request: HttpRequest, by: Actor, case: Case) -> Step | None:
    if not rules.may_handle_case(by, case):
        return None
    is_mine = case.assigned_to_id == by.account_id
    code, title = ("drop", _("Give it back")) if is_mine else ("take", _("I take this case"))
    form = SeenForm(initial={"edition": case.edition}, auto_id=ids(code))
    return Step(code, title, _href(request, case, code), form, "quiet")


def _href(request: HttpRequest, case: Case, step: str) -> str:
    return town_address(request, "cases:step", number=case.matter.number, step=step)


def _language() -> str:
    return (get_language() or "ka").split("-")[0]
