"""Reading what cases owe, which payments wait for the bank, and where the bank's lists and ours differ."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.models import Case, Fee, Payment, Refund, StatementLine
from eroba.capabilities.services.published import definition_for
from eroba.capabilities.services.queries.money import listed_days
from eroba.kernel.base.clock import TBILISI, now
from eroba.kernel.base.errors import NotFound
from eroba.kernel.base.money import LARI

AT_ONCE = 10
BELONGS_TO_CASE = "fee__case__matter"
_NO_FEE = _("There is no such payment in this application.")
_NO_PAYMENT = _("There is no payment with this reference here.")


def fees_of(case: Case) -> list[Fee]:
    """Everything a case owes or owed; asks for nothing where the service has no fees."""
    if not definition_for(case).fees:
        return []
    found = list(case.fees.all())
    for fee in found:
        fee.case = case
    return found


def fee_of(case: Case, code: str) -> Fee:
    """One fee of a case; raises NotFound."""
    fee = case.fees.filter(code=code).first()
    if fee is None:
        raise NotFound(_NO_FEE)
    fee.case = case
    return fee


def clocks_held_by_fees(case: Case) -> set[str]:
    """Which deadlines of a case stand still because something is not paid."""
    payments = [one for one in definition_for(case).flow.payments if one.stops_clocks]
    if not payments:
        return set()
    due = set(case.fees.filter(state=Fee.State.DUE).values_list("code", flat=True))
    return {code for one in payments if one.fee in due for code in one.stops_clocks}


def payments_of(fee: Fee) -> list[Payment]:
    """Each try to pay a fee, with what was paid back."""
    found = list(fee.payments.select_related("refund"))
    for payment in found:
        payment.fee = fee
    return found


def payment_by_reference(reference: str) -> Payment:
    """A payment at the bank by our reference, in this town only; raises NotFound."""
    found = Payment.objects.select_related(BELONGS_TO_CASE).filter(
        way=Payment.Way.BANK, reference=reference[:40]
    )
    payment = found.first()
    if payment is None:
        raise NotFound(_NO_PAYMENT)
    return payment


def payments_to_ask_about() -> QuerySet[Payment]:
    """Payments whose turn has come: the bank is asked how they stand."""
    waiting = Payment.objects.filter(state=Payment.State.OPEN, next_at__lte=now())
    return waiting.select_related(BELONGS_TO_CASE).order_by("next_at", "id")[:AT_ONCE]


def refunds_to_ask_about() -> QuerySet[Refund]:
    """Refunds whose turn has come."""
    waiting = Refund.objects.filter(state=Refund.State.ASKED, next_at__lte=now())
    return waiting.select_related("payment__fee__case__matter").order_by("next_at", "id")[:AT_ONCE]


@dataclass(frozen=True)
class Difference:
    """One thing that does not agree: what we have, what the bank has, and the case it is about, if we know it."""

    kind: str
    on: dt.date
    reference: str
    ours: str = ""
    theirs: str = ""
    number: str = ""
    fee_code: str = ""


def differences_of(
    since: dt.date, until: dt.date, listed: Collection[dt.date] | None = None
) -> list[Difference]:
    """Everything of these days in which the bank's lists and ours do not agree, the latest first.

    Payments of a day are compared only once the bank's list of that day has come; `listed` are these days, for
    a page that has read them already.
    """
    lines = list(
        StatementLine.objects.filter(statement__on__gte=since, statement__on__lte=until).select_related(
            "statement"
        )
    )
    days = set(listed_days(since, until) if listed is None else listed)
    answered = list(_answered_between(since, until))
    ours = [one for one in answered if one.state == Payment.State.PAID]
    found = [*_missing_or_other(lines, ours), *_not_at_the_bank(lines, ours, days)]
    found += [_of(one, "surplus") for one in ours if one.is_surplus and not _is_back(one)]
    found += [_of(one, "differs") for one in answered if one.state == Payment.State.DIFFERS]
    return sorted(found, key=lambda one: (one.on, one.reference), reverse=True)


def _answered_between(since: dt.date, until: dt.date) -> QuerySet[Payment]:
    """What the bank reported in these days: what was paid through it, and what was not accepted."""
    first = dt.datetime.combine(since, dt.time(), TBILISI)
    last = dt.datetime.combine(until + dt.timedelta(days=1), dt.time(), TBILISI)
    paid = Q(way=Payment.Way.BANK, state=Payment.State.PAID)
    reported = Payment.objects.filter(
        paid | Q(state=Payment.State.DIFFERS), answered_at__gte=first, answered_at__lt=last
    )
    return reported.select_related(BELONGS_TO_CASE, "refund")


def _missing_or_other(lines: Sequence[StatementLine], ours: Sequence[Payment]) -> list[Difference]:
    """Lines of the bank that we do not have, or have with another amount."""
    by_reference = {payment.bank_reference: payment for payment in ours}
    wanted = [line.bank_reference for line in lines if line.bank_reference not in by_reference]
    elsewhere = Payment.objects.filter(bank_reference__in=wanted).select_related(BELONGS_TO_CASE)
    by_reference |= {
        payment.bank_reference: payment for payment in elsewhere if payment.state == Payment.State.PAID
    }
    said = [line.reference for line in lines if line.reference]
    differs = Payment.objects.filter(state=Payment.State.DIFFERS, reference__in=said)
    refused = set(differs.values_list("reference", flat=True))
    reported = {line.bank_reference for line in lines if line.reference in refused}
    found = []
    for line in lines:
        if line.kind != StatementLine.Kind.PAID:
            continue
        payment = by_reference.get(line.bank_reference)
        if payment is None and line.bank_reference in reported:
            continue  # said already, as a payment that was not accepted
        if payment is None:
            found.append(
                Difference(
                    "not_here", line.statement.on, line.reference or line.bank_reference, "", line.said
                )
            )
        elif payment.amount_tetri != line.amount_tetri or line.currency != LARI:
            found.append(_of(payment, "amount", theirs=line.said))
    return found


def _not_at_the_bank(
    lines: Sequence[StatementLine], ours: Sequence[Payment], listed: set[dt.date]
) -> list[Difference]:
    known = {line.bank_reference for line in lines if line.kind == StatementLine.Kind.PAID}
    return [
        _of(payment, "not_at_bank")
        for payment in ours
        if payment.bank_reference not in known and _day(payment) in listed
    ]


def _of(payment: Payment, kind: str, theirs: str = "") -> Difference:
    return Difference(
        kind,
        _day(payment),
        payment.reference,
        str(payment.money),
        theirs or payment.said,
        payment.fee.case.matter.number,
        payment.fee.code,
    )


def _is_back(payment: Payment) -> bool:
    refund = getattr(payment, "refund", None)
    return refund is not None and refund.state == Refund.State.DONE


def _day(payment: Payment) -> dt.date:
    return (payment.answered_at or payment.opened_at).astimezone(TBILISI).date()
