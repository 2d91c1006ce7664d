"""Writes the letters of a case: fills the service's own text, in Georgian and in the applicant's language.

Draws and seals them through the documents room; filing them is left to the actions.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from eroba.capabilities.services.actions.deadlines import due_date, rule_of
from eroba.capabilities.services.definition.letter_body import filled, title_and_text
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.form_engine.identity import masked_iban
from eroba.capabilities.services.form_engine.showing import shown_money
from eroba.capabilities.services.letter_gaps import named_values
from eroba.capabilities.services.models import Appeal, Case, CasePaper, Decision, PaperRequest
from eroba.capabilities.services.published import definition_for
from eroba.kernel.base.clock import today
from eroba.kernel.base.memory import remembering
from eroba.kernel.clocks.counting import count
from eroba.kernel.clocks.explanation import period_in_words
from eroba.kernel.clocks.queries import calendar_here, open_clock
from eroba.kernel.documents.letters import DrawnLetter, LetterText
from eroba.kernel.documents.preparing import letter_text, prepare_letter
from eroba.kernel.people.models import Appointment

BINDING = "ka"
#: The letter that is the platform's own: no folder writes it.
RECEIPT = "payment-receipt"
#: What kind of letter each of the service's letters is, as the public check names it; the others are decisions.
KINDS = {
    "missing-paper": "request",
    "appeal-received": "notice",
    "appeal-upheld": "appeal_decision",
    "appeal-dismissed": "appeal_decision",
}
Values = Mapping[str, object]


def languages_of(case: Case) -> list[str]:
    """Return the languages a letter is written in: Georgian binds, the applicant's own is a copy to understand."""
    own = case.person.account.language if case.person.account else BINDING
    return [BINDING] if own == BINDING else [BINDING, own]


def decision_letters(case: Case, decision: Decision) -> list[DrawnLetter]:
    """Draw the letters of an approved decision."""
    service = definition_for(case)
    outcome = service.flow.outcome(decision.outcome)
    code = outcome.letter if outcome else decision.outcome
    values_in = partial(decision_values, case, decision)
    return _drawn(case, code, decision.approved_by_id, values_in, decision.outcome)


def other_letters(case: Case, code: str, signed_by: UUID | None, more: Values) -> list[DrawnLetter]:
    """Draw the letters of any other step, such as asking for a paper."""
    return _drawn(case, code, signed_by, lambda: common_values(case) | dict(more), "")


def decision_text(case: Case, decision: Decision, language: str) -> LetterText | None:
    """Write a decision's letter without drawing it: as it will be sent, for a preview."""
    outcome = definition_for(case).flow.outcome(decision.outcome)
    code = outcome.letter if outcome else decision.outcome
    with override(language), remembering():
        values = decision_values(case, decision)
    signed_by = decision.approved_by_id or decision.proposed_by_id
    return _text(case, code, language, signed_by, values, decision.outcome)


@dataclass(frozen=True)
class PreviewedLetter:
    """A letter as it will be sent, without date, code and seal."""

    title: str
    body: SafeString


def preview_body(case: Case, decision: Decision) -> PreviewedLetter | None:
    """Fill a decision's letter in the language being read, asking the database only for the town's own periods."""
    service, language = definition_for(case), _language()
    outcome = service.flow.outcome(decision.outcome)
    letter = service.letter(outcome.letter if outcome else decision.outcome, language)
    if letter is None:
        return None
    title, text = title_and_text(letter.body)
    clock = service.clock("appeal")
    until = (
        _("%(period)s after delivery") % {"period": period_in_words(rule_of(service, clock).period)}
        if clock
        else ""
    )
    values = _values(case, service, until) | _reasons(decision) | named_values(case, service, letter.body)
    return PreviewedLetter(title, mark_safe(filled(text, values)))  # noqa: S308 (checked tags, escaped values)


def shown_title(service: ServiceDefinition, paper: CasePaper) -> str:
    """Name a paper; a letter by its title in the language being read, also when it is written in another."""
    if paper.code == RECEIPT:
        return _("Receipt")
    letter = service.letter(paper.code, _language()) if paper.letter_id else None
    return (title_and_text(letter.body)[0] if letter else "") or paper.name


def note_on_letter(paper: CasePaper) -> str:
    """Say that a letter counts no longer; or its language where that is not plain, and which one binds."""
    letter = paper.letter
    if letter is not None and letter.is_withdrawn:
        return _("withdrawn; it counts no longer")
    if letter is None or letter.language == _language() == BINDING:
        return ""
    if letter.language == BINDING:
        return _("in Georgian; this is the binding letter")
    return _("a copy to understand; the Georgian letter binds")


