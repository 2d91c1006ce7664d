"""Looks for what a town would regret after publishing: things asked twice, clocks without law, dead ends."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from eroba.capabilities.services.analysis.conditions import look_at_form
from eroba.capabilities.services.analysis.tables import as_words, look_at
from eroba.capabilities.services.definition.findings import Finding
from eroba.capabilities.services.definition.flow import LETTER_BY_OUTCOME
from eroba.capabilities.services.definition.folder import ServiceFolder
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.definition.texts import REQUIRED_LANGUAGES
from eroba.capabilities.services.definition.yaml_reading import Path
from eroba.capabilities.services.fee_engine import DUE, EXEMPT
from eroba.kernel.people.ports import ConnectedRegisters
from eroba.kernel.registry import use
from eroba.kernel.registry.ports import is_offered
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import current_scope

MOST_GAPS = 5
_GEORGIAN, _LATIN, _LETTERS = re.compile("[ა-ჰ]"), re.compile("[A-Za-z]"), re.compile(r"[^\W\d_]{2,}")
Connected = Mapping[str, frozenset[str]]


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
        *_tables(service),
        *_fee_tables(service),
        *_conditions_that_never_hold(folder),
        *_not_translated(folder),
        *_letters_never_sent(service),
        *_fetched_for_nothing(folder),
        *_kept_nobody_knows_how_long(folder),
    ]


def held_here() -> Connected | None:
    """What the registers hold that the town worked for is connected to; nothing where nobody knows."""
    if not is_offered(ConnectedRegisters) or not isinstance(current_scope(), Municipality):
        return None
    return use(ConnectedRegisters).held()  # type: ignore[type-abstract]


def _registers_of(service: ServiceDefinition) -> Connected:
    return {one.code: frozenset(value.code for value in one.fields) for one in service.registers}


def _asked_though_known(folder: ServiceFolder, held: Connected) -> Iterator[Finding]:
    known = {value: register for register, values in held.items() for value in values}
    sheet = folder.sheets["form"]
    for page_at, page in enumerate(folder.definition.form.pages):
        for at, field in enumerate(page.fields):
            if field.code in known and field.prefill is None and not field.asked_anyway:
                register = known[field.code]
                line = sheet.line_of(("pages", page_at, "fields", at))
                message = f"{field.code} is asked though the {register} register holds it"
                instead = f"prefill: {{register: {register}, field: {field.code}}}, or asked_anyway: why"
                yield Finding(sheet.file, line, message, instead)


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
    reached = flow.reached()
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
        found = {
            one.code for one in flow.stages if any(alive & set(way.targets()) for way in one.transitions)
        } - alive
        if not found:
            break
        alive |= found
    for at, stage in enumerate(flow.stages):
        if stage.code not in alive:
            line = sheet.line_of(("stages", at))
            yield Finding(
                sheet.file, line, f"from {stage.code} no way leads to an end", "a transition, or final: true"
            )


def _tables(service: ServiceDefinition) -> Iterator[Finding]:
    for table in service.tables:
        file, view = f"rules/{table.name}.json", look_at(service, table)
        for gap in view.gaps[:MOST_GAPS]:
            words = f"no row fits when {as_words(view, gap)}"
            yield Finding(file, 0, words, "a row for this, or a last row with empty conditions")
        for gap in view.perhaps_gaps[:MOST_GAPS]:
            words = f"whether a row fits when {as_words(view, gap)} cannot be decided"
            yield Finding(file, 0, words, "a last row with empty conditions", "warning")
        for code in view.dead_rows:
            words = f"row {code} never decides: the rows before it take every case"
            yield Finding(file, 0, words, "the row further up, or no such row")


def _fee_tables(service: ServiceDefinition) -> Iterator[Finding]:
    """A fee's table says due or exempt; anything else would be found only when somebody is to pay."""
    for fee in service.fees:
        table = service.table(fee.table) if fee.table else None
        for row in table.rows if table else ():
            said = dict(row.results).get("outcome", "").strip("'")
            if said not in (DUE, EXEMPT):
                words = f"row {row.code} of a fee says {said}"
                yield Finding(f"rules/{fee.table}.json", 0, words, f"'{DUE}', '{EXEMPT}'")


