"""Where a head of unit says how the town presents itself: contact, colour, crest, languages, offers, settlements."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eroba.capabilities.portal import actions
from eroba.capabilities.portal.crest import drawn_small
from eroba.capabilities.portal.forms import CrestForm, LookForm, SettlementForm
from eroba.capabilities.portal.queries import KnownSettlements, known_settlements
from eroba.kernel.base.errors import BadInput, NotFound
from eroba.kernel.base.text import is_georgian, latin_name
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.queries import actor_for
from eroba.kernel.registry import capabilities
from eroba.kernel.tenancy.models import Municipality, Settlement
from eroba.kernel.tenancy.offered import is_offered_by
from eroba.kernel.ui.components import Column, Row, Table

for_heads = role_required("head")


def _town(request: HttpRequest) -> Municipality:
    return request.municipality  # type: ignore[attr-defined, no-any-return]


def _go(request: HttpRequest, route: str, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(f"town_desk:{route}", municipality=_town(request).slug)


@for_heads
@require_safe
def town(request: HttpRequest) -> HttpResponse:
    """How the town presents itself now, and what it offers."""
    here = _town(request)
    offers = [(one, is_offered_by(here, one)) for one in capabilities() if one.is_switchable]
    shown = {"offers": offers, "known": known_settlements(here), "form": CrestForm()}
    return render(request, "portal/desk/town.html", shown)


@for_heads
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """Change address, telephone, colour and languages."""
    form = LookForm.about(_town(request), request.POST or None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "portal/desk/look.html", {"form": form}, status=status)
    typed = form.cleaned_data | {"languages": tuple(form.cleaned_data["languages"])}
    actions.describe_town(actor_for(request), description=actions.Description(**typed))
    return _go(request, "town", _("The pages of the town say so from now on."))


@for_heads
@require_POST
def crest(request: HttpRequest) -> HttpResponse:
    """Show another crest, or the drawn letter again."""
    by = actor_for(request)
    if "remove" in request.POST:
        actions.change_crest(by, picture=None)
        return _go(request, "town", _("The drawn crest is shown again."))
    form = CrestForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.change_crest(by, picture=drawn_small(form.cleaned_data["picture"]))
            return _go(request, "town", _("The new crest is shown."))
        except BadInput as refusal:
            form.add_error("picture", str(refusal.message))
    here = _town(request)
    offers = [(one, is_offered_by(here, one)) for one in capabilities() if one.is_switchable]
    shown = {"offers": offers, "known": known_settlements(here), "form": form}
    return render(request, "portal/desk/town.html", shown, status=422)


@for_heads
@require_POST
def switch(request: HttpRequest, name: str) -> HttpResponse:
    """Offer something on the town's pages, or no longer."""
    capability = next((one for one in capabilities() if one.name == name), None)
    if capability is None:
        raise NotFound(_("There is nothing of this name to switch on or off."))
    is_on = request.POST.get("on") == "yes"
    actions.switch_capability(actor_for(request), capability=capability, is_on=is_on)
    said = _("The town offers “%(title)s” again.") if is_on else _("The town no longer offers “%(title)s”.")
    return _go(request, "town", said % {"title": capability.title})


@for_heads
@require_safe
def settlements(request: HttpRequest) -> HttpResponse:
    """The settlements of the town, with the way to add one."""
    known = known_settlements(_town(request))
    return render(request, "portal/desk/settlements.html", {"known": known, "table": _table(request, known)})


def _table(request: HttpRequest, known: KnownSettlements) -> Table:
    rows = [
        Row((one.name_ka, one.name_en, one.get_kind_display()), href=f"{request.path}{one.pk}/")
        for one in known.settlements
    ]
    columns = (
        Column(pgettext("name", "Georgian")),
        Column(pgettext("name", "English")),
        Column(_("What it is")),
    )
    return Table(_("Settlements"), columns, rows, keyboard=True, caption_hidden=True)


@for_heads
@require_http_methods(["GET", "HEAD", "POST"])
def settlement(request: HttpRequest, settlement_id: UUID | None = None) -> HttpResponse:
    """Add a settlement, or mend the name of one."""
    found = Settlement.objects.filter(pk=settlement_id).first() if settlement_id else None
    if settlement_id and found is None:
        raise NotFound(_("There is no such settlement in this town."))
    form = SettlementForm(request.POST or None, initial=_named(found))
    if form.is_valid():
        typed = form.cleaned_data
        typed["name_en"] = typed["name_en"] or latin_name(typed["name_ka"])
        try:
            if not is_georgian(typed["name_ka"]):
                raise BadInput(_("Write the Georgian name in Georgian letters."))
            actions.name_settlement(actor_for(request), settlement_id=settlement_id, **typed)
            return _go(request, "settlements", _("It stands on the list now."))
        except BadInput as refusal:
            form.add_error("name_ka", str(refusal.message))
    shown = {"form": form, "settlement": found}
    return render(request, "portal/desk/settlement.html", shown, status=422 if form.is_bound else 200)


def _named(found: Settlement | None) -> dict[str, str]:
    if found is None:
        return {"kind": Settlement.Kind.VILLAGE}
    return {"kind": found.kind, "name_ka": found.name_ka, "name_en": found.name_en}
