"""The desk: registering an app, showing its secret once, renewing it, switching the app off and on."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eroba.kernel.api import actions
from eroba.kernel.api.forms import AppForm
from eroba.kernel.api.models import App
from eroba.kernel.api.queries import app_by_id, apps_here
from eroba.kernel.api.rules import KEEPERS
from eroba.kernel.api.shown_once import ShownOnce
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.queries import actor_for
from eroba.kernel.registry import scopes as known_scopes
from eroba.kernel.ui.components import Answer, Column, Mark, Row, Table
from eroba.kernel.ui.dates import in_words

ACTS = {"rotate", "switch-off", "switch-on"}
SECRETS = ShownOnce("eroba.secret-of-app")


@never_cache
@role_required(*KEEPERS)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every app of this town, with its state."""
    rows = [
        Row(
            (app.name, app.run_by, str(app.get_kind_display()), _state(app)),
            _href(request, "detail", app_id=app.pk),
        )
        for app in apps_here()
    ]
    columns = (Column(_("App")), Column(_("Who runs it")), Column(_("Kind")), Column(_("State")))
    table = Table(_("Apps the town lets in"), columns, rows, keyboard=True, caption_hidden=True)
    shown = {"table": table, "has_rows": bool(rows), "new_href": _href(request, "new")}
    return render(request, "api/desk_list.html", shown)


@never_cache
@role_required(*KEEPERS)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Registers an app, and goes on to the page that shows its secret once."""
    form = AppForm(request.POST or None)
    if form.is_valid():
        try:
            made = actions.register_app(actor_for(request), **form.cleaned_data)
        except Refusal as problem:
            form.add_error(None, str(problem))
        else:
            return _shown_once(request, made)
    shown = {"form": form, "back_href": _href(request, "list")}
    return render(request, "api/desk_form.html", shown, status=422 if form.errors else 200)


@never_cache
@role_required(*KEEPERS)
@require_safe
def detail(request: HttpRequest, app_id: UUID) -> HttpResponse:
    """One app, and its new secret if there is one to be shown."""
    app = app_by_id(app_id)
    acts = {name.replace("-", "_"): _href(request, "act", app_id=app.pk, act=name) for name in ACTS}
    shown = {
        "app": app,
        "state": _state(app),
        "answers": _answers(request, app),
        "secret": SECRETS.take(request, of=app.pk),
        "acts": acts,
        "back_href": _href(request, "list"),
    }
    return render(request, "api/desk_detail.html", shown)


@never_cache
@role_required(*KEEPERS)
@require_POST
def act(request: HttpRequest, app_id: UUID, act: str) -> HttpResponse:
    """Renews the secret, switches the app off, or on again."""
    by, app = actor_for(request), app_by_id(app_id)
    if act == "rotate":
        return _shown_once(request, actions.rotate_secret(by, app=app))
    if act not in ACTS:
        raise NotFound(_("There is no such act."))
    switch = actions.switch_app_off if act == "switch-off" else actions.switch_app_on
    switch(by, app=app)
    return HttpResponseRedirect(_href(request, "detail", app_id=app.pk))


def _shown_once(request: HttpRequest, made: actions.Registered) -> HttpResponse:
    if made.secret:
        SECRETS.keep(request, made.secret, of=made.app.pk)
    return HttpResponseRedirect(_href(request, "detail", app_id=made.app.pk))


def _answers(request: HttpRequest, app: App) -> list[Answer]:
    known = known_scopes()
    town = {"municipality": request.municipality.slug}  # type: ignore[attr-defined]
    may = "; ".join(str(known[name].title) for name in app.scopes if name in known)
    lines = [
        Answer(_("Who runs it"), app.run_by),
        Answer(_("E-mail of the person responsible"), app.contact),
        Answer(_("Kind"), str(app.get_kind_display())),
        Answer(_("What it may do"), may),
        Answer(_("Client number"), app.client.client_id),
        Answer(_("Address for tokens"), request.build_absolute_uri(reverse("oauth:token", kwargs=town))),
        Answer(_("Registered"), f"{in_words(app.registered_at)}, {app.registered_by}"),
    ]
    if app.client.redirect_uris:
        lines.insert(5, Answer(_("Address people are sent back to"), app.client.redirect_uris))
    if app.secret_made_at:
        lines.append(Answer(_("Secret made"), in_words(app.secret_made_at)))
    return lines


def _state(app: App) -> Mark:
    return Mark(_("on"), "good") if app.is_on else Mark(_("switched off"), "paused")


def _href(request: HttpRequest, route: str, **named: Any) -> str:
    town = request.municipality.slug  # type: ignore[attr-defined]
    return reverse(f"apps_desk:{route}", kwargs={"municipality": town, **named})
