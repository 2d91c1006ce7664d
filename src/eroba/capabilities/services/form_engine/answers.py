"""Reads pages and whole forms: what was answered, what is wrong and where. Never raises, whatever was typed.

A page or field whose condition does not hold is not asked; an old answer to it is kept but does not count.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from eroba.capabilities.services.definition.form import Field, Form, FormPage
from eroba.capabilities.services.expressions import ExpressionFailed, holds, value_of
from eroba.capabilities.services.form_engine.asking import Answers, what_is_asked
from eroba.capabilities.services.form_engine.kinds import missing_message, read_field
from eroba.capabilities.services.form_engine.reading import Answer, Message, Surroundings


@dataclass(frozen=True)
class PageReading:
    """One page after reading: normalised answers, what was typed, and the problem beside each field."""

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
        problem = readings[one.code].problem or _problem_of(one, fresh[one.code], asked.known)
        if problem:
            problems[one.code] = problem
    kept = {one.code: typed.get(one.code) for one in page.fields}
    return PageReading(
        page, {code: value for code, value in own.items() if value is not None}, kept, problems
    )


def problems_on_page(
    form: Form, page: FormPage, answers: Answers, around: Surroundings
) -> dict[str, Message]:
    """Say what is wrong with the saved answers of one page."""
    return read_page(form, page, answers, answers, around).problems


def problems_in_form(form: Form, answers: Answers, around: Surroundings) -> dict[str, dict[str, Message]]:
    """Say what is wrong on each page that is asked, by page code; empty when the application can be sent."""
    asked = what_is_asked(form, answers)
    found: dict[str, dict[str, Message]] = {}
    for page, fields in asked.pages:
        problems: dict[str, Message] = {}
        for one in fields:
            reading = read_field(one, answers.get(one.code), around)
            problem = reading.problem or _problem_of(one, reading.value, asked.known)
            problems |= {one.code: problem} if problem else {}
        found |= {page.code: problems} if problems else {}
    return found


def _problem_of(one: Field, value: Answer, known: Mapping[str, object]) -> Message:
    if value is None or value == "":
        is_required = one.required or (bool(one.required_if) and holds(one.required_if, known))
        return missing_message(one) if is_required else ""
    return str(one.must_hold_text) if _is_violated(one.must_hold, known) else ""


def _is_violated(condition: str, known: Mapping[str, object]) -> bool:
    # What cannot be worked out yet (another answer is missing) is reported beside that other answer.
    try:
        return bool(condition) and value_of(condition, known) is False
    except ExpressionFailed:
        return False
