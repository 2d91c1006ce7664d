"""The desk's pages about what did not arrive: the list, one of them, and what can be done with it."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.queries import actor_for
from eroba.kernel.ui.components import Figure
from eroba.kernel.undelivered import actions, rules
from eroba.kernel.undelivered.forms import FilterForm, GiveUpForm
from eroba.kernel.undelivered.presentation import facts_about, status_of, table_of
from eroba.kernel.undelivered.queries import (
    Kind,
    Standing,
    counts_by_standing,
    delivery_with,
    kinds_undelivered,
    matters_of,
    undelivered,
)
from eroba.kernel.undelivered.wording import happened, happening, room_title, why

PER_PAGE = 25
seen_by_those_who_may = role_required(*rules.MAY_SEE)


def href_of(request: HttpRequest, route: str, **named: Any) -> str:
    """An address of this room in the town of the request."""
    town = request.municipality.slug  # type: ignore[attr-defined]
    return reverse(f"undelivered:{route}", kwargs={"municipality": town, **named})


@never_cache
@seen_by_those_who_may
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """What did not arrive, what needs somebody first; the filter lives in the address."""
    kinds = kinds_undelivered()
    form = FilterForm(request.GET or None, kinds=[(_key(kind), _words(kind)) for kind in kinds])
    asked = form.cleaned_data if form.is_valid() else {}
    kind = next((each for each in kinds if asked.get("kind") == _key(each)), None)
    found = undelivered(
        standing=asked.get("standing", ""),
        listener=kind.listener if kind else "",
        fact_name=kind.fact_name if kind else "",
        number=asked.get("number", ""),
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    matters = matters_of(page.object_list)
    context = {
        "form": form,
        "page": page,
        "figures": _figures(),
        "table": table_of(page, matters, lambda delivery: href_of(request, "detail", key=delivery.pk)),
        "is_narrow": any(asked.values()) or bool(form.errors),
        "kind": kind,
        "kind_words": _words(kind) if kind else "",
        "may_act": bool(rules.may_try_all_again(actor_for(request))),
        "again_href": href_of(request, "again_all"),
        "list_href": href_of(request, "list"),
    }
    return render(request, "undelivered/list.html", context)


@never_cache
@seen_by_those_who_may
@require_safe
def detail(request: HttpRequest, key: UUID) -> HttpResponse:
    """One thing that did not arrive: why, how often it was tried, and what can be done."""
    by, delivery = actor_for(request), _found_or_refuse(key)
    matter = matters_of([delivery]).get(delivery.fact.matter_id) if delivery.fact.matter_id else None
    town = request.municipality.slug  # type: ignore[attr-defined]
    thread = {"municipality": town, "number": matter.number} if matter else {}
    context = {
        "delivery": delivery,
        "what": happened(delivery.fact),
        "status": status_of(delivery),
        "why": why(delivery.last_problem),
        "answers": facts_about(delivery, matter),
        "thread_href": reverse("matters:thread", kwargs=thread) if matter else "",
        "number": matter.number if matter else "",
        "list_href": href_of(request, "list"),
        "again_href": href_of(request, "again", key=key) if rules.may_try_again(by, delivery) else "",
        "give_up_href": href_of(request, "give_up", key=key) if rules.may_give_up(by, delivery) else "",
    }
    return render(request, "undelivered/detail.html", context)


@never_cache
@seen_by_those_who_may
@require_POST
def again(request: HttpRequest, key: UUID) -> HttpResponse:
    """Let one be tried at once."""
    delivery = _found_or_refuse(key)
    actions.try_again(actor_for(request), delivery=delivery)
    messages.success(request, _("It is being tried now. If it fails again, it is tried for days more."))
    return redirect(href_of(request, "detail", key=key))


@never_cache
@seen_by_those_who_may
@require_POST
def again_all(request: HttpRequest) -> HttpResponse:
    """Let all of one kind be tried at once."""
    listener, _space, fact_name = request.POST.get("kind", "").partition(" ")
    count = actions.try_all_again(actor_for(request), listener=listener, fact_name=fact_name)
    said = ngettext("%(count)d is being tried now.", "%(count)d are being tried now.", count)
    messages.success(request, said % {"count": count})
    return redirect(f"{href_of(request, 'list')}?{urlencode({'standing': Standing.WAITING})}")


@never_cache
@seen_by_those_who_may
@require_http_methods(["GET", "HEAD", "POST"])
def give_up(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give one up, with a reason."""
    by, delivery = actor_for(request), _found_or_refuse(key)
    rules.require(rules.may_give_up(by, delivery))
    form = GiveUpForm(request.POST or None)
    if form.is_valid():
        try:
            actions.give_up(by, delivery=delivery, reason=form.cleaned_data["reason"])
        except Refusal as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Given up. It is not tried any more; the reason is kept."))
            return redirect(href_of(request, "detail", key=key))
    back = href_of(request, "detail", key=key)
    context = {"form": form, "what": happened(delivery.fact), "back_href": back}
    return render(request, "undelivered/give_up.html", context)


def _found_or_refuse(key: UUID) -> Delivery:
    delivery = delivery_with(key)
    if delivery is None:
        raise NotFound(_("There is no such delivery here."))
    return delivery


def _figures() -> list[Figure]:
    counts = counts_by_standing()
    return [Figure(str(counts[each]), str(each.label)) for each in Standing]


def _key(kind: Kind) -> str:
    return f"{kind.listener} {kind.fact_name}"


def _words(kind: Kind) -> str:
    return f"{room_title(kind.listener)}: {happening(kind.fact_name)} ({kind.count})"
