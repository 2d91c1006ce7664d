"""Writes a service's folder as a page to read: what a resident gets, how it is decided, what is to be checked."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from eroba.capabilities.services.definition.flow import Stage
from eroba.capabilities.services.definition.folder import ServiceFolder
from eroba.capabilities.services.definition.form import Field
from eroba.capabilities.services.definition.service import LegalResource, ServiceClock, ServiceDefinition
from eroba.capabilities.services.definition.texts import Text

LANGUAGE = "en"
_UNITS = {"calendar_days": "calendar day", "working_days": "working day", "months": "month"}
_SOURCES = {
    "answer": "the applicant says it",
    "computed": "worked out from the answers",
    "register": "a register",
    "clerk": "an official establishes it",
    "earlier_cases": "our own records",
}
_NOTE = "<!-- Made from the service's folder by `eroba service document`; change the folder, then run it again. -->"


def service_page(folder: ServiceFolder) -> str:
    """Write one service as Markdown, in English, with its Georgian title."""
    said = folder.definition
    parts = [
        [f"# {_en(said.title)}", "", _NOTE, "", f"*{said.title.in_language('ka')}* · `{said.code}`"],
        ["", _en(said.summary)],
        ["", *_about(said)],
        _section("Who gets it", _list(map(_en, said.who_gets_it)), _en(said.example_note)),
        _section("What one needs", _list(map(_en, said.what_you_need))),
        _section("What registers are asked", _list(_registers(said))),
        _section("What is asked", _form(said)),
        _section("How it is decided", _facts(said), *_rows(said)),
        _section("The way of a case", _table(("stage", "waits for", "what can be done"), _stages(said))),
        _section("Deadlines", _table(("deadline", "length", "law"), map(_clock, said.clocks))),
        _section("What is paid", _fees(said)),
        _section("How long it is kept", _table(("ended as", "kept", "law"), _kept(said))),
        _section("What each town sets", _settings(said)),
        _section("Law", _list(map(_law, said.legal))),
        _section("Test applicants", _table(("who", "ends with"), _examples(folder.examples))),
    ]
    return "\n".join(line for part in parts for line in part).rstrip() + "\n"


def index_page(folders: Iterable[ServiceFolder]) -> str:
    """Write the list of services with a link to each page."""
    rows = [
        (f"[{_en(one.definition.title)}]({one.definition.code}.md)", _en(one.definition.summary))
        for one in folders
    ]
    return "\n".join(["# Services", "", _NOTE, "", *_table(("service", "what it is"), rows)]) + "\n"


def _about(said: ServiceDefinition) -> list[str]:
    events = ", ".join(_en(event.title) for event in said.life_events)
    rows = [
        ("who decides", _en(said.competent_unit.title)),
        ("what it costs", _en(said.cost.text)),
        ("how long it takes", _en(said.how_long)),
        ("when one needs it", events),
        ("what one gets", "; ".join(_en(output.title) for output in said.outputs)),
        ("numbers begin with", f"`{said.number_prefix}`"),
    ]
    if said.is_public:
        seen = "number, kind, place and state" if said.public_place else "number, kind and state"
        rest = "nothing else that was typed" if said.public_place else "nothing typed"
        rows.append(("who may see it", f"anybody: {seen}; nobody’s name and {rest}"))
    return _table(("", ""), rows)


def _registers(said: ServiceDefinition) -> Iterator[str]:
    for register in said.registers:
        values = ", ".join(_en(value.title).lower() for value in register.fields)
        yield f"{_en(register.title)}, {_en(register.purpose)}: {values}"


def _form(said: ServiceDefinition) -> list[str]:
    rows = []
    for page in said.form.pages:
        for field in page.fields:
            when = " and ".join(f"`{one}`" for one in (page.shown_if, field.shown_if) if one)
            rows.append((_en(page.title), _en(field.label), field.kind, _when(field, when)))
            for one in field.fields:
                label = f"{_en(field.row_title or field.label)}: {_en(one.label)}"
                rows.append(
                    (_en(page.title), label, one.kind, _when(one, one.shown_if and f"`{one.shown_if}`"))
                )
    return _table(("page", "question", "kind", "when"), rows)


def _when(field: Field, asked: str) -> str:
    return "; ".join(filter(None, [asked, "" if field.required else "may be left out"]))


def _facts(said: ServiceDefinition) -> list[str]:
    rows = [
        (_en(fact.title), _SOURCES[fact.source], f"`{fact.needed_if}`" if fact.needed_if else "always")
        for fact in said.decision.facts
    ]
    return _table(("fact", "from where", "needed if"), rows)


def _rows(said: ServiceDefinition) -> Iterator[list[str]]:
    table = said.table(said.decision.table)
    outcomes = {outcome.code: _en(outcome.title) for outcome in said.flow.outcomes}
    rows = []
    for row in table.rows if table else ():
        conditions = [f"`{fact}` {cell}" for fact, cell in row.conditions if cell]
        results = dict(row.results)
        outcome = outcomes.get(results["outcome"].strip("'"), results["outcome"])
        amount = results["amount"] if results["amount"] != "0" else ""
        rows.append((row.code, ", ".join(conditions) or "otherwise", outcome, amount))
    yield ["", "The first row that fits decides; the letter cites it."]
    yield ["", *_table(("row", "when", "outcome", "amount"), rows)]


def _stages(said: ServiceDefinition) -> Iterator[tuple[str, ...]]:
    for stage in said.flow.stages:
        yield _en(stage.title), stage.waits_for, _ways(said, stage)


def _ways(said: ServiceDefinition, stage: Stage) -> str:
    ways = []
    for way in stage.transitions:
        onward = said.flow.stage(way.to)
        ways.append(f"{_en(way.title)} → {_en(onward.title) if onward else way.to}")
        for branch in way.branches:
            other = said.flow.stage(branch.to)
            ways.append(f"{_en(way.title)}, if `{branch.when}` → {_en(other.title) if other else branch.to}")
    for one in stage.opinions:
        when = f", if `{one.needed_if}`" if one.needed_if else ""
        ways.append(f"first an opinion: {_en(one.title)}{when}")
    return "<br>".join(ways) or "nothing more"


def _clock(clock: ServiceClock) -> tuple[str, ...]:
    unit = _UNITS[clock.unit] + ("" if clock.length == 1 else "s")
    more = f", at least {clock.least}" if clock.least else ""
    more += f", once {clock.extension} more" if clock.extension else ""
    more += "".join(
        f"<br>{one.length} {_UNITS[one.unit]}{'' if one.length == 1 else 's'} if `{one.when}`"
        for one in clock.variants
    )
    note = f"<br>{_en(clock.note)}" if clock.note else ""
    return _en(clock.title) + note, f"{clock.length} {unit}{more}", f"`{clock.basis}`"


def _fees(said: ServiceDefinition) -> list[str]:
    rows = []
    for fee in said.fees:
        payment = next((one for one in said.flow.payments if one.fee == fee.code), None)
        amount = f"{fee.amount} GEL" if fee.amount else f"`{fee.setting or fee.table}`"
        free = "; ".join(_en(one.title) for one in fee.exemptions)
        due = f"`{payment.due_at}`" if payment else ""
        waits = ", ".join(f"`{step}`" for step in payment.waits) if payment else ""
        stops = ", ".join(f"`{code}`" for code in payment.stops_clocks) if payment else ""
        rows.append((_en(fee.title), amount, free, due, waits, stops, f"`{fee.basis}`"))
    heads = ("fee", "amount", "who pays nothing", "due at", "what waits", "deadlines that stand still", "law")
    return [*_table(heads, rows), *_fee_rows(said)] if rows else []


def _fee_rows(said: ServiceDefinition) -> Iterator[str]:
    for fee in said.fees:
        table = said.table(fee.table) if fee.table else None
        rows = []
        for row in table.rows if table else ():
            conditions = [f"`{fact}` {cell}" for fact, cell in row.conditions if cell]
            results = dict(row.results)
            amount = "nothing" if results["amount"] == "0" else f"`{results['amount']}`"
            rows.append((row.code, ", ".join(conditions) or "otherwise", amount))
        if rows:
            yield from ["", *_table(("row", "when", f"{_en(fee.title)}"), rows)]


def _settings(said: ServiceDefinition) -> list[str]:
    rows = [(_en(one.title), one.value, f"`{one.basis}`") for one in said.settings]
    return _table(("setting", "proposed", "law"), rows) if rows else ["Nothing but the deadlines."]


def _kept(said: ServiceDefinition) -> Iterator[tuple[str, ...]]:
    years = {one.code: one.value for one in said.settings}
    for outcome in said.flow.outcomes:
        one = outcome.retention
        words = "nobody says: for ever"
        if one is not None:
            words = (
                "for ever"
                if one.is_for_ever
                else f"{_years(years[one.setting])}, then its content is destroyed"
            )
        checked = "" if one and one.verified else ", **to be checked**"
        yield _en(outcome.title), words, f"`{one.basis}`{checked}" if one else ""


def _years(count: str) -> str:
    return "1 year" if count == "1" else f"{count} years"


def _law(law: LegalResource) -> str:
    name = f"[{_en(law.title)}]({law.url})" if law.url else _en(law.title)
    article = f", article {law.article}" if law.article else ""
    checked = "" if law.verified else ", **to be checked**"
    note = f". {_en(law.note)}" if law.note else ""
    return f"`{law.code}`: {name}{article}{checked}{note}"


def _examples(examples: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, ...]]:
    for example in examples.values():
        expected = example["expect"]
        ends = [expected[key] for key in ("outcome", "rule") if key in expected]
        if float(expected.get("amount", 0)):
            ends.append(expected["amount"])
        if "problems" in expected:
            ends = [f"sent back to look at {', '.join(expected['problems'])}"]
        if "not_yet" in expected:
            ends = [f"not decided before it is known: {', '.join(expected['not_yet'])}"]
        yield str(example["title"][LANGUAGE]), ", ".join(map(str, ends))


def _section(title: str, lines: Iterable[str], *more: Iterable[str] | str) -> list[str]:
    body = list(lines)
    for one in more:
        body += (["", one] if one else []) if isinstance(one, str) else list(one)
    return ["", f"## {title}", "", *body] if body else []


def _list(lines: Iterable[str]) -> list[str]:
    return [f"* {line}" for line in lines]


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    drawn = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return [*drawn, *("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows)]


def _en(text: Text) -> str:
    return text.in_language(LANGUAGE)
