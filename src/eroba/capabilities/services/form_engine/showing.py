"""Shows answers back in words: for checking before sending, for the clerk, for the letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from eroba.capabilities.services.definition.form import Field, Form, FormPage
from eroba.capabilities.services.form_engine.asking import Answers, what_is_asked
from eroba.capabilities.services.form_engine.reading import Answer
from eroba.kernel.ui.numbers import money


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """One question with its answer in words."""

    field: Field
    words: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class ShownPage:
    """One page with its answers in words."""

    page: FormPage
    answers: tuple[ShownAnswer, ...]


def shown_pages(
    form: Form, answers: Answers, settlements: Mapping[str, str], sources: Mapping[str, str]
) -> list[ShownPage]:
    """Return every question that is asked with its answer; `sources` names the register a value came from."""
    return [
        ShownPage(
            page,
            tuple(
                ShownAnswer(
                    one, shown_answer(one, answers.get(one.code), settlements), sources.get(one.code, "")
                )
                for one in fields
            ),
        )
        for page, fields in what_is_asked(form, answers).pages
    ]


def shown_answer(field: Field, value: Answer, settlements: Mapping[str, str]) -> str:
    """Return one answer in the reader's words."""
    if value is None or value == "" or value == []:
        return _("Not given")
    match field.kind:
        case "choice":
            choice = field.choice(str(value))
            return str(choice.label) if choice else str(value)
        case "many":
            picked = value if isinstance(value, list) else [str(value)]
            return ", ".join(str(choice.label) for choice in field.choices if choice.code in picked)
        case "declaration":
            return _("Confirmed")
        case "file":
            return str(value.get("name", "")) if isinstance(value, dict) else str(value)
        case "settlement":
            return settlements.get(str(value), str(value))
        case "date":
            return _shown_date(str(value))
        case "money":
            return shown_money(str(value))
        case "iban":
            return " ".join(str(value)[at : at + 4] for at in range(0, len(str(value)), 4))
        case _:
            return str(value)


def shown_money(amount: str | Decimal) -> str:
    """Return an amount in lari as people write it."""
    try:
        return money(Decimal(amount))
    except InvalidOperation:
        return str(amount)


def _shown_date(written: str) -> str:
    try:
        return date_format(date.fromisoformat(written), "DATE_FORMAT")
    except ValueError:
        return written
