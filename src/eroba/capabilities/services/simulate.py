"""Runs a service without anybody applying: each example walks form, facts and table to its end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from eroba.capabilities.services.definition.findings import Finding
from eroba.capabilities.services.definition.folder import ServiceFolder
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.form_engine.answers import problems_in_form
from eroba.capabilities.services.form_engine.asking import computed_values, counted_answers
from eroba.capabilities.services.form_engine.reading import Surroundings
from eroba.capabilities.services.rules_engine import FactSources, Ruling, TableFailed, decide, gather_facts


@dataclass(frozen=True)
class ExampleRun:
    """What became of one test applicant: problems in the form, facts still missing, or a ruling."""

    name: str
    problems: tuple[str, ...] = ()
    not_yet: tuple[str, ...] = ()
    ruling: Ruling | None = None
    failure: str = ""

    def as_expected(self) -> dict[str, object]:
        """Return the run in the words an example's `expect` uses."""
        if self.problems:
            return {"problems": sorted(self.problems)}
        if self.not_yet:
            return {"not_yet": sorted(self.not_yet)}
        if self.ruling is None:
            return {"failure": self.failure}
        amount = f"{self.ruling.amount:.2f}"
        return {"outcome": self.ruling.outcome, "rule": self.ruling.rule_code, "amount": amount}


def run_example(service: ServiceDefinition, name: str, example: Mapping[str, Any], today: date) -> ExampleRun:
    """Let one test applicant walk through form, facts and table."""
    answers = example["answers"]
    wrong = problems_in_form(service.form, answers, Surroundings(today))
    if wrong:
        return ExampleRun(name, problems=tuple(code for problems in wrong.values() for code in problems))
    sources = FactSources(
        answers=counted_answers(service.form, answers),
        computed=computed_values(service.form, answers),
        registers={code: values or {} for code, values in example.get("registers", {}).items()},
        clerk=example.get("clerk", {}),
        earlier_cases=example.get("earlier_cases", 0),
    )
    facts = gather_facts(service, sources)
    if facts.missing:
        return ExampleRun(name, not_yet=tuple(fact.code for fact in facts.missing))
    try:
        return ExampleRun(name, ruling=decide(service, facts.as_mapping(), service.setting_values()))
    except TableFailed as failure:
        return ExampleRun(name, failure=str(failure))


def simulate(folder: ServiceFolder, today: date) -> list[Finding]:
    """Run every example of a folder and report each that ends otherwise, and each row no example reaches."""
    findings: list[Finding] = []
    reached: set[str] = set()
    for name, example in folder.examples.items():
        run = run_example(folder.definition, name, example, today)
        reached |= {run.ruling.rule_code} if run.ruling else set()
        expected = dict(example["expect"])
        for key in ("problems", "not_yet"):
            expected |= {key: sorted(expected[key])} if key in expected else {}
        if run.as_expected() != expected:
            message = f"expected {_said(expected)}, got {_said(run.as_expected())}"
            findings.append(Finding(f"examples/{name}.yaml", 0, message))
    table = folder.definition.table(folder.definition.decision.table)
    for row in table.rows if table else ():
        if row.code not in reached:
            file = f"rules/{folder.definition.decision.table}.json"
            findings.append(Finding(file, 0, f"no example reaches row {row.code}", "an example", "warning"))
    return findings


def _said(values: Mapping[str, object]) -> str:
    return ", ".join(f"{key} {value}" for key, value in values.items()) or "nothing"
