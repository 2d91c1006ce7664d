"""Checks that the fees of a folder fit together: one way to the amount, known laws, steps and facts."""

from collections.abc import Iterator, Mapping

from eroba.capabilities.services.definition.fees import ServiceFee, StagePayment
from eroba.capabilities.services.definition.findings import Finding
from eroba.capabilities.services.definition.form_references import twice, unknown
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.definition.yaml_reading import Path, Sheet
from eroba.capabilities.services.expressions import names_in, problem_in_expression

KNOWN_ON_SUBMISSION = ("answer", "computed")


def findings_in_fees(service: ServiceDefinition, sheets: Mapping[str, Sheet]) -> Iterator[Finding]:
    """Say which fee has no amount or two, is never due, or asks for what nobody knows when it is due."""
    sheet, stages = sheets["service"], sheets["stages"]
    yield from twice(sheet, ("fees",), [fee.code for fee in service.fees])
    yield from twice(stages, ("payments",), [payment.fee for payment in service.flow.payments])
    due = {payment.fee: payment for payment in service.flow.payments}
    for at, fee in enumerate(service.fees):
        yield from _in_fee(service, sheet, ("fees", at), fee, due.get(fee.code))
    for at, payment in enumerate(service.flow.payments):
        yield from _in_payment(service, stages, ("payments", at), payment)


def _in_fee(
    service: ServiceDefinition, sheet: Sheet, path: Path, fee: ServiceFee, payment: StagePayment | None
) -> Iterator[Finding]:
    line = sheet.line_of(path)
    if len(fee.ways) != 1:
        said = " and ".join(fee.ways) or "no amount"
        yield Finding(sheet.file, line, f"the fee {fee.code} has {said}", "one of amount, setting or table")
    laws = {law.code for law in service.legal}
    if fee.basis not in laws:
        yield unknown(sheet, (*path, "basis"), fee.basis, laws)
    settings = {one.code for one in service.settings if one.kind == "money"}
    if fee.setting and fee.setting not in settings:
        yield unknown(sheet, (*path, "setting"), fee.setting, settings)
    tables = {table.name for table in service.tables}
    if fee.table and fee.table not in tables:
        yield unknown(sheet, (*path, "table"), fee.table, tables)
    if payment is None:
        yield Finding(
            sheet.file, line, f"the fee {fee.code} is never due", "an entry under payments: in stages.yaml"
        )
    for at, one in enumerate(fee.exemptions):
        inner = (*path, "exemptions", at)
        if one.basis not in laws:
            yield unknown(sheet, (*inner, "basis"), one.basis, laws)
        if problem := problem_in_expression(one.when):
            words = f"“{one.when}” cannot be read: {problem}"
            yield Finding(sheet.file, sheet.line_of(inner), words, "fact == 'word'")
    yield from _in_facts(service, sheet, path, fee, payment)


def _in_facts(
    service: ServiceDefinition, sheet: Sheet, path: Path, fee: ServiceFee, payment: StagePayment | None
) -> Iterator[Finding]:
    """A fee may only rest on facts, and only on those that are known when it becomes due."""
    facts = {fact.code: fact for fact in service.decision.facts}
    table = service.table(fee.table) if fee.table else None
    asked = set(table.inputs if table else ()).union(*(names_in(one.when) for one in fee.exemptions))
    is_early = payment is not None and payment.due_at in ("submission", "accept_as_complete")
    for name in sorted(asked):
        fact = facts.get(name)
        if fact is None:
            yield Finding(
                sheet.file, sheet.line_of(path), f"the fee {fee.code} asks for {name}", f"a fact {name}"
            )
        elif is_early and fact.source not in KNOWN_ON_SUBMISSION:
            words = f"the fee {fee.code} is due before anybody knows {name} (source: {fact.source})"
            yield Finding(sheet.file, sheet.line_of(path), words, "a later due_at, or an answer of the form")


def _in_payment(
    service: ServiceDefinition, sheet: Sheet, path: Path, payment: StagePayment
) -> Iterator[Finding]:
    named: list[tuple[str, tuple[str, ...], set[str]]] = [
        ("fee", (payment.fee,), {fee.code for fee in service.fees}),
        ("basis", (payment.basis,), {law.code for law in service.legal}),
        ("outcomes", payment.outcomes, {one.code for one in service.flow.outcomes}),
        ("stops_clocks", payment.stops_clocks, {clock.code for clock in service.clocks}),
    ]
    for key, used, known in named:
        yield from (unknown(sheet, (*path, key), name, known) for name in used if name not in known)
    taken = [way.code for stage in service.flow.stages for way in stage.transitions]
    for step in (*payment.waits, *([] if payment.due_at == "submission" else [payment.due_at])):
        if step not in taken:
            yield unknown(sheet, path, step, set(taken))
    if payment.outcomes and payment.due_at != "approve_decision":
        words = f"{payment.fee} depends on the outcome, which is known only when the decision is approved"
        yield Finding(sheet.file, sheet.line_of(path), words, "due_at: approve_decision")
    if payment.stops_clocks and not payment.waits:
        words = f"{payment.fee} stops a deadline though nothing waits for it"
        yield Finding(sheet.file, sheet.line_of(path), words, "waits: the step that needs the payment")
    if payment.due_at in payment.waits:
        words = f"{payment.fee} becomes due by the step that waits for it"
        yield Finding(sheet.file, sheet.line_of(path), words, "an earlier due_at")