def common_values(case: Case) -> dict[str, object]:
    """What every letter may say, in the language now active."""
    service = definition_for(case)
    return _values(case, service, _day(appeal_until(case, service)))


def _values(case: Case, service: ServiceDefinition, until: str) -> dict[str, object]:
    return {
        "applicant_name": case.person.full_name,
        "service_title": service.title,
        "case_number": case.matter.number,
        "received_on": _day(case.received_at),
        "due_on": _day(case.due_on),
        "iban_masked": masked_iban(str(case.answers.get("iban") or "")),
        "appeal_until": until,
        "appeal_basis": _citation_of_clock(service, "appeal"),
        "unit": service.competent_unit.title,
    }


def decision_values(case: Case, decision: Decision) -> dict[str, object]:
    """What a decision's letter says, in the language now active."""
    return common_values(case) | _reasons(decision)


def _reasons(decision: Decision) -> dict[str, object]:
    reasons = decision.reasons()
    because: dict[str, str] = reasons.get("because", {})
    added = str(reasons.get("added") or "")
    words = because.get(_language(), because.get(BINDING, ""))
    return {
        "decided_on": _day(today()),
        "amount": shown_money(decision.amount),
        "because": f"{words} {added}".strip(),
        "basis": decision.basis,
        "rule_code": decision.rule_code,
    }


def paper_values(case: Case, request: PaperRequest) -> dict[str, object]:
    """What a letter about a missing paper says."""
    return {
        "paper_title": request.title,
        "paper_reason": case.opened(request.reason_locked) or "",
        "bring_until": _day(request.bring_until),
        "basis": _citation_of_clock(definition_for(case), "missing-paper"),
    }


def appeal_values(case: Case, appeal: Appeal) -> dict[str, object]:
    """What a letter about an appeal says."""
    service = definition_for(case)
    code = "decision" if appeal.state == Appeal.State.UPHELD else "appeal-decision"
    return {
        "because": case.opened(appeal.reasons_locked) or "",
        "due_on": _day(due_date(case, service, code)),
    }


def appeal_until(case: Case, service: ServiceDefinition) -> dt.date | None:
    """Return the last day to appeal: of the clock that runs, else as if the letter went out today."""
    code = f"{service.code}.appeal"
    running, clock = open_clock(case.matter_id, code), service.clock("appeal")
    if running is not None or clock is None:
        return running.due_on if running else None
    return count(today(), rule_of(service, clock).period, calendar_here()).due_on


def _drawn(
    case: Case, code: str, signed_by: UUID | None, values_in: Callable[[], Values], outcome: str
) -> list[DrawnLetter]:
    letters = []
    for language in languages_of(case):
        with override(language):
            text = _text(case, code, language, signed_by, values_in(), outcome)
        if text is not None:
            letters.append(prepare_letter(text))
    return letters


def _text(
    case: Case, code: str, language: str, signed_by: UUID | None, values: Values, outcome: str
) -> LetterText | None:
    letter = definition_for(case).letter(code, language)
    if letter is None:
        return None
    with override(language):
        title, text = title_and_text(letter.body)
        name, post = signatory(signed_by, language)
        return letter_text(
            language=language,
            kind=KINDS.get(code, "decision"),
            outcome=outcome.replace("-", "_"),
            number=case.matter.number,
            title=title,
            addressee_lines=tuple(line for line in (case.person.full_name, case.person.address) if line),
            body_html=filled(text, {**values, **named_values(case, definition_for(case), letter.body)}),
            signatory_name=name,
            signatory_post=post or str(definition_for(case).competent_unit.title.in_language(language)),
        )


def signatory(account_id: UUID | None, language: str) -> tuple[str, str]:
    """Return the name and post under which an official signs, in a language."""
    post = (
        Appointment.objects.filter(account=account_id).select_related("unit").order_by("-from_on").first()
        if account_id
        else None
    )
    if post is None:
        return "", ""
    with override(language):
        unit = post.unit.name if post.unit else ""
        return post.name, ", ".join(part for part in (unit, str(post.get_role_display())) if part)


def _citation_of_clock(service: ServiceDefinition, code: str) -> str:
    """The law behind a deadline as this town has it: its own resolution where it set one."""
    clock = service.clock(code)
    return rule_of(service, clock).basis.in_language(_language()) if clock else ""


def _day(day: dt.date | dt.datetime | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""


def _language() -> str:
    return (get_language() or BINDING).split("-")[0]
