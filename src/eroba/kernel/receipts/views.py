"""The page of a receipt: that it came in, and when. It leads on by itself as soon as something has become of it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from eroba.kernel.base.errors import NotFound
from eroba.kernel.people.doors import person_required
from eroba.kernel.people.queries import actor_for
from eroba.kernel.receipts.models import Receipt
from eroba.kernel.receipts.queries import became, receipt_with
from eroba.kernel.receipts.rules import may_read_receipt
from eroba.kernel.registry.shelf import receivings

#: As a header, not in the page: it works without a script, and nothing of the page depends on it.
SECONDS_UNTIL_NEXT_LOOK = 2


@never_cache
@person_required
@require_safe
def show(request: HttpRequest, key: UUID) -> HttpResponse:
    """One's own receipt; once it is opened, what became of it."""
    receipt = receipt_with(key)
    if receipt is None or not may_read_receipt(actor_for(request), receipt):
        raise NotFound(_("There is no receipt with this number here."))
    town, urlconf = request.municipality, getattr(request, "urlconf", None)  # type: ignore[attr-defined]
    if receipt.is_opened:
        named = {"municipality": town.slug, "number": became(receipt).number}
        return HttpResponseRedirect(reverse(receivings()[receipt.kind].route, kwargs=named, urlconf=urlconf))
    is_waiting = receipt.state == Receipt.State.WAITING
    shown = {"receipt": receipt, "is_waiting": is_waiting, "here": request.path}
    response = render(request, "receipts/show.html", shown)
    if is_waiting:
        response["Refresh"] = str(SECONDS_UNTIL_NEXT_LOOK)
    return response
