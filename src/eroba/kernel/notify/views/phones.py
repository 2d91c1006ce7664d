"""Confirming a phone: a code is sent, and typed. Each town answers for its own number of a person."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from eroba.kernel.base.errors import Refusal
from eroba.kernel.notify import actions
from eroba.kernel.notify.forms import PhoneCodeForm
from eroba.kernel.notify.phones import mobile_number
from eroba.kernel.notify.queries.phones import is_confirmed, waiting_check
from eroba.kernel.people.doors import sign_in_required
from eroba.kernel.people.models import Account, Person
from eroba.kernel.people.queries import actor_here, person_of, towns_of
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope


@dataclass(frozen=True)
class PhoneInTown:
    """The number one town has of a person, and whether it was confirmed; empty where no message reaches it."""

    town: Municipality
    number: str
    is_confirmed: bool


def phone_in(account: Account, town: Municipality) -> PhoneInTown | None:
    """The number a town has of somebody; none where nobody knows who they are."""
    with scope(town):
        person = person_of(account)
        number = mobile_number(person.phone) if person else ""
        return PhoneInTown(town, number, bool(number) and is_confirmed(person, number)) if person else None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def phone(request: HttpRequest, town: str) -> HttpResponse:
    """Has a code sent to one's phone, and takes it."""
    municipality = next((each for each in towns_of(request.user) if each.slug == town), None)
    if municipality is None:
        raise Http404("the account is nobody in that town")
    with scope(municipality):
        person = person_of(request.user)
        if person is None:
            raise Http404("the account is no person in that town")
        return _page(request, municipality, person)


def _page(request: HttpRequest, town: Municipality, person: Person) -> HttpResponse:
    number, trouble = mobile_number(person.phone), ""
    form = PhoneCodeForm(request.POST if "code" in request.POST else None)
    try:
        if request.POST.get("act") == "send":
            actions.ask_phone_check(actor_here(request), person=person)
            messages.success(request, _("The code is on its way."))
            return redirect("notices:phone", town=town.slug)
        if form.is_valid():
            if actions.confirm_phone(actor_here(request), person=person, code=form.cleaned_data["code"]):
                messages.success(request, _("The number is confirmed. Text messages reach you now."))
                return redirect("notices:wishes")
            form.add_error("code", _("This is not the code we sent. Look at the newest text message."))
    except Refusal as refused:
        trouble = str(refused)
    shown = {
        "form": form,
        "town": town,
        "number": number,
        "trouble": trouble,
        "is_confirmed": bool(number) and is_confirmed(person, number),
        "is_waiting": bool(number) and waiting_check(person, number) is not None,
    }
    status = 422 if trouble or form.errors else 200
    return render(request, "notify/phone.html", shown, status=status)
