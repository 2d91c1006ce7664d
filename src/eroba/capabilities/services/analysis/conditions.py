"""Finds pages and questions that nobody is ever asked: conditions that no possible answers fulfil.

Decides conditions that compare answers with fixed values, along with the conditions those answers hang on. What
calculates, counts rows or compares two answers with each other is left alone and named.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from math import prod

from eroba.capabilities.services.analysis.regions import (
    Bounds,
    is_simple,
    numbers_in,
    regions_of_numbers,
    words_in,
)
from eroba.capabilities.services.definition.form import Field, Form
from eroba.capabilities.services.definition.yaml_reading import Path
from eroba.capabilities.services.expressions import holds, names_in

MOST_COMBINATIONS = 5_000
#: Kinds whose answers can be enumerated for comparisons; the others can only be there or not.
_NUMERIC = ("number", "money")
_ANY = "anything"


class _NotDecided(Exception):
    """A condition that calculates, speaks of something else than questions, or hangs on too many of them."""


@dataclass
class FormView:
    """What was found: conditions that never hold, by their place in form.yaml, those not decided, and for each
    of the others answers that fulfil it.
    """

    never: list[tuple[Path, str]] = field(default_factory=list)
    undecided: list[tuple[Path, str]] = field(default_factory=list)
    fulfilling: list[dict[str, object]] = field(default_factory=list)


@dataclass(frozen=True)
class _Question:
    field: Field
    page_condition: str

    @property
    def conditions(self) -> tuple[str, ...]:
        return tuple(one for one in (self.page_condition, self.field.shown_if) if one)


def look_at_form(form: Form) -> FormView:
    """Look at every shown_if of a form, in the order people meet them."""
    view = FormView()
    questions = {one.code: _Question(one, page.shown_if) for page in form.pages for one in page.fields}
    for path, condition, page_condition in _conditions(form):
        both = tuple(one for one in (page_condition, condition) if one)
        try:
            answers = _fulfilling(both, questions)
        except _NotDecided:
            view.undecided.append((path, condition))
            continue
        if answers is None:
            view.never.append((path, condition))
        else:
            view.fulfilling.append(answers)
    return view


def _conditions(form: Form) -> Iterator[tuple[Path, str, str]]:
    for page_at, page in enumerate(form.pages):
        if page.shown_if:
            yield ("pages", page_at, "shown_if"), page.shown_if, ""
        for at, one in enumerate(page.fields):
            if one.shown_if:
                yield ("pages", page_at, "fields", at, "shown_if"), one.shown_if, page.shown_if


def _fulfilling(conditions: tuple[str, ...], questions: Mapping[str, _Question]) -> dict[str, object] | None:
    """Answers that fulfil all conditions, or None when there are none."""
    involved = _involved(conditions, questions)
    said = [*conditions, *(one for code in involved for one in questions[code].conditions)]
    if not all(is_simple(one, questions) for one in said):
        raise _NotDecided
    choices = [_possible(questions[code].field, said) for code in involved]
    if prod(map(len, choices)) > MOST_COMBINATIONS:
        raise _NotDecided
    known = (_known(involved, combination, questions) for combination in product(*choices))
    return next((answers for answers in known if _holds_all(conditions, answers)), None)


def _involved(conditions: tuple[str, ...], questions: Mapping[str, _Question]) -> list[str]:
    """The questions conditions hang on, in the order they are asked."""
    wanted: set[str] = set()
    coming = {name for one in conditions for name in names_in(one)}
    while coming:
        name = coming.pop()
        if name not in questions or questions[name].field.kind == "group":
            raise _NotDecided
        if name not in wanted:
            wanted.add(name)
            coming |= {inner for one in questions[name].conditions for inner in names_in(one)}
    return [code for code in questions if code in wanted]


def _known(
    involved: list[str], combination: tuple[object, ...], questions: Mapping[str, _Question]
) -> dict[str, object]:
    """What conditions see: an answer counts only if its question is asked."""
    known: dict[str, object] = {}
    for code, value in zip(involved, combination, strict=True):
        if value is not None and _holds_all(questions[code].conditions, known):
            known[code] = value
    return known


def _holds_all(conditions: tuple[str, ...], known: Mapping[str, object]) -> bool:
    return all(holds(one, known) for one in conditions)


def _possible(asked: Field, conditions: list[str]) -> list[object]:
    """Values of which each stands for all that these conditions cannot tell apart; None for no answer."""
    if asked.kind == "choice":
        return [*(choice.code for choice in asked.choices), None]
    if asked.kind == "declaration":
        return [True, None]
    if asked.kind in _NUMERIC:
        borders = {number for one in conditions for number in numbers_in(one, {})}
        return [*(region.value for region in regions_of_numbers(borders, Bounds.of_field(asked))), None]
    words = sorted({word for one in conditions for word in words_in(one)})
    if asked.kind == "many":
        named = [choice.code for choice in asked.choices if choice.code in words]
        return [*_subsets(named), None]
    return [*words, _ANY, None]


def _subsets(codes: list[str]) -> Iterator[list[str]]:
    for bits in range(1 << min(len(codes), 12)):
        yield [code for at, code in enumerate(codes) if bits >> at & 1]
