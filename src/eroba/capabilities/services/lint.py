"""Looks for what a town would regret after publishing: things asked twice, clocks without law, dead ends."""

from collections.abc import Iterator

from eroba.capabilities.services.definition.findings import Finding
from eroba.capabilities.services.definition.flow import LETTER_BY_OUTCOME
from eroba.capabilities.services.definition.folder import ServiceFolder
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.definition.texts import REQUIRED_LANGUAGES

Connected = dict[str, frozenset[str]]


def lint(folder: ServiceFolder, connected: Connected | None = None) -> list[Finding]:
    """Return every finding; `connected` maps each connected register to the values it holds."""
    service = folder.definition
    held = connected if connected is not None else _registers_of(service)
    return [
        *_asked_though_known(folder, held),
        *_clocks_without_law(folder),
        *_missing_letters(service),
        *_stages_nobody_reaches(folder),
        *_dead_ends(folder),
        *_table_ends_openly(service),
    ]


def _registers_of(service: ServiceDefinition) -> Connected:
    return {one.code: frozenset(value.code for value in one.fields) for one in service.registers}


def _asked_though_known(folder: ServiceFolder, held: Connected) -> Iterator[Finding]:
    known = {value: register for register, values in held.items() for value in values}
    sheet = folder.sheets["form"]
    for page_at, page in enumerate(folder.definition.form.pages):
        for at, field in enumerate(page.fields):
            if field.code in known and field.prefill is None:
                register = known[field.code]
                line = sheet.line_of(("pages", page_at, "fields", at))
                message = f"{field.code} is asked though the {register} register holds it"
                yield Finding(
                    sheet.file, line, message, f"prefill: {{register: {register}, field: {field.code}}}"
                )


def _clocks_without_law(folder: ServiceFolder) -> Iterator[Finding]:
    sheet = folder.sheets["service"]
    laws = {law.code for law in folder.definition.legal}
    for at, clock in enumerate(folder.definition.clocks):
        if clock.basis not in laws:
            line = sheet.line_of(("clocks", at))
            yield Finding(
                sheet.file, line, f"the clock {clock.code} has no legal basis", "basis: the code of a law"
            )


def _missing_letters(service: ServiceDefinition) -> Iterator[Finding]:
    wanted = {way.letter for stage in service.flow.stages for way in stage.transitions}
    wanted |= {outcome.letter for outcome in service.flow.outcomes} | {service.flow.on_submission.letter}
    for code in sorted(wanted - {"", LETTER_BY_OUTCOME}):
        for language in REQUIRED_LANGUAGES:
            if not service.letter(code, language):
                yield Finding(
                    f"letters/{code}.{language}.html", 0, "the letter is missing", "the same letter"
                )


def _stages_nobody_reaches(folder: ServiceFolder) -> Iterator[Finding]:
    flow = folder.definition.flow
    reached, coming = set(), [flow.start]
    while coming:
        stage = flow.stage(coming.pop())
        if stage and stage.code not in reached:
            reached.add(stage.code)
            coming.extend(way.to for way in stage.transitions)
    for at, stage in enumerate(flow.stages):
        if stage.code not in reached:
            sheet = folder.sheets["stages"]
            yield Finding(
                sheet.file, sheet.line_of(("stages", at)), f"no way leads to the stage {stage.code}"
            )


def _dead_ends(folder: ServiceFolder) -> Iterator[Finding]:
    flow, sheet = folder.definition.flow, folder.sheets["stages"]
    ends = {stage.code for stage in flow.stages if stage.final}
    # A stage is alive when some way out leads, in however many steps, to a final stage.
    alive = set(ends)
    while True:
        found = {one.code for one in flow.stages if any(way.to in alive for way in one.transitions)} - alive
        if not found:
            break
        alive |= found
    for at, stage in enumerate(flow.stages):
        if stage.code not in alive:
            line = sheet.line_of(("stages", at))
            yield Finding(
                sheet.file, line, f"from {stage.code} no way leads to an end", "a transition, or final: true"
            )


def _table_ends_openly(service: ServiceDefinition) -> Iterator[Finding]:
    table = service.table(service.decision.table)
    if table and any(cell for _column, cell in table.rows[-1].conditions):
        message = "the last row has conditions, so some applicants would get no answer"
        yield Finding(f"rules/{table.name}.json", 0, message, "a last row with empty conditions")
