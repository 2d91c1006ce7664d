"""A person decides about a private register of a town: agrees, declines, takes it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from eroba.capabilities.registers import actions
from eroba.capabilities.registers.consent import choices_of
from eroba.capabilities.registers.known_registers import known_registers
from eroba.capabilities.registers.pages import CONSENT_WORDS
from eroba.kernel.base.errors import NotFound
from eroba.kernel.people.doors import person_required, safe_next
from eroba.kernel.people.models import Person
from eroba.kernel.people.queries import actor_for


@never_cache
@person_required
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest) -> HttpResponse:
    """Shows whose register it is, what would be asked and why, and takes the person's word."""
    asked = request.POST or request.GET
    by, code = actor_for(request), asked.get("register", "")
    person = Person.objects.get(pk=by.person_id)
    choice = next((one for one in choices_of(person, [code])), None)
    if choice is None:
        raise NotFound(_("There is no such private register."))
    if request.method == "POST":
        return _said(request, person, code)
    words, kind = CONSENT_WORDS[choice.said]
    known = known_registers()[code]
    shown = {
        "choice": choice,
        "state": words,
        "kind": kind,
        "fields": [known.field_words(name) for name in known.field_names],
        "paper": known.paper,
        "next": request.GET.get("next", ""),
    }
    return render(request, "registers/consent.html", shown)


def _said(request: HttpRequest, person: Person, code: str) -> HttpResponse:
    if request.POST.get("said") == "agree":
        actions.agree_to_register(actor_for(request), person=person, register=code)
        messages.success(request, _("Thank you. We may ask this register about you until you take it back."))
    else:
        actions.decline_register(actor_for(request), person=person, register=code)
        messages.success(request, _("We ask this register nothing about you from now on."))
    return redirect(safe_next(request, f"{request.path}?register={code}"))
