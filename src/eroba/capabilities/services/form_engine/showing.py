"""Shows answers back in words: for checking before sending, for the clerk, for the letter."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from eroba.capabilities.services.definition.form import Computed, Field, Form, FormPage
from eroba.capabilities.services.definition.texts import Text
from eroba.capabilities.services.form_engine.asking import Answers, what_is_asked
from eroba.capabilities.services.form_engine.reading import Answer
from eroba.kernel.ui.numbers import NARROW, money, number

MASK = "•••••••••"
# A year is four figures without a space.
LARGER_THAN_A_YEAR = 10_000


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """One question with its answer in words; a computed value stands like an answer nobody typed."""

    field: Field
    words: str
    source: str = ""
    is_computed: bool = False


@dataclass(frozen=True, slots=True)
class ShownPage:
    """One page with its answers in words; what is worked out from the whole form has no page."""

    page: FormPage | None
    answers: tuple[ShownAnswer, ...]


def shown_pages(
    form: Form,
    answers: Answers,
    settlements: Mapping[str, str],
    sources: Mapping[str, str],
    *,
    is_masked: bool = False,
) -> list[ShownPage]:
    """Return every question that is asked with its answer, and what is worked out from them.

    `sources` names the register a value came from; masked, a personal number shows its end only.
    """
    asked = what_is_asked(form, answers)
    pages = []
    for page, fields in asked.pages:
        lines = [
            ShownAnswer(
                one,
                shown_answer(one, answers.get(one.code), settlements, is_masked=is_masked),
                sources.get(one.code, ""),
            )
            for one in fields
        ]
        pages.append(ShownPage(page, (*lines, *shown_computed(form, asked.known, page.code))))
    rest = shown_computed(form, asked.known, "")
    return [*pages, ShownPage(None, rest)] if rest else pages


def shown_computed(form: Form, known: Mapping[str, object], page_code: str) -> tuple[ShownAnswer, ...]:
    """Return the computed values shown on a page that can be worked out; those of no page with an empty code."""
    return tuple(
        ShownAnswer(
            Field(one.code, one.kind, one.title, unit=one.unit), _computed(one, known[one.code]), "", True
        )
        for one in form.computed
        if one.show_on == page_code and one.code in known
    )


def shown_values(form: Form, answers: Answers, settlements: Mapping[str, str]) -> dict[str, str]:
    """Return every answer that counts and every computed value in words, as letters name them."""
    asked = what_is_asked(form, answers)
    given = {
        one.code: one for _page, fields in asked.pages for one in fields if answers.get(one.code) is not None
    }
    said = {f"answers.{code}": shown_answer(one, answers[code], settlements) for code, one in given.items()}
    return said | {
        f"computed.{one.code}": _computed(one, asked.known[one.code])
        for one in form.computed
        if one.code in asked.known
    }


def shown_answer(
    field: Field, value: Answer, settlements: Mapping[str, str], *, is_masked: bool = False
) -> str:
    """Return one answer in the reader's words; a group's rows each on a line of their own."""
    if value is None or value == "" or value == []:
        return _("Not given")
    if isinstance(value, dict):
        return _shown_parts(field, value, settlements, is_masked)
    if field.kind in _PLAIN:
        return _PLAIN[field.kind](str(value))
    match field.kind:
        case "group":
            return "\n".join(shown_rows(field, value, settlements, is_masked=is_masked))
        case "choice" | "many":
            picked = value if isinstance(value, list) else [str(value)]
            labels = [str(choice.label) for choice in field.choices if choice.code in picked]
            return ", ".join(labels) or str(value)
        case "settlement":
            return settlements.get(str(value), str(value))
        case "number":
            return _with_unit(value, field.unit)
        case "personal_number" if is_masked:
            return masked_number(str(value))
        case _:
            return str(value)


def shown_rows(
    field: Field, rows: Answer, settlements: Mapping[str, str], *, is_masked: bool = False
) -> list[str]:
    """Return each row of a group as one line: the answers by their questions."""
    lines = []
    for row in rows if isinstance(rows, list) else []:
        if not isinstance(row, dict):
            continue
        given = [one for one in field.fields if row.get(one.code) is not None]
        lines.append(
            "; ".join(
                f"{one.label}: {shown_answer(one, row[one.code], settlements, is_masked=is_masked)}"
                for one in given
            )
        )
    return [f"{at}. {line}" for at, line in enumerate(lines, start=1)]


def masked_number(number: str) -> str:
    """Return a personal number of which only the end can be read."""
    return f"{MASK}{number[-2:]}"


def _shown_parts(
    field: Field, value: Mapping[str, object], settlements: Mapping[str, str], is_masked: bool
) -> str:
    match field.kind:
        case "file":
            return str(value.get("name", ""))
        case "address":
            settlement = str(value.get("settlement") or "")
            named = (settlements.get(settlement, settlement), str(value.get("street") or ""))
            return ", ".join(part for part in named if part)
        case "person":
            number = str(value.get("personal_number") or "")
            number = masked_number(number) if number and is_masked else number
            return ", ".join(filter(None, [str(value.get("name") or ""), number or _("no personal number")]))
        case "map_point":
            return f"{value.get('lat', '')}, {value.get('lon', '')}"
        case _:
            return ", ".join(map(str, value.values()))


def _computed(one: Computed, value: object) -> str:
    match one.kind:
        case "money":
            return shown_money(str(value))
        case "yes_no":
            return _("yes") if value is True else _("no")
        case "number":
            return _with_unit(value, one.unit)
        case _:
            return str(value)


def _with_unit(value: object, unit: Text) -> str:
    # A bare number may be a year or a code, so only a measured one is written with marks for thousands.
    try:
        exact = Decimal(str(value))
        plain = exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact
        return f"{number(plain)}{NARROW}{unit}" if unit else str(plain)
    except InvalidOperation:
        return str(value)


def shown_count(amount: str) -> str:
    """Return a number that was counted or measured: no idle decimals, and thousands apart where no year can be."""
    try:
        exact = Decimal(amount)
    except InvalidOperation:
        return amount
    plain = exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact.normalize()
    return number(plain) if abs(plain) >= LARGER_THAN_A_YEAR or plain % 1 else str(plain)


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


def _shown_iban(written: str) -> str:
    return " ".join(written[at : at + 4] for at in range(0, len(written), 4))


_PLAIN: dict[str, Callable[[str], str]] = {
    "declaration": lambda _ticked: _("Confirmed"),
    "date": _shown_date,
    "money": shown_money,
    "iban": _shown_iban,
}
