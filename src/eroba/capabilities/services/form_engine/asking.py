"""Works out what a person is asked: one walk, each condition seeing the answers before it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from eroba.capabilities.services.definition.form import Computed, Field, Form, FormPage
from eroba.capabilities.services.expressions import ExpressionFailed, holds, names_in, value_of
from eroba.capabilities.services.form_engine.reading import Answer
from eroba.capabilities.services.form_engine.rows import as_condition_sees, columns, rows_that_count

Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class Asked:
    """The pages and fields that are asked, and the answers that count, as conditions see them."""

    pages: tuple[tuple[FormPage, tuple[Field, ...]], ...]
    known: dict[str, object]

    def fields_of(self, page: FormPage) -> tuple[Field, ...]:
        """Return the fields of a page that are asked; none when the page is not."""
        return next((fields for one, fields in self.pages if one.code == page.code), ())

    def page_codes(self) -> list[str]:
        """Return the codes of the pages that are asked, in order."""
        return [page.code for page, _fields in self.pages]


def what_is_asked(form: Form, answers: Answers) -> Asked:
    """Walk through the form; an answer to a question that is not asked does not count further on."""
    known: dict[str, object] = {}
    pages: list[tuple[FormPage, tuple[Field, ...]]] = []
    for page in form.pages:
        if not holds(page.shown_if, _with_computed(form, page.shown_if, known)):
            continue
        fields: list[Field] = []
        for field in page.fields:
            if holds(field.shown_if, _with_computed(form, field.shown_if, known)):
                fields.append(field)
                value = _seen(field, answers.get(field.code), known)
                known |= {} if value is None else {field.code: value}
        if fields:
            pages.append((page, tuple(fields)))
    return Asked(tuple(pages), known | _worked_out(form.computed, known))


def asked_pages(form: Form, answers: Answers) -> list[FormPage]:
    """Return the pages this person is asked, in order."""
    return [page for page, _fields in what_is_asked(form, answers).pages]


def counted_answers(form: Form, answers: Answers, asked: Asked | None = None) -> dict[str, Answer]:
    """Return the answers that count: those to questions that are asked, in each row of a group as well.

    Who has walked through the form already brings what is `asked`.
    """
    asked = asked or what_is_asked(form, answers)
    counted: dict[str, Answer] = {}
    for field in (field for _page, fields in asked.pages for field in fields):
        value = answers.get(field.code)
        if value is not None:
            counted[field.code] = (
                rows_that_count(field, value, asked.known) if field.kind == "group" else value
            )
    return counted


def computed_values(form: Form, answers: Answers) -> dict[str, object]:
    """Work out the computed values; one that cannot be worked out yet is left out."""
    known = what_is_asked(form, answers).known
    return {one.code: known[one.code] for one in form.computed if one.code in known}


def known_from_answers(form: Form, answers: Answers) -> dict[str, object]:
    """What conditions see of a form that was filled in: answers to what is asked, and what follows from them."""
    return dict(what_is_asked(form, answers).known)


def settlement_codes(form: Form, answers: Answers) -> set[str]:
    """Return the codes of all settlements the answers name: alone, in an address, in the rows of a group."""
    return {
        code for field in form.fields() for code in _settlements_in(field, answers.get(field.code)) if code
    }


def _settlements_in(field: Field, value: object) -> Iterator[str]:
    if field.kind == "settlement":
        yield str(value or "")
    elif field.kind == "address" and isinstance(value, Mapping):
        yield str(value.get("settlement") or "")
    elif field.kind == "group" and isinstance(value, list):
        for row in value:
            for one in field.fields:
                yield from _settlements_in(one, row.get(one.code) if isinstance(row, Mapping) else None)


def _worked_out(wanted: Iterable[Computed], known: Mapping[str, object]) -> dict[str, object]:
    values: dict[str, object] = {}
    for one in wanted:
        try:
            value = value_of(one.expression, {**known, **values} if values else known)
        except ExpressionFailed:
            continue
        if value is not None:
            values[one.code] = value
    return values


def _with_computed(form: Form, condition: str, known: dict[str, object]) -> Mapping[str, object]:
    """What a condition on the way sees: the answers so far, and the computed values it speaks of."""
    if not condition or not form.computed:
        return known
    wanted = set(names_in(condition))
    needed: list[Computed] = []
    # A computed value sees only those before it, so one look from the last to the first finds all it needs.
    for one in reversed(form.computed):
        if one.code in wanted:
            needed.insert(0, one)
            wanted |= names_in(one.expression)
    return known | _worked_out(needed, known) if needed else known


def _seen(field: Field, value: Answer, known: Mapping[str, object]) -> object:
    if field.kind == "group":
        # Nobody named is an answer as well: no rows, and sums of nothing.
        return columns(field, rows_that_count(field, value, known))
    return as_condition_sees(field, value)
