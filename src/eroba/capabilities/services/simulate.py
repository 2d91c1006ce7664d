"""Runs a service without anybody applying: examples and invented applicants walk form, facts and table to their end."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from eroba.capabilities.services.analysis.applicants import Applicant, completed, invented
from eroba.capabilities.services.analysis.coverage import Coverage, Reached, reached_by
from eroba.capabilities.services.definition.findings import Finding
from eroba.capabilities.services.definition.flow import OUTCOME
from eroba.capabilities.services.definition.folder import ServiceFolder
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.fee_engine import FeeRuling, fees_by
from eroba.capabilities.services.form_engine.answers import problems_in_form
from eroba.capabilities.services.form_engine.asking import (
    computed_values,
    counted_answers,
    known_from_answers,
    what_is_asked,
)
from eroba.capabilities.services.form_engine.reading import Surroundings
from eroba.capabilities.services.rules_engine import (
    FactSources,
    Ruling,
    TableFailed,
    decide,
    gather_facts,
)


@dataclass(frozen=True)
class ExampleRun:
    """What became of one test applicant: problems in the form, facts still missing, or a ruling."""

    name: str
    problems: tuple[str, ...] = ()
    not_yet: tuple[str, ...] = ()
    ruling: Ruling | None = None
    failure: str = ""
    known: Mapping[str, object] = field(default_factory=dict)
    fees: tuple[FeeRuling, ...] = ()

    def as_expected(self) -> dict[str, object]:
        """Return the run in the words an example's `expect` uses."""
        if self.problems:
            return {"problems": sorted(self.problems)}
        if self.not_yet:
            return {"not_yet": sorted(self.not_yet)}
        if self.ruling is None:
            return {"failure": self.failure}
        amount = f"{self.ruling.amount:.2f}"
        ended: dict[str, object] = {
            "outcome": self.ruling.outcome,
            "rule": self.ruling.rule_code,
            "amount": amount,
        }
        return ended | ({"fees": {fee.code: str(fee.amount) for fee in self.fees}} if self.fees else {})


@dataclass(frozen=True)
class Simulation:
    """A whole simulation: what is wrong, how each example ended, what was reached by whom."""

    findings: list[Finding]
    examples: dict[str, dict[str, object]]
    invented_count: int
    reached: list[Reached]
    first_by_row: dict[str, str] = field(default_factory=dict)

    def as_plain(self) -> dict[str, object]:
        """Return the report as plain values for JSON."""
        return {
            "examples": self.examples,
            "invented_applicants": self.invented_count,
            "coverage": {one.kind: one.as_plain() for one in self.reached},
            "first_applicant_by_row": self.first_by_row,
        }


def run_example(
    service: ServiceDefinition, name: str, example: Mapping[str, Any], today: dt.date
) -> ExampleRun:
    """Let one test applicant walk through form, facts and table."""
    return run(service, Applicant.of_example(name, example), today)


def run(service: ServiceDefinition, applicant: Applicant, today: dt.date) -> ExampleRun:
    """Let somebody invented walk through form, facts and table."""
    name, answers = applicant.name, applicant.answers
    wrong = problems_in_form(service.form, answers, Surroundings(today))
    if wrong:
        return ExampleRun(name, problems=tuple(code for problems in wrong.values() for code in problems))
    sources = FactSources(
        answers=counted_answers(service.form, answers),
        computed=computed_values(service.form, answers),
        registers=applicant.registers,
        clerk=applicant.clerk,
        earlier_cases=applicant.earlier_cases,
    )
    facts = gather_facts(service, sources)
    known = known_from_answers(service.form, answers) | facts.as_mapping()
    if facts.missing:
        return ExampleRun(name, not_yet=tuple(fact.code for fact in facts.missing), known=known)
    try:
        settings = service.setting_values()
        ruling = decide(service, facts.as_mapping(), settings)
        fees = fees_by(service, facts.as_mapping(), settings, ruling.outcome)
    except TableFailed as failure:
        return ExampleRun(name, failure=str(failure), known=known)
    return ExampleRun(name, ruling=ruling, known=known | {OUTCOME: ruling.outcome}, fees=fees)


def simulate(folder: ServiceFolder, today: dt.date) -> list[Finding]:
    """Run every applicant of a folder, its own and invented ones, and return what is wrong."""
    return simulation_of(folder, today).findings


