"""Puts fees and payments into words, the same for the applicant and for the desk."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.facts import Words
from eroba.capabilities.services.models import Fee, Payment
from eroba.capabilities.services.published import cited, definition_for
from eroba.capabilities.services.queries.catalogue import OfferedService
from eroba.kernel.matters.queries import TimelineEntry
from eroba.kernel.ui.numbers import money

STATE_KINDS = {
    Fee.State.DUE: "attention",
    Fee.State.PAID: "good",
    Fee.State.EXEMPT: "quiet",
    Fee.State.WAIVED: "quiet",
    Fee.State.DROPPED: "quiet",
    Fee.State.REFUND_ASKED: "progress",
    Fee.State.REFUNDED: "quiet",
}
TOLD_STATES = {
    "fee.raised": Fee.State.DUE,
    "fee.exempt": Fee.State.EXEMPT,
    "fee.paid": Fee.State.PAID,
    "fee.waived": Fee.State.WAIVED,
    "fee.dropped": Fee.State.DROPPED,
}
"""What a fee became by what the timeline tells of it, while nothing goes back."""
TRY_KINDS = {
    Payment.State.OPEN: "progress",
    Payment.State.PAID: "good",
    Payment.State.REFUSED: "late",
    Payment.State.DIFFERS: "late",
    Payment.State.GIVEN_UP: "quiet",
}


@dataclass(frozen=True)
class ShownFee:
    """One fee in words: what for, how much, how it stands, why, and whether its law was checked."""

    code: str
    title: str
    amount: str
    state: str | Promise
    kind: str
    because: str
    basis: str
    is_verified: bool
    rule_code: str
    note: str
    is_open: bool
    is_exempt: bool
    holds_up: tuple[str, ...]
    href: str = ""

    @property
    def price(self) -> str:
        """What is paid, for a heading: the amount, or in words that it is nothing."""
        return str(self.state) if self.is_exempt else self.amount


@dataclass(frozen=True)
class ShownTry:
    """One try to pay, in words."""

    payment: Payment
    state: str | Promise
    kind: str
    way: str | Promise
    at: str
    amount: str
    said: str
    refund: str | Promise
    refund_reason: str


@dataclass(frozen=True)
class OfferedFee:
    """A fee as the public page of a service tells it, before anybody applied."""

    title: str
    amount: str
    basis: str
    is_verified: bool
    exemptions: tuple[str, ...]


def offered_fees(offered: OfferedService) -> list[OfferedFee]:
    """What a service costs in this town, with the town's own amounts; what a table says is told by its text."""
    said = offered.definition
    values = offered.service.settings_over(said.setting_values()) if said.fees else {}
    found = []
    for fee in said.fees:
        law = said.law(fee.basis)
        lari = fee.amount or (values[fee.setting] if fee.setting else "")
        found.append(
            OfferedFee(
                title=str(fee.title),
                amount=money(lari) if lari else "",
                basis=str(cited(said, fee.basis)),
                is_verified=bool(law and law.verified),
                exemptions=tuple(str(one.title) for one in fee.exemptions),
            )
        )
    return found


def shown_fee(fee: Fee, href: str = "") -> ShownFee:
    """Put a fee into words."""
    service = definition_for(fee.case)
    said = service.fee(fee.code)
    law = service.law(said.basis) if said else None
    payment = next((one for one in service.flow.payments if one.fee == fee.code), None)
    waits = {way.code: str(way.title) for stage in service.flow.stages for way in stage.transitions}
    return ShownFee(
        code=fee.code,
        title=str(said.title) if said else fee.code,
        amount=money(fee.money),
        state=Fee.State(fee.state).label,
        kind=STATE_KINDS[Fee.State(fee.state)],
        because=fee.because,
        basis=fee.basis,
        is_verified=bool(law and law.verified),
        rule_code=fee.rule_code,
        note=fee.note,
        is_open=fee.is_open,
        is_exempt=fee.state == Fee.State.EXEMPT,
        holds_up=tuple(waits[step] for step in payment.waits if step in waits) if payment else (),
        href=href,
    )


def settled_fee(title: Words, happened: Sequence[TimelineEntry]) -> tuple[str, str]:
    """How a fee ended, in words and as a mark, read from the timeline that is there anyway; empty if it never arose."""
    told = [one for one in happened if one.name in TOLD_STATES and one.said.get("title") == title]
    if not told:
        return "", ""
    state = TOLD_STATES[max(told, key=lambda one: one.at).name]
    return str(state.label), STATE_KINDS[state]


def shown_tries(payments: Sequence[Payment]) -> list[ShownTry]:
    """Put each try to pay into words, the latest first."""
    return [_shown_try(one) for one in reversed(payments)]


def _shown_try(payment: Payment) -> ShownTry:
    refund = getattr(payment, "refund", None)
    at = localtime(payment.answered_at or payment.opened_at)
    state: str | Promise = Payment.State(payment.state).label
    if payment.is_surplus:
        state = _("paid, though nothing was owed any more")
    return ShownTry(
        payment=payment,
        state=state,
        kind=TRY_KINDS[Payment.State(payment.state)],
        way=Payment.Way(payment.way).label,
        at=date_format(at, "DATETIME_FORMAT"),
        amount=money(payment.money),
        said=payment.said if payment.problem else "",
        refund=type(refund).State(refund.state).label if refund else "",
        refund_reason=str(refund.reason(payment.fee.case)) if refund else "",
    )
