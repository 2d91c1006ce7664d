"""Checks what stages.yaml and the clocks make depend on a case: branches, wanted opinions, lengths by answer."""

import re
from collections.abc import Iterator

from eroba.capabilities.services.definition.findings import Finding
from eroba.capabilities.services.definition.flow import OUTCOME
from eroba.capabilities.services.definition.form_references import twice, unknown
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.definition.yaml_reading import Path, Sheet
from eroba.capabilities.services.expressions import names_in, problem_in_expression

_COMPARED = re.compile(rf"\b{OUTCOME}\s*[!=]=\s*['\"]([^'\"]*)['\"]")


def findings_in_branches(service: ServiceDefinition, sheet: Sheet) -> Iterator[Finding]:
    """Say which branches lead nowhere, and which conditions speak of what nobody knows at that step."""
    stages = {stage.code for stage in service.flow.stages}
    known = names_for_flow(service) | {OUTCOME}
    for stage_at, stage in enumerate(service.flow.stages):
        for at, way in enumerate(stage.transitions):
            for branch_at, branch in enumerate(way.branches):
                path: Path = ("stages", stage_at, "transitions", at, "branches", branch_at)
                if branch.to not in stages:
                    yield unknown(sheet, (*path, "to"), branch.to, stages)
                yield from _condition(sheet, (*path, "when"), branch.when, known)
                yield from _outcomes(service, sheet, (*path, "when"), branch.when)


def findings_in_opinions(service: ServiceDefinition, sheet: Sheet) -> Iterator[Finding]:
    """Say which wanted opinions have no clock, no readable condition, or are wanted where nobody decides."""
    clocks = {clock.code for clock in service.clocks}
    for stage_at, stage in enumerate(service.flow.stages):
        path: Path = ("stages", stage_at, "opinions")
        yield from twice(sheet, path, [one.code for one in stage.opinions])
        if stage.opinions and stage.transition("propose_decision") is None:
            message = f"{stage.code} wants opinions, and nothing is decided there"
            yield Finding(sheet.file, sheet.line_of(path), message, "the stage with propose_decision")
        for at, one in enumerate(stage.opinions):
            if one.clock not in clocks:
                yield unknown(sheet, (*path, at, "clock"), one.clock, clocks)
            yield from _condition(sheet, (*path, at, "needed_if"), one.needed_if, names_for_flow(service))


def findings_in_variants(service: ServiceDefinition, sheet: Sheet) -> Iterator[Finding]:
    """Say which lengths by answer rest on no law, or of more than answers: clocks start before facts are found."""
    laws, known = {law.code for law in service.legal}, names_of_answers(service)
    for at, clock in enumerate(service.clocks):
        path: Path = ("clocks", at, "variants")
        yield from twice(sheet, path, [one.code for one in clock.variants])
        for inner, one in enumerate(clock.variants):
            if one.basis not in laws:
                yield unknown(sheet, (*path, inner, "basis"), one.basis, laws)
            yield from _condition(sheet, (*path, inner, "when"), one.when, known)


def names_of_answers(service: ServiceDefinition) -> set[str]:
    """What is known of a case from the day it comes in."""
    return {one.code for one in service.form.fields()} | {one.code for one in service.form.computed}


def names_for_flow(service: ServiceDefinition) -> set[str]:
    """What conditions of stages may speak of: answers, computed values and facts."""
    return names_of_answers(service) | {fact.code for fact in service.decision.facts}


def _condition(sheet: Sheet, path: Path, condition: str, known: set[str]) -> Iterator[Finding]:
    problem = problem_in_expression(condition) if condition else ""
    if problem:
        words = f"“{condition}” cannot be read: {problem}"
        yield Finding(sheet.file, sheet.line_of(path), words, "answer == 'word'")
        return
    for name in sorted(names_in(condition) - known):
        words = f"“{condition}” speaks of {name}, which is not known there"
        yield Finding(sheet.file, sheet.line_of(path), words, f"one of {', '.join(sorted(known))}")


def _outcomes(service: ServiceDefinition, sheet: Sheet, path: Path, condition: str) -> Iterator[Finding]:
    outcomes = {outcome.code for outcome in service.flow.outcomes}
    for code in _COMPARED.findall(condition):
        if code not in outcomes:
            yield unknown(sheet, path, code, outcomes)