def simulation_of(folder: ServiceFolder, today: dt.date) -> Simulation:
    """Run every applicant of a folder, its own and invented ones, and tell all about it."""
    service, findings, seen = folder.definition, [], Coverage()
    first_by_row: dict[str, str] = {}
    ended: dict[str, dict[str, object]] = {}
    for name, example in folder.examples.items():
        outcome = run_example(service, name, example, today)
        ended[name] = outcome.as_expected()
        findings += _otherwise(name, example["expect"], outcome)
        _note(service, example["answers"], outcome, seen, first_by_row)
    findings += _rows_without_example(service, seen)
    count = 0
    for applicant in invented(service, _base(folder, today), today):
        count += 1
        outcome = run(service, applicant, today)
        _note(service, applicant.answers, outcome, seen, first_by_row)
        if outcome.failure:
            file = f"rules/{service.decision.table}.json"
            findings.append(Finding(file, 0, f"invented applicant {applicant.name}: {outcome.failure}"))
    reached = reached_by(service, seen)
    findings += [*_pages_without_visitor(folder, reached), *_ways_nobody_takes(folder, reached)]
    return Simulation(list(dict.fromkeys(findings)), ended, count, reached, first_by_row)


def _base(folder: ServiceFolder, today: dt.date) -> Applicant:
    """The first example with a form filled in well, else somebody who answers only what is asked."""
    for name, example in folder.examples.items():
        if not problems_in_form(folder.definition.form, example["answers"], Surroundings(today)):
            return Applicant.of_example(name, example)
    return completed(folder.definition.form, Applicant("nobody", {}), today)


def _note(
    service: ServiceDefinition,
    answers: Mapping[str, Any],
    outcome: ExampleRun,
    seen: Coverage,
    first_by_row: dict[str, str],
) -> None:
    for page, fields in what_is_asked(service.form, answers).pages:
        seen.pages.add(page.code)
        seen.questions.update(one.code for one in fields)
    if outcome.known:
        seen.note_way(service, outcome.known)
    if outcome.ruling:
        seen.rows.add(outcome.ruling.rule_code)
        seen.outcomes.add(outcome.ruling.outcome)
        seen.fee_rows.update(fee.rule_code for fee in outcome.fees)
        first_by_row.setdefault(outcome.ruling.rule_code, outcome.name)


def _otherwise(name: str, expect: Mapping[str, Any], outcome: ExampleRun) -> list[Finding]:
    expected = dict(expect)
    for key in ("problems", "not_yet"):
        expected |= {key: sorted(expected[key])} if key in expected else {}
    if outcome.as_expected() == expected:
        return []
    message = f"expected {_said(expected)}, got {_said(outcome.as_expected())}"
    return [Finding(f"examples/{name}.yaml", 0, message)]


def _rows_without_example(service: ServiceDefinition, seen: Coverage) -> list[Finding]:
    table = service.table(service.decision.table)
    file = f"rules/{service.decision.table}.json"
    return [
        Finding(file, 0, f"no example reaches row {row.code}", "an example", "warning")
        for row in (table.rows if table else ())
        if row.code not in seen.rows
    ]


def _pages_without_visitor(folder: ServiceFolder, reached: list[Reached]) -> list[Finding]:
    never = next(one.never for one in reached if one.kind == "pages")
    pages, sheet = [page.code for page in folder.definition.form.pages], folder.sheets["form"]
    return [
        Finding(
            sheet.file,
            sheet.line_of(("pages", pages.index(code))),
            f"no applicant comes to the page {code}",
            "an example that does",
            "warning",
        )
        for code in never
    ]


def _ways_nobody_takes(folder: ServiceFolder, reached: list[Reached]) -> Iterator[Finding]:
    """What conditions of stages and clocks keep from everybody, where lint found no fault in them."""
    words = {
        "stages": ("stages", "no applicant’s case comes to the stage {code}"),
        "opinions": ("stages", "no applicant’s case wants the opinion {code}"),
        "periods": ("service", "no applicant’s case has the period {code}"),
    }
    known = folder.definition.flow.reached()
    for one in reached:
        file, message = words.get(one.kind, ("", ""))
        for code in one.never if file else ():
            if one.kind != "stages" or code in known:
                sheet = folder.sheets[file]
                yield Finding(sheet.file, 0, message.format(code=code), "an example that does", "warning")


def _said(values: Mapping[str, object]) -> str:
    return ", ".join(f"{key} {value}" for key, value in values.items()) or "nothing"