def _conditions_that_never_hold(folder: ServiceFolder) -> Iterator[Finding]:
    sheet = folder.sheets["form"]
    for path, condition in look_at_form(folder.definition.form).never:
        words = f"“{condition}” can never hold, so this is never asked"
        yield Finding(sheet.file, sheet.line_of(path), words, "a condition some answers fulfil")


def _not_translated(folder: ServiceFolder) -> Iterator[Finding]:
    for sheet in folder.sheets.values():
        for path, by_language in _texts(sheet.content, ()):
            words = {code: by_language.get(code, "").strip() for code in REQUIRED_LANGUAGES}
            if _looks_copied(words):
                message = f"“{words['en'][:60]}” stands in Georgian and in English"
                yield Finding(sheet.file, sheet.line_of(path), message, "each text in its own language")


def _texts(content: object, path: Path) -> Iterator[tuple[Path, dict[str, str]]]:
    if isinstance(content, dict):
        if content and all(isinstance(content.get(code), str) for code in REQUIRED_LANGUAGES):
            yield path, content
            return
        for key, value in content.items():
            yield from _texts(value, (*path, key))
    elif isinstance(content, list):
        for at, value in enumerate(content):
            yield from _texts(value, (*path, at))


def _looks_copied(words: dict[str, str]) -> bool:
    """Whether one text was pasted for both languages: the same words, or Georgian letters in the English."""
    said = words["en"]
    has_words = len(_LETTERS.findall(said)) > 1
    return (words["ka"] == said and has_words) or bool(_GEORGIAN.search(said) and not _LATIN.search(said))


def _letters_never_sent(service: ServiceDefinition) -> Iterator[Finding]:
    sent = {way.letter for stage in service.flow.stages for way in stage.transitions}
    sent |= {outcome.letter for outcome in service.flow.outcomes} | {service.flow.on_submission.letter}
    for letter in service.letters:
        if letter.code not in sent:
            file = f"letters/{letter.code}.{letter.language}.html"
            yield Finding(file, 0, "nobody ever gets this letter", "letter: at a step, or no such file")


def _fetched_for_nothing(folder: ServiceFolder) -> Iterator[Finding]:
    service, sheet = folder.definition, folder.sheets["service"]
    used = {(one.prefill.register, one.prefill.field) for one in service.form.fields() if one.prefill}
    used |= {(fact.register, fact.field) for fact in service.decision.facts if fact.source == "register"}
    for at, register in enumerate(service.registers):
        for inner, value in enumerate(register.fields):
            if (register.code, value.code) not in used:
                line = sheet.line_of(("registers", at, "fields", inner))
                message = f"{register.code}.{value.code} is fetched and used nowhere"
                yield Finding(sheet.file, line, message, "only what a question or a fact uses")


def _kept_nobody_knows_how_long(folder: ServiceFolder) -> Iterator[Finding]:
    sheet = folder.sheets["stages"]
    for at, outcome in enumerate(folder.definition.flow.outcomes):
        if outcome.retention is None:
            message = f"nobody says how long an application that ended as {outcome.code} is kept"
            instead = "retention: {setting: …, then: destroy, basis: …}"
            yield Finding(sheet.file, sheet.line_of(("outcomes", at)), message, instead, "warning")


def open_questions(service: ServiceDefinition) -> dict[str, list[str]]:
    """What a folder leaves to its author: rows whose order decides, and what could not be decided."""
    views = [(table, look_at(service, table)) for table in service.tables]
    order = [f"{table.name}: {words}" for table, view in views for words in _by_first(view.order_matters)]
    undecided = [f"{table.name}: {words}" for table, view in views for words in view.undecided]
    undecided += [f"form: “{condition}”" for _path, condition in look_at_form(service.form).undecided]
    return {"order_decides": order, "not_decided": undecided}


def _by_first(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for first, group in groupby(pairs, key=lambda pair: pair[0]):
        yield f"{first} before {', '.join(later for _first, later in group)}"
