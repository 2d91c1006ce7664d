"""Checks that the parts of a form fit together: names used exist and come first, kinds have what they need."""

from collections import Counter
from collections.abc import Iterable, Iterator

from eroba.capabilities.services.definition.findings import Finding
from eroba.capabilities.services.definition.form import Field, Form
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.definition.yaml_reading import Path, Sheet
from eroba.capabilities.services.expressions import names_in, problem_in_expression

#: What a row of a group cannot ask: papers and registers belong to the whole form, and rows hold no rows.
NOT_IN_ROWS = ("group", "declaration")
_CONDITIONS = ("shown_if", "required_if", "must_hold")
#: Which kinds may have which of the special properties.
_ONLY_FOR: dict[str, tuple[str, ...]] = {
    "choices": ("choice", "many"),
    "fields": ("group",),
    "row_title": ("group",),
    "unit": ("number", "money"),
    "least": ("number", "money"),
    "most": ("number", "money"),
    "whole": ("number",),
    "earliest": ("date",),
    "latest": ("date",),
    "evidence": ("file",),
}


def findings_in_form(service: ServiceDefinition, sheet: Sheet) -> Iterator[Finding]:
    """Say which names in a form lead nowhere or come too late, and which fields lack what their kind needs."""
    form = service.form
    yield from _given_twice(form, sheet)
    known: set[str] = set()
    for page_at, page in enumerate(form.pages):
        path: Path = ("pages", page_at)
        yield from _condition(sheet, (*path, "shown_if"), page.shown_if, _with_computed(form, known), form)
        on_page = {field.code for field in page.fields}
        for at, field in enumerate(page.fields):
            spot: Path = (*path, "fields", at)
            yield from _of_field(service, sheet, spot, field)
            yield from _conditions(form, sheet, spot, field, known, known | on_page)
            yield from _of_row(form, sheet, spot, field, known | on_page)
            known.add(field.code)
    yield from _of_computed(form, sheet, known)


def _of_field(service: ServiceDefinition, sheet: Sheet, path: Path, field: Field) -> Iterator[Finding]:
    line = sheet.line_of(path)
    if field.kind in ("choice", "many") and not field.choices:
        yield Finding(sheet.file, line, f"{field.code} has nothing to choose from", "choices:")
    if field.kind == "group" and not field.fields:
        yield Finding(sheet.file, line, f"{field.code} asks nothing in its rows", "fields:")
    if field.kind == "group" and field.least_rows > field.most_rows:
        yield Finding(
            sheet.file, line, f"{field.code}: least_rows is above most_rows", "the two the other way round"
        )
    if field.must_hold and not field.must_hold_text:
        yield Finding(sheet.file, line, f"{field.code}: no words for must_hold", "must_hold_text:")
    if field.least and field.most and float(field.least) > float(field.most):
        yield Finding(sheet.file, line, f"{field.code}: least is above most", "the two the other way round")
    for name, kinds in _ONLY_FOR.items():
        if getattr(field, name) and field.kind not in kinds:
            words = f"{field.code} is of the kind {field.kind}, which has no {name}"
            yield Finding(sheet.file, sheet.line_of((*path, name)), words, f"kind: {' or '.join(kinds)}")
    evidence = {one.code for one in service.evidence}
    if field.evidence and field.evidence not in evidence:
        yield unknown(sheet, (*path, "evidence"), field.evidence, evidence)
    asked = service.register(field.prefill.register) if field.prefill else None
    if field.prefill and not (asked and asked.field(field.prefill.field)):
        told = {f"{one.code}.{value.code}" for one in service.registers for value in one.fields}
        yield unknown(sheet, (*path, "prefill"), f"{field.prefill.register}.{field.prefill.field}", told)


def _conditions(
    form: Form, sheet: Sheet, path: Path, field: Field, before: set[str], around: set[str]
) -> Iterator[Finding]:
    # Whether a question is shown is decided on the way; what must hold is looked at when the page is sent.
    for name in _CONDITIONS:
        known = _with_computed(form, before if name == "shown_if" else around)
        yield from _condition(sheet, (*path, name), getattr(field, name), known, form)


