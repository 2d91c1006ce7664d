"""Money at the desk: what a case owes, taken, let go or paid back; and the bank's lists beside ours."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from eroba.capabilities.services import actions, fee_rules
from eroba.capabilities.services.forms.fees import CounterForm, RefundForm, WaiveForm
from eroba.capabilities.services.models import Fee, Payment
from eroba.capabilities.services.queries.case_file import CaseFile, case_file
from eroba.capabilities.services.queries.fees import fee_of, payments_of
from eroba.capabilities.services.views.desk.addresses import desk_address, staff_only
from eroba.capabilities.services.views.desk.noting import note_look
from eroba.capabilities.services.views.fee_showing import shown_fee, shown_tries
from eroba.kernel.actions import Actor
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.people.queries import actor_for

FORMS: dict[str, type[forms.Form]] = {"counter": CounterForm, "waive": WaiveForm, "refund": RefundForm}


def fees_at_desk(request: HttpRequest, file: CaseFile) -> dict[str, Any]:
    """Whether the case owes anything, and the page of each fee; read together with the case."""
    number = file.case.matter.number
    if not getattr(file.case, "has_fees", False):
        return {"fees": []}
    links = [
        (str(one.title), desk_address(request, "fee", number=number, code=one.code))
        for one in file.service.fees
    ]
    return {"fees": links, "is_owed": getattr(file.case, "has_due_fees", False)}


@never_cache
@staff_only
@require_safe
def fee(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """One fee: what, why, each payment, and what this official may do about it."""
    by, case = actor_for(request), case_file(number).case
    note_look(by, case)
    return _page(request, by, fee_of(case, code), {})


@never_cache
@staff_only
@require_POST
def act(request: HttpRequest, number: str, code: str, act: str) -> HttpResponse:
    """Take money, let it go, or send it back; a refusal brings the page back with what was typed."""
    kind = FORMS.get(act)
    if kind is None:
        raise NotFound(_("There is no such step."))
    by, case = actor_for(request), case_file(number).case
    owed, form = fee_of(case, code), kind(request.POST)
    if not form.is_valid():
        return _page(request, by, owed, {act: form}, status=422)
    try:
        said = _done(by, owed, act, form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return _page(request, by, fee_of(case, code), {act: form}, status=refusal.status)
    messages.success(request, said)
    return HttpResponseRedirect(desk_address(request, "fee", number=number, code=code))


def _done(by: Actor, owed: Fee, act: str, said: dict[str, Any]) -> str:
    if act == "counter":
        actions.pay_at_counter(by, fee=owed, way=said["way"], receipt=said["receipt"])
        return _("The payment is written down. The applicant gets the receipt.")
    if act == "waive":
        actions.waive_fee(by, fee=owed, reason=said["reason"])
        return _("The payment is let go. The applicant reads your reason.")
    actions.ask_refund(by, payment=_payment(owed, said["payment"]), reason=said["reason"])
    return _("The money goes back. The applicant is told when it is done.")


def _payment(owed: Fee, key: UUID) -> Payment:
    found = next((one for one in payments_of(owed) if one.pk == key), None)
    if found is None:
        raise NotFound(_("There is no such payment in this application."))
    return found


def _page(
    request: HttpRequest, by: Actor, owed: Fee, typed: dict[str, forms.Form], status: int = 200
) -> HttpResponse:
    case, paid = owed.case, payments_of(owed)
    number = case.matter.number

    def href(act: str) -> str:
        return desk_address(request, "fee-act", number=number, code=owed.code, act=act)

    back = [one for one in paid if fee_rules.may_ask_refund(by, one)]
    shown = {
        "case": case,
        "shown": shown_fee(owed),
        "tries": shown_tries(paid),
        "counter": _form("counter", typed) if fee_rules.may_take_at_counter(by, owed) else None,
        "waive": _form("waive", typed) if fee_rules.may_waive_fee(by, owed) else None,
        "refunds": [(one, _form("refund", typed, payment=one.pk)) for one in back],
        "hrefs": {act: href(act) for act in FORMS},
        "form": next(iter(typed.values()), None),
        "back_href": desk_address(request, "case", number=number),
    }
    return render(request, "services/desk/fee.html", shown, status=status)


def _form(act: str, typed: dict[str, forms.Form], **initial: object) -> forms.Form:
    return typed.get(act) or FORMS[act](initial=initial, auto_id=f"{act}_%s")
