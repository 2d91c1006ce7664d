"""Paying for one's own application: what is owed and why, the way to the bank and back, and the bank's notices."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from eroba.capabilities.services import actions, banking, fee_rules, rules
from eroba.capabilities.services.addresses import town_address
from eroba.capabilities.services.models import Case, Fee, Payment
from eroba.capabilities.services.ports import BankSilent
from eroba.capabilities.services.published import definition_for
from eroba.capabilities.services.queries.cases import case_by_number
from eroba.capabilities.services.queries.fees import fee_of, payment_by_reference, payments_of
from eroba.capabilities.services.views.fee_showing import shown_fee, shown_tries
from eroba.kernel.actions import Actor
from eroba.kernel.base.errors import BadInput, NotFound, Refusal
from eroba.kernel.people.doors import person_required
from eroba.kernel.people.queries import actor_for

LARGEST_NOTICE_BYTES = 16_384


@never_cache
@person_required
@require_safe
def fee(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """What is owed, why, on which law, how to pay, and each try so far."""
    by, case = _mine(request, number)
    return _page(request, by, fee_of(case, code))


@never_cache
@person_required
@require_POST
def pay(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """Begin to pay and go to the bank's page; a silent bank loses nothing."""
    by, case = _mine(request, number)
    owed = fee_of(case, code)
    if not banking.is_bank_connected():
        raise Refusal(_("One cannot pay online here yet. Pay at the counter of the town hall."))
    payment = actions.open_payment(by, fee=owed)
    payment.fee = owed
    try:
        onward = banking.way_to_bank(
            payment,
            language=(get_language() or "ka")[:2],
            return_path=town_address(request, "services:payment", number=number, reference=payment.reference),
            notice_path=town_address(request, "services:bank_notice"),
        )
    except BankSilent:
        messages.warning(
            request,
            _("The bank does not answer at the moment. Nothing was taken. Try again in a few minutes."),
        )
        return HttpResponseRedirect(town_address(request, "services:fee", number=number, code=code))
    return HttpResponseRedirect(onward)


@never_cache
@person_required
@require_safe
def payment(request: HttpRequest, number: str, reference: str) -> HttpResponse:
    """Back from the bank: ask it how the payment stands, whatever the way back says, and show that."""
    by, case = _mine(request, number)
    found = payment_by_reference(reference)
    if found.fee.case_id != case.pk:
        raise NotFound(_("There is no such payment in this application."))
    if found.state in (Payment.State.OPEN, Payment.State.GIVEN_UP) and banking.is_bank_connected():
        found = banking.ask_about(found)
    return _page(request, by, fee_of(case, found.fee.code), came_back_from=found)


@csrf_exempt
@require_POST
def bank_notice(request: HttpRequest) -> HttpResponse:
    """What the bank sends by itself: believed only with its signature, and done once however often it comes."""
    if not banking.is_bank_connected():
        raise NotFound(_("No bank is connected here."))
    if int(request.headers.get("Content-Length") or 0) > LARGEST_NOTICE_BYTES:
        raise BadInput(_("This notice is too long."))
    banking.take_notice(request.body, request.headers)
    return HttpResponse(status=204)


def _mine(request: HttpRequest, number: str) -> tuple[Actor, Case]:
    """The case, if it is one's own; anybody else's does not exist here."""
    by, case = actor_for(request), case_by_number(number)
    if not rules.is_applicant_of(by, case):
        raise NotFound(_("There is no application with this number here."))
    return by, case


def _refused_last(owed: Fee, tries: Sequence[Payment]) -> Payment | None:
    """The last try, if the bank refused it and the fee is still owed: told also to whoever comes days later."""
    last = tries[-1] if tries else None
    return last if last and owed.is_open and last.state == Payment.State.REFUSED else None


def _page(request: HttpRequest, by: Actor, owed: Fee, came_back_from: Payment | None = None) -> HttpResponse:
    case = owed.case
    number = case.matter.number
    verdict = fee_rules.may_open_payment(by, owed)
    tries = payments_of(owed)
    is_online = banking.is_bank_connected()
    shown: dict[str, Any] = {
        "case": case,
        "fee": owed,
        "said": definition_for(case),
        "shown": shown_fee(owed),
        "tries": shown_tries(tries),
        "told": came_back_from or _refused_last(owed, tries),
        "may_pay": bool(verdict) and is_online,
        "is_online": is_online,
        "pay_href": town_address(request, "services:pay", number=number, code=owed.code),
        "back_href": town_address(request, "services:application", number=number),
    }
    response = render(request, "services/fee.html", shown)
    if shown["may_pay"]:
        # the form leads to the bank: browsers look at where a form ends up
        response._csp_update = {"form-action": [banking.bank_origin()]}  # type: ignore[attr-defined]
    return response
