"""The desk: where apps are told what happened, how that goes, and what can be done about it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eroba.kernel.api.queries import apps_here
from eroba.kernel.api.shown_once import ShownOnce
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.queries import actor_for
from eroba.kernel.ui.components import Answer, Column, Row, Table
from eroba.kernel.ui.dates import in_words
from eroba.kernel.webhooks import actions
from eroba.kernel.webhooks.forms import AgainForm, WebhookForm
from eroba.kernel.webhooks.models import Webhook
from eroba.kernel.webhooks.presentation import calls_table, rooms_in_words, state_of
from eroba.kernel.webhooks.queries import calls_of, webhook_by_id, webhooks_here
from eroba.kernel.webhooks.rules import KEEPERS

SECRETS = ShownOnce("eroba.secret-of-webhook-shown")
PER_PAGE = 25


@never_cache
@role_required(*KEEPERS)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every address at which an app of this town is told what happens."""
    rows = [
        Row(
            (one.app.name, one.address, state_of(one), one.waiting_count),  # type: ignore[attr-defined]
            _href(request, "detail", webhook_id=one.pk),
        )
        for one in webhooks_here()
    ]
    columns = (
        Column(_("App")),
        Column(_("Address")),
        Column(_("State")),
        Column(_("Still to be told"), numeric=True),
    )
    table = Table(_("Webhooks"), columns, rows, keyboard=True, caption_hidden=True)
    town = request.municipality.slug  # type: ignore[attr-defined]
    shown = {
        "table": table,
        "has_rows": bool(rows),
        "has_apps": apps_here().exists(),
        "new_href": _href(request, "new"),
        "apps_href": reverse("apps_desk:list", kwargs={"municipality": town}),
    }
    return render(request, "webhooks/list.html", shown)


@never_cache
@role_required(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Lets an app be told, and goes on to the page that shows the secret once."""
    form = WebhookForm(request.POST or None)
    if form.is_valid():
        try:
            made = actions.make_webhook(actor_for(request), **form.cleaned_data)
        except Refusal as problem:
            form.add_error(None, str(problem))
        else:
            return _shown_once(request, made)
    shown = {"form": form, "back_href": _href(request, "list")}
    return render(request, "webhooks/form.html", shown, status=422 if form.errors else 200)


@never_cache
@role_required(*KEEPERS)
@require_safe
def detail(request: HttpRequest, webhook_id: UUID) -> HttpResponse:
    """One webhook: how it goes, its latest calls, and its new secret if there is one to be shown."""
    webhook = webhook_by_id(webhook_id)
    page = Paginator(calls_of(webhook), PER_PAGE).get_page(request.GET.get("page"))
    shown = {
        "webhook": webhook,
        "state": state_of(webhook),
        "answers": _answers(webhook),
        "secret": SECRETS.take(request, of=webhook.pk),
        "page": page,
        "table": calls_table(page.object_list),
        "acts": {
            name.replace("-", "_"): _href(request, "act", webhook_id=webhook.pk, act=name) for name in ACTS
        },
        "again_href": _href(request, "again", webhook_id=webhook.pk),
        "back_href": _href(request, "list"),
    }
    return render(request, "webhooks/detail.html", shown)


@never_cache
@role_required(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, webhook_id: UUID) -> HttpResponse:
    """Tells the app once more what it was told since a moment."""
    webhook = webhook_by_id(webhook_id)
    form = AgainForm(request.POST or None)
    if form.is_valid():
        try:
            count = actions.tell_again(actor_for(request), webhook=webhook, since=form.since())
        except Refusal as problem:
            form.add_error("hours", str(problem))
        else:
            said = ngettext("%(count)d call is sent again.", "%(count)d calls are sent again.", count)
            messages.success(request, said % {"count": count})
            return HttpResponseRedirect(_href(request, "detail", webhook_id=webhook.pk))
    shown = {"form": form, "webhook": webhook}
    shown["back_href"] = _href(request, "detail", webhook_id=webhook.pk)
    return render(request, "webhooks/again.html", shown, status=422 if form.errors else 200)


@never_cache
@role_required(*KEEPERS)
@require_POST
def act(request: HttpRequest, webhook_id: UUID, act: str) -> HttpResponse:
    """Tries it, changes the secret, switches off or on, or takes the webhook away."""
    by, webhook = actor_for(request), webhook_by_id(webhook_id)
    if act == "change-secret":
        return _shown_once(request, actions.change_secret(by, webhook=webhook))
    if act not in ACTS:
        raise NotFound(_("There is no such act."))
    ACTS[act](by, webhook=webhook)
    if act == "remove":
        messages.success(request, _("The app is no longer told at this address."))
        return HttpResponseRedirect(_href(request, "list"))
    if act == "try":
        messages.success(request, _("A trial is on its way. Load this page again in a moment to see it."))
    return HttpResponseRedirect(_href(request, "detail", webhook_id=webhook.pk))


ACTS: dict[str, Any] = {
    "try": actions.try_webhook,
    "change-secret": actions.change_secret,
    "switch-off": actions.switch_webhook_off,
    "switch-on": actions.switch_webhook_on,
    "remove": actions.remove_webhook,
}


def _answers(webhook: Webhook) -> list[Answer]:
    lines = [
        Answer(_("App"), webhook.app.name),
        Answer(_("Address"), webhook.address),
        Answer(_("Of what it is told"), rooms_in_words(webhook)),
        Answer(_("Set up"), f"{in_words(webhook.made_at)}, {webhook.made_by}"),
        Answer(_("Told so far"), str(webhook.last_number)),
    ]
    if webhook.silent_since:
        lines.append(
            Answer(_("Takes nothing since"), f"{in_words(webhook.silent_since)} ({webhook.silent_because})")
        )
    if webhook.off_because:
        lines.append(Answer(_("Switched off because"), webhook.off_because))
    if webhook.off_by:
        lines.append(Answer(_("Switched off by"), str(webhook.get_off_by_display())))
    return lines


def _shown_once(request: HttpRequest, made: actions.Made) -> HttpResponse:
    SECRETS.keep(request, made.secret, of=made.webhook.pk)
    return HttpResponseRedirect(_href(request, "detail", webhook_id=made.webhook.pk))


def _href(request: HttpRequest, route: str, **named: Any) -> str:
    town = request.municipality.slug  # type: ignore[attr-defined]
    return reverse(f"webhooks:{route}", kwargs={"municipality": town, **named})
