"""A service as a resident would see it before it is published: a letter filled with what a test applicant answered."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from eroba.capabilities.services.definition.folder import ServiceFolder
from eroba.capabilities.services.definition.letter_body import filled, title_and_text
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.form_engine.identity import masked_iban
from eroba.capabilities.services.form_engine.showing import shown_money, shown_values
from eroba.capabilities.services.published import cited
from eroba.capabilities.services.simulate import ExampleRun, run_example
from eroba.kernel.ui.numbers import number

_APPLICANT = {"ka": "ნინო ნიმუშაძე", "en": "Nino Nimushadze"}
_DAYS_AHEAD = 30


@dataclass(frozen=True)
class PreviewedLetter:
    """A letter as it would be sent to one test applicant, in one language."""

    code: str
    language: str
    title: str
    body: SafeString


def letter_codes(service: ServiceDefinition) -> list[str]:
    """The letters of a service, each once."""
    return sorted({letter.code for letter in service.letters})


def languages_of_letter(service: ServiceDefinition, code: str) -> list[str]:
    """In which languages a letter is written, Georgian first."""
    found = sorted({letter.language for letter in service.letters if letter.code == code})
    return sorted(found, key=lambda language: language != "ka")


def applicant_for(folder: ServiceFolder, code: str, today: dt.date) -> str:
    """The first test applicant who would get this letter, else the first of all; nothing without applicants."""
    for name, example in folder.examples.items():
        ruling = run_example(folder.definition, name, example, today).ruling
        outcome = folder.definition.flow.outcome(ruling.outcome) if ruling else None
        if outcome and outcome.letter == code:
            return name
    return next(iter(folder.examples), "")


def previewed_letter(
    folder: ServiceFolder, code: str, language: str, applicant: str, today: dt.date
) -> PreviewedLetter | None:
    """Fill a letter with what a test applicant answered; nothing when there is no such letter."""
    service = folder.definition
    letter = service.letter(code, language)
    if letter is None:
        return None
    example = folder.examples.get(applicant)
    run = run_example(service, applicant, example, today) if example else None
    with override(language):
        values = _values(service, example or {}, run, today, language)
    title, text = title_and_text(letter.body)
    body = mark_safe(filled(text, values))  # noqa: S308 (checked tags, escaped values)
    return PreviewedLetter(code, language, title, body)


def _values(
    service: ServiceDefinition,
    example: Mapping[str, Any],
    run: ExampleRun | None,
    today: dt.date,
    language: str,
) -> dict[str, object]:
    answers: Mapping[str, Any] = example.get("answers", {})
    later = _day(today + dt.timedelta(days=_DAYS_AHEAD))
    common: dict[str, object] = {
        "applicant_name": _APPLICANT.get(language, _APPLICANT["en"]),
        "service_title": service.title,
        "case_number": f"{service.number_prefix}-{today.year}-00000",
        "received_on": _day(today),
        "decided_on": _day(today),
        "due_on": later,
        "appeal_until": later,
        "bring_until": later,
        "appeal_basis": _basis(service, "appeal", language),
        "basis": _basis(service, "decision", language),
        "unit": service.competent_unit.title,
        "iban_masked": masked_iban(str(answers.get("iban") or "")),
        "paper_title": _("the paper that is missing"),
        "paper_reason": _("why it is needed"),
        "because": _("the reasons the official gives"),
    }
    settings = {
        f"settings.{one.code}": shown_money(one.value) if one.kind == "money" else number(one.number())
        for one in service.settings
    }
    return common | settings | shown_values(service.form, answers, {}) | _of_ruling(service, run, language)


def _of_ruling(service: ServiceDefinition, run: ExampleRun | None, language: str) -> dict[str, object]:
    if run is None or run.ruling is None:
        return {}
    return {
        "amount": shown_money(run.ruling.amount),
        "because": run.ruling.because.in_language(language),
        "basis": cited(service, run.ruling.basis).in_language(language),
        "rule_code": run.ruling.rule_code,
    }


def _basis(service: ServiceDefinition, clock_code: str, language: str) -> str:
    clock = service.clock(clock_code)
    return cited(service, clock.basis).in_language(language) if clock else ""


def _day(day: dt.date) -> str:
    return str(date_format(day, "DATE_FORMAT"))
