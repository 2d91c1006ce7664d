"""Works out what a fee comes to: exemptions first, then the fixed amount, the town's own, or a table (no database)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from eroba.capabilities.services.definition.fees import ServiceFee, StagePayment
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.definition.texts import Text
from eroba.capabilities.services.expressions import holds
from eroba.capabilities.services.rules_engine import FactValues, TableFailed, ask_table
from eroba.kernel.base.money import Money

DUE, EXEMPT = "due", "exempt"


@dataclass(frozen=True, slots=True)
class FeeRuling:
    """What one fee comes to, and why: the reason, the law and the row or exemption that said so."""

    code: str
    amount: Money
    because: Text
    basis: str
    rule_code: str = ""

    @property
    def is_exempt(self) -> bool:
        """Whether nothing is owed."""
        return not self.amount


def assess(
    service: ServiceDefinition, fee: ServiceFee, facts: FactValues, settings: Mapping[str, Decimal]
) -> FeeRuling:
    """Say what a fee comes to; raises TableFailed when its table gives no usable answer."""
    known = {code: float(value) if isinstance(value, Decimal) else value for code, value in facts.items()}
    for one in fee.exemptions:
        if holds(one.when, known):
            return FeeRuling(fee.code, Money(0), one.title, one.basis, one.code)
    if not fee.table:
        lari = Decimal(fee.amount) if fee.amount else settings[fee.setting]
        return FeeRuling(fee.code, _money(lari), fee.text or fee.title, fee.basis)
    table = service.table(fee.table)
    if table is None:
        raise TableFailed(f"there is no table {fee.table}")
    ruling = ask_table(table, facts, settings)
    if ruling.outcome not in (DUE, EXEMPT) or (ruling.outcome == EXEMPT) == bool(ruling.amount):
        raise TableFailed(f"row {ruling.rule_code} says {ruling.outcome} and {ruling.amount}")
    return FeeRuling(fee.code, _money(ruling.amount), ruling.because, ruling.basis, ruling.rule_code)


def fees_by(
    service: ServiceDefinition, facts: FactValues, settings: Mapping[str, Decimal], outcome: str
) -> tuple[FeeRuling, ...]:
    """Say what a case that ends with this outcome costs in all; raises TableFailed."""
    due = [one for one in service.flow.payments if not one.outcomes or outcome in one.outcomes]
    fees = [fee for one in due if (fee := service.fee(one.fee))]
    return tuple(assess(service, fee, facts, settings) for fee in fees)


def payments_at(service: ServiceDefinition, moment: str, outcome: str = "") -> Iterable[StagePayment]:
    """Return what becomes due at a moment of a case; some fees only when the decision has a certain outcome."""
    for payment in service.flow.payments:
        if payment.due_at == moment and (not payment.outcomes or outcome in payment.outcomes):
            yield payment


def fees_waited_for(service: ServiceDefinition, step: str) -> tuple[str, ...]:
    """Return the fees that must be settled before a step can be taken."""
    return tuple(payment.fee for payment in service.flow.payments if step in payment.waits)


def _money(lari: Decimal) -> Money:
    try:
        return Money.of_lari(lari)
    except ValueError as error:
        raise TableFailed(str(error)) from error