def _of_row(form: Form, sheet: Sheet, path: Path, group: Field, around: set[str]) -> Iterator[Finding]:
    outside = {field.code for field in form.fields()} | {one.code for one in form.computed}
    seen: set[str] = set()
    for at, field in enumerate(group.fields):
        spot: Path = (*path, "fields", at)
        line = sheet.line_of(spot)
        if field.kind in NOT_IN_ROWS or field.prefill:
            words = f"{field.code}: a row of {group.code} cannot ask {'a register' if field.prefill else field.kind}"
            yield Finding(sheet.file, line, words, "a field of its own beside the group")
        if field.code in outside or field.code == "count":
            words = f"{field.code} is asked in a row of {group.code} and has a meaning outside"
            yield Finding(sheet.file, line, words, f"a code of its own, such as {group.code}_{field.code}")
        if field.kind in ("choice", "many") and not field.choices:
            yield Finding(sheet.file, line, f"{field.code} has nothing to choose from", "choices:")
        if field.must_hold and not field.must_hold_text:
            yield Finding(sheet.file, line, f"{field.code}: no words for must_hold", "must_hold_text:")
        in_row = {one.code for one in group.fields}
        yield from _conditions(form, sheet, spot, field, around | seen, around | in_row)
        seen.add(field.code)


def _of_computed(form: Form, sheet: Sheet, fields: set[str]) -> Iterator[Finding]:
    known, pages = set(fields), {page.code for page in form.pages}
    for at, one in enumerate(form.computed):
        path: Path = ("computed", at)
        yield from _condition(sheet, (*path, "expression"), one.expression, known, form)
        known.add(one.code)
        if one.show_on and one.show_on not in pages:
            yield unknown(sheet, (*path, "show_on"), one.show_on, pages)


def _with_computed(form: Form, known: set[str]) -> set[str]:
    return known | {one.code for one in form.computed}


def _condition(sheet: Sheet, path: Path, expression: str, known: set[str], form: Form) -> Iterator[Finding]:
    problem = problem_in_expression(expression) if expression else ""
    line = sheet.line_of(path)
    if problem:
        yield Finding(sheet.file, line, f"“{expression}” cannot be read: {problem}", "answer == 'word'")
        return
    later = {field.code for field in form.fields()} | {one.code for one in form.computed}
    for name in sorted(names_in(expression) - known):
        why = "is asked or worked out only later" if name in later else "is asked nowhere"
        yield Finding(sheet.file, line, f"“{expression}” speaks of {name}, which {why}", _one_of(known))


def _given_twice(form: Form, sheet: Sheet) -> Iterator[Finding]:
    yield from twice(sheet, ("pages",), [page.code for page in form.pages])
    codes = [field.code for field in form.fields()] + [one.code for one in form.computed]
    yield from twice(sheet, ("pages",), codes)
    for page_at, page in enumerate(form.pages):
        for at, field in enumerate(page.fields):
            path: Path = ("pages", page_at, "fields", at)
            yield from twice(sheet, path, [one.code for one in field.fields])
            yield from twice(sheet, path, [choice.code for choice in field.choices])


def twice(sheet: Sheet, path: Path, codes: list[str]) -> Iterator[Finding]:
    """Say which codes are given more than once."""
    for code, count in Counter(codes).items():
        if count > 1:
            words = f"{code} is given {count} times"
            yield Finding(sheet.file, sheet.line_of(path), words, "a code of its own for each")


def unknown(sheet: Sheet, path: Path, name: str, known: Iterable[str]) -> Finding:
    """Say that a name leads nowhere, and which names there are."""
    return Finding(sheet.file, sheet.line_of(path), f"{name or 'nothing'} does not exist", _one_of(known))


def _one_of(known: Iterable[str]) -> str:
    return f"one of {', '.join(sorted(known)) or 'something that exists'}"
