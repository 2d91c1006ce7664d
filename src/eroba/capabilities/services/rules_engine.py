"""Decides by a table: gathers the facts, asks zen-engine, and says which row fired on which ground.

A fact that is needed and not known never falls through to a refusal: the answer then is "not yet".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

import zen

from eroba.capabilities.services.definition.service import DecisionFact, ServiceDefinition
from eroba.capabilities.services.definition.table import DecisionTable
from eroba.capabilities.services.definition.texts import Text
from eroba.capabilities.services.expressions import ExpressionFailed, value_of

CENT = Decimal("0.01")
LARGEST_AMOUNT = Decimal("100000000")
FactValues = Mapping[str, object]


class TableFailed(Exception):
    """The table gave no usable answer; the text says why. The case then waits for a person."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the table says: outcome, amount, and the row that fired with its reason and citation."""

    outcome: str
    amount: Decimal
    rule_code: str
    because: Text
    basis: str
    row_index: int
    facts: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """The facts at hand, each exactly once, and those still missing."""

    values: tuple[tuple[str, object], ...]
    missing: tuple[DecisionFact, ...]

    def as_mapping(self) -> dict[str, object]:
        """Return the facts by code."""
        return dict(self.values)


@dataclass(frozen=True, slots=True)
class FactSources:
    """Where facts come from: answers, computed values, registers, the clerk, earlier cases."""

    answers: Mapping[str, object]
    computed: Mapping[str, object]
    registers: Mapping[str, Mapping[str, object]]
    clerk: Mapping[str, object]
    earlier_cases: int | None = None

    def value(self, fact: DecisionFact) -> object:
        """Return what its source says about a fact; what a clerk established stands before every source."""
        if fact.code in self.clerk:
            return self.clerk[fact.code]
        match fact.source:
            case "answer":
                return self.answers.get(fact.field)
            case "computed":
                return self.computed.get(fact.field)
            case "register":
                return self.registers.get(fact.register, {}).get(fact.field)
            case "earlier_cases":
                return self.earlier_cases
            case _:
                return None


def gather_facts(service: ServiceDefinition, sources: FactSources) -> KnownFacts:
    """Collect every fact the decision needs; a needed fact without a value is listed as missing."""
    values: dict[str, object] = {}
    missing: list[DecisionFact] = []
    for fact in service.decision.facts:
        value = _typed(fact.kind, sources.value(fact))
        if value is not None:
            values[fact.code] = value
        elif _is_needed(fact, values):
            missing.append(fact)
    return KnownFacts(tuple(values.items()), tuple(missing))


def decide(service: ServiceDefinition, facts: FactValues, settings: Mapping[str, Decimal]) -> Ruling:
    """Ask the service's table; raises TableFailed when it gives no usable answer."""
    table = service.table(service.decision.table)
    if table is None:
        raise TableFailed(f"there is no table {service.decision.table}")
    ruling = ask_table(table, facts, settings)
    if not service.flow.outcome(ruling.outcome):
        raise TableFailed(f"the table says “{ruling.outcome}”, which is not an outcome of the service")
    return ruling


def ask_table(table: DecisionTable, facts: FactValues, settings: Mapping[str, Decimal]) -> Ruling:
    """Ask any table of a service; raises TableFailed when it gives no usable answer."""
    context = _numbers(facts) | {"settings": _numbers(settings)}
    try:
        answer = _decision(table).evaluate(context, {"trace": True})
        fired = next(step for step in answer["trace"].values() if step.get("traceData"))["traceData"]
        result = answer["result"]
        return Ruling(
            outcome=str(result["outcome"]),
            amount=_money(result["amount"]),
            rule_code=str(result["rule_code"]),
            because=Text.of({"ka": str(result["because_ka"]), "en": str(result["because_en"])}),
            basis=str(result["basis"]),
            row_index=int(fired["index"]),
            facts=tuple(sorted((code, value) for code, value in facts.items() if code in table.inputs)),
        )
    except StopIteration as failure:
        raise TableFailed("no row of the table fits") from failure
    except TableFailed:
        raise
    except Exception as failure:  # zen raises bare Exception for values it cannot take
        raise TableFailed(f"the table failed: {str(failure).splitlines()[0][:200]}") from failure


@lru_cache(maxsize=256)
def _decision(table: DecisionTable) -> zen.ZenDecision:
    return zen.ZenEngine().create_decision(table.jdm)


def _is_needed(fact: DecisionFact, values: FactValues) -> bool:
    # In doubt a fact is needed: better to ask once more than to refuse somebody for what we do not know.
    try:
        return not fact.needed_if or value_of(fact.needed_if, _numbers(values)) is not False
    except ExpressionFailed:
        return True


def _typed(kind: str, value: object) -> object:
    try:
        match kind:
            case "yes_no":
                return value if isinstance(value, bool) else None
            case "number" | "money":
                number = None if value is None or isinstance(value, bool) else Decimal(str(value))
                return number if number is not None and number.is_finite() else None
            case _:
                return str(value) if isinstance(value, str) and value else None
    except InvalidOperation:
        return None


def _numbers(values: Mapping[str, object]) -> dict[str, object]:
    # zen reads numbers from int or float only and compares them as exact decimals of at most 28 digits.
    return {code: float(value) if isinstance(value, Decimal) else value for code, value in values.items()}


def _money(value: object) -> Decimal:
    amount = Decimal(str(value)).quantize(CENT, ROUND_HALF_UP)
    if not 0 <= amount <= LARGEST_AMOUNT:
        raise TableFailed(f"the table says an amount of {amount}")
    return amount
