"""Checks that the parts of a folder fit together: every name used exists, every condition reads."""

from collections.abc import Iterable, Iterator, Mapping

from eroba.capabilities.services.definition.fee_references import findings_in_fees
from eroba.capabilities.services.definition.findings import Finding
from eroba.capabilities.services.definition.flow import LETTER_BY_OUTCOME, Flow
from eroba.capabilities.services.definition.flow_references import (
    findings_in_branches,
    findings_in_opinions,
    findings_in_variants,
)
from eroba.capabilities.services.definition.form_references import findings_in_form, twice, unknown
from eroba.capabilities.services.definition.letter_body import findings_in_named_gaps
from eroba.capabilities.services.definition.retention_references import findings_in_retention
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.definition.yaml_reading import Sheet
from eroba.capabilities.services.expressions import names_in, problem_in_expression
from eroba.capabilities.services.public_place import PLACE_KINDS


def findings_in_references(service: ServiceDefinition, sheets: Mapping[str, Sheet]) -> Iterator[Finding]:
    """Say which names lead nowhere, which are given twice, and which conditions cannot be read."""
    yield from _service_findings(service, sheets["service"])
    yield from findings_in_form(service, sheets["form"])
    yield from _flow_findings(service, sheets["stages"])
    yield from findings_in_branches(service, sheets["stages"])
    yield from findings_in_opinions(service, sheets["stages"])
    yield from findings_in_variants(service, sheets["service"])
    yield from findings_in_fees(service, sheets)
    yield from findings_in_retention(service, sheets["stages"])
    yield from _letter_findings(service)


def _service_findings(service: ServiceDefinition, sheet: Sheet) -> Iterator[Finding]:
    laws = {law.code for law in service.legal}
    for group in ("legal", "clocks", "settings", "registers", "evidence"):
        yield from twice(sheet, (group,), [one.code for one in getattr(service, group)])
    for group in ("clocks", "settings", "registers"):
        for index, one in enumerate(getattr(service, group)):
            if one.basis and one.basis not in laws:
                yield unknown(sheet, (group, index, "basis"), one.basis, laws)
    if not service.table(service.decision.table):
        names = {table.name for table in service.tables}
        yield unknown(sheet, ("decision", "table"), service.decision.table, names)
    choices = {field.code for field in service.form.fields() if field.kind == "choice"}
    if service.is_public and service.public_title not in choices:
        yield unknown(sheet, ("public_title",), service.public_title, choices)
    yield from _place_findings(service, sheet)
    yield from _fact_findings(service, sheet)


def _place_findings(service: ServiceDefinition, sheet: Sheet) -> Iterator[Finding]:
    kinds = {field.code: field.kind for field in service.form.fields() if field.kind in PLACE_KINDS}
    if service.public_place and not service.is_public:
        line = sheet.line_of(("public_place",))
        yield Finding(sheet.file, line, "a service that is not public shows no place", "public_title:")
    for index, code in enumerate(service.public_place):
        if code not in kinds:
            yield unknown(sheet, ("public_place", index), code, kinds)
    yield from twice(
        sheet, ("public_place",), [kinds[code] for code in service.public_place if code in kinds]
    )


def _fact_findings(service: ServiceDefinition, sheet: Sheet) -> Iterator[Finding]:
    fields = {field.code for field in service.form.fields()}
    computed = {value.code for value in service.form.computed}
    facts = {fact.code for fact in service.decision.facts}
    for index, fact in enumerate(service.decision.facts):
        path = ("decision", "facts", index)
        register = service.register(fact.register)
        if fact.source == "answer" and fact.field not in fields:
            yield unknown(sheet, (*path, "field"), fact.field, fields)
        if fact.source == "computed" and fact.field not in computed:
            yield unknown(sheet, (*path, "field"), fact.field, computed)
        if fact.source == "register" and not (register and register.field(fact.field)):
            known = {f"{one.code}.{value.code}" for one in service.registers for value in one.fields}
            yield unknown(sheet, (*path, "register"), f"{fact.register}.{fact.field}", known)
        if fact.source == "clerk" and not fact.question:
            yield Finding(
                sheet.file, sheet.line_of(path), f"{fact.code}: the clerk is not asked anything", "question:"
            )
        yield from _condition(sheet, (*path, "needed_if"), fact.needed_if)
        before = {one.code for one in service.decision.facts[:index]}
        for name in sorted(names_in(fact.needed_if) - before):
            words = f"“{fact.needed_if}” speaks of {name}, which is no fact before {fact.code}"
            yield Finding(sheet.file, sheet.line_of((*path, "needed_if")), words, "a fact further up")
    table = service.table(service.decision.table)
    for name in sorted(set(table.inputs) - facts) if table else ():
        yield Finding(
            sheet.file, sheet.line_of(("decision", "facts")), f"the table asks for {name}", f"a fact {name}"
        )


def _flow_findings(service: ServiceDefinition, sheet: Sheet) -> Iterator[Finding]:
    flow: Flow = service.flow
    stages, outcomes = {stage.code for stage in flow.stages}, {outcome.code for outcome in flow.outcomes}
    letters, laws = {letter.code for letter in service.letters}, {law.code for law in service.legal}
    clocks = {clock.code for clock in service.clocks}
    yield from twice(sheet, ("stages",), [stage.code for stage in flow.stages])
    names: list[tuple[tuple[str | int, ...], Iterable[str], set[str]]] = [(("start",), [flow.start], stages)]
    names.append((("on_submission",), flow.on_submission.starts_clocks, clocks))
    names.append((("on_submission",), [flow.on_submission.letter], letters))
    names += [(("outcomes", at), [outcome.letter], letters) for at, outcome in enumerate(flow.outcomes)]
    for stage_at, stage in enumerate(flow.stages):
        for at, way in enumerate(stage.transitions):
            path = ("stages", stage_at, "transitions", at)
            changed = (*way.starts_clocks, *way.ends_clocks, *way.stops_clocks, *way.resumes_clocks)
            names += [((*path, "to"), [way.to], stages), ((*path, "outcome"), [way.outcome], outcomes)]
            names += [
                ((*path, "letter"), [way.letter], letters | {LETTER_BY_OUTCOME}),
                ((*path, "basis"), [way.basis], laws),
            ]
            names += [(path, (*changed, way.only_after_clock, way.only_before_clock), clocks)]
    for where, used, known in names:
        yield from (unknown(sheet, where, name, known) for name in used if name and name not in known)


def _condition(sheet: Sheet, path: tuple[str | int, ...], expression: str) -> Iterator[Finding]:
    problem = problem_in_expression(expression) if expression else ""
    if problem:
        yield Finding(
            sheet.file, sheet.line_of(path), f"“{expression}” cannot be read: {problem}", "answer == 'word'"
        )


def _letter_findings(service: ServiceDefinition) -> Iterator[Finding]:
    known = {f"answers.{field.code}" for field in service.form.fields() if field.kind != "file"}
    known |= {f"computed.{one.code}" for one in service.form.computed}
    known |= {f"settings.{one.code}" for one in service.settings}
    for letter in service.letters:
        file = f"letters/{letter.code}.{letter.language}.html"
        yield from findings_in_named_gaps(file, letter.body, known)
