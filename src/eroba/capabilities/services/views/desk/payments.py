"""The bank's lists beside ours, month by month: what does not agree first, then what came in and how."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from eroba.capabilities.services import banking, fee_rules
from eroba.capabilities.services.forms.fees import MonthForm
from eroba.capabilities.services.models import Payment
from eroba.capabilities.services.queries.fees import Difference, differences_of
from eroba.capabilities.services.queries.money import listed_days, sums_of
from eroba.capabilities.services.views.desk.addresses import desk_address, staff_only
from eroba.kernel.actions import NotAllowed
from eroba.kernel.base.clock import today
from eroba.kernel.people.queries import actor_for
from eroba.kernel.ui.components import Cell, Column, Row, Table
from eroba.kernel.ui.numbers import money, number

WORDS: dict[str, str | Promise] = {
    "not_here": gettext_lazy("The bank has it, we do not"),
    "not_at_bank": gettext_lazy("We have it, the bank’s list does not"),
    "amount": gettext_lazy("The amounts differ"),
    "differs": gettext_lazy("Not accepted: the bank reported something else"),
    "surplus": gettext_lazy("Paid though nothing was owed any more: pay it back"),
}


@never_cache
@staff_only
@require_safe
def payments(request: HttpRequest) -> HttpResponse:
    """What came in during a month, and where the bank's lists and ours do not agree."""
    verdict = fee_rules.may_see_payments(actor_for(request))
    if not verdict:
        raise NotAllowed(verdict)
    form = MonthForm(request.GET or None)
    since, until = _month(form.cleaned_data["month"] if form.is_valid() else "")
    listed = listed_days(since, until)
    different = differences_of(since, until, listed)
    shown = {
        "form": form if form.is_bound else MonthForm(initial={"month": f"{since:%Y-%m}"}),
        "since": since,
        "differences": _differences(request, different) if different else None,
        "sums": _sums(since, until),
        "listed": [date_format(on, "DATE_FORMAT") for on in listed],
        "is_online": banking.is_bank_connected(),
    }
    return render(request, "services/desk/payments.html", shown, status=422 if form.errors else 200)


def _month(asked: str) -> tuple[dt.date, dt.date]:
    first = dt.date.fromisoformat(f"{asked}-01") if asked else today().replace(day=1)
    return first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def _differences(request: HttpRequest, found: list[Difference]) -> Table:
    return Table(
        caption=_("Where the bank’s lists and ours do not agree"),
        columns=[
            Column(_("Application")),
            Column(_("What is the matter")),
            Column(_("Day")),
            Column(_("Reference")),
            Column(_("With us"), numeric=True),
            Column(_("At the bank"), numeric=True),
        ],
        rows=[_row(request, one) for one in found],
    )


def _row(request: HttpRequest, one: Difference) -> Row:
    href = desk_address(request, "fee", number=one.number, code=one.fee_code) if one.number else ""
    cells: list[Cell] = [
        one.number or "–",
        str(WORDS[one.kind]),
        date_format(one.on, "DATE_FORMAT"),
        one.reference,
        money(one.ours) if one.ours else "–",
        one.theirs or "–",
    ]
    return Row(cells, href)


def _sums(since: dt.date, until: dt.date) -> Table:
    return Table(
        caption=_("What came in"),
        columns=[Column(_("How")), Column(_("Payments"), numeric=True), Column(_("Amount"), numeric=True)],
        rows=[
            Row([str(Payment.Way(way).label), number(count), money(total)])
            for way, count, total in sums_of(since, until)
        ],
    )
