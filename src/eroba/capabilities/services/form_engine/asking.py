"""Works out what a person is asked: one walk, each condition seeing the answers before it."""

from collections.abc import Mapping
from dataclasses import dataclass

from eroba.capabilities.services.definition.form import Field, Form, FormPage
from eroba.capabilities.services.expressions import ExpressionFailed, holds, value_of
from eroba.capabilities.services.form_engine.reading import Answer, typed_text

Answers = Mapping[str, Answer]
NUMERIC_KINDS = ("number", "money")


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
        if not holds(page.shown_if, known):
            continue
        fields: list[Field] = []
        for field in page.fields:
            if holds(field.shown_if, known):
                fields.append(field)
                value = _as_condition_sees(field, answers.get(field.code))
                known |= {} if value is None else {field.code: value}
        if fields:
            pages.append((page, tuple(fields)))
    return Asked(tuple(pages), known)


def asked_pages(form: Form, answers: Answers) -> list[FormPage]:
    """Return the pages this person is asked, in order."""
    return [page for page, _fields in what_is_asked(form, answers).pages]


def counted_answers(form: Form, answers: Answers) -> dict[str, Answer]:
    """Return the answers that count: those to questions that are asked."""
    fields = (field for _page, fields in what_is_asked(form, answers).pages for field in fields)
    return {field.code: answers[field.code] for field in fields if answers.get(field.code) is not None}


def computed_values(form: Form, answers: Answers) -> dict[str, object]:
    """Work out the computed values; one that cannot be worked out yet is left out."""
    known = what_is_asked(form, answers).known
    values: dict[str, object] = {}
    for one in form.computed:
        try:
            value = value_of(one.expression, known | values)
        except ExpressionFailed:
            continue
        if value is not None:
            values[one.code] = value
    return values


def _as_condition_sees(field: Field, value: Answer) -> object:
    if field.kind not in NUMERIC_KINDS or value is None:
        return value
    try:
        return float(typed_text(value))
    except ValueError:
        return None
