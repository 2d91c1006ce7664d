"""Reads pages and whole forms: what was answered, what is wrong and where. Never raises, whatever was typed.

A page or field whose condition does not hold is not asked; an old answer to it is kept but does not count.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from eroba.capabilities.services.definition.form import Field, Form, FormPage
from eroba.capabilities.services.form_engine.asking import Answers, Asked, what_is_asked
from eroba.capabilities.services.form_engine.kinds import missing_message, read_field
from eroba.capabilities.services.form_engine.reading import Answer, Message, Reading, Surroundings
from eroba.capabilities.services.form_engine.rows import (
    has_typed_row,
    is_required,
    is_violated,
    problems_in_empty_row,
    problems_in_rows,
)


@dataclass(frozen=True)
class PageReading:
    """One page after reading: normalised answers, what was typed, and the problem beside each control."""

    page: FormPage
    answers: dict[str, Answer]
    typed: dict[str, object]
    problems: dict[str, Message] = field(default_factory=dict)

    @property
    def is_good(self) -> bool:
        """Whether the person can go on."""
        return not self.problems


def read_page(
    form: Form, page: FormPage, typed: Mapping[str, object], answers: Answers, around: Surroundings
) -> PageReading:
    """Read everything typed on a page on top of the answers so far; problems stand beside their fields."""
    readings = {one.code: read_field(one, typed.get(one.code), around) for one in page.fields}
    fresh = dict(answers) | {code: reading.value for code, reading in readings.items()}
    asked = what_is_asked(form, fresh)
    asked_here = {one.code for one in asked.fields_of(page)}
    problems: dict[str, Message] = {}
    own: dict[str, Answer] = {}
    for one in page.fields:
        if one.code not in asked_here:
            own[one.code] = answers.get(one.code)
            continue
        own[one.code] = fresh[one.code]
        problems |= _problems_of(one, readings[one.code], asked.known, typed.get(one.code))
    kept = {one.code: typed.get(one.code) for one in page.fields}
    return PageReading(
        page, {code: value for code, value in own.items() if value is not None}, kept, problems
    )


def problems_on_page(
    form: Form, page: FormPage, answers: Answers, around: Surroundings
) -> dict[str, Message]:
    """Say what is wrong with the saved answers of one page."""
    return read_page(form, page, answers, answers, around).problems


def problems_in_form(
    form: Form, answers: Answers, around: Surroundings, asked: Asked | None = None
) -> dict[str, dict[str, Message]]:
    """Say what is wrong on each page that is asked, by page code; empty when the application can be sent.

    Who has walked through the form already brings what is `asked`.
    """
    asked = asked or what_is_asked(form, answers)
    found: dict[str, dict[str, Message]] = {}
    for page, fields in asked.pages:
        problems: dict[str, Message] = {}
        for one in fields:
            problems |= _problems_of(one, read_field(one, answers.get(one.code), around), asked.known)
        found |= {page.code: problems} if problems else {}
    return found


def _problems_of(
    one: Field, reading: Reading, known: Mapping[str, object], typed: object = None
) -> dict[str, Message]:
    """What is wrong with one answer, by the name of the control it is said beside."""
    value = reading.value
    if one.kind == "group" and value is not None:
        found = problems_in_rows(one, reading, known, missing_message)
    else:
        found = reading.problems(one.code)
    if found:
        return found
    if value is None or value == "":
        if not is_required(one, known):
            return {}
        # Where a row stands on the page, "Add one" would send people looking for a button they do not need.
        in_row = problems_in_empty_row(one, known, missing_message) if has_typed_row(typed) else {}
        return in_row or {one.code: missing_message(one)}
    return {one.code: str(one.must_hold_text)} if is_violated(one.must_hold, known) else {}
