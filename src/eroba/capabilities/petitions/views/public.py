"""Petitions for everybody: the list with its filters, one petition, and what is similar to something typed."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from eroba.capabilities.petitions import pages
from eroba.capabilities.petitions.forms import FilterForm
from eroba.capabilities.petitions.law import threshold_here
from eroba.capabilities.petitions.models import Petition
from eroba.capabilities.petitions.queries import (
    PUBLIC,
    initials_of,
    initiators_of,
    last_check_of,
    public_petitions,
    similar_to,
)
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import NotFound
from eroba.kernel.base.text import search_key
from eroba.kernel.matters.queries import timeline
from eroba.kernel.matters.ways import ways_of
from eroba.kernel.ui.components import Crumb, Figure, Moment
from eroba.kernel.ui.numbers import number as shown_number
from eroba.kernel.ui.public_pages import public_page

PER_PAGE = 24
#: A count is at most so old in a browser; the server keeps the page for as long again at most.
BROWSERS_KEEP_SECONDS = 5
State = Petition.State
STANDING = {
    "open": (State.COLLECTING,),
    "council": (State.VERIFYING, State.REGISTERED, State.REFERRED, State.ANSWERED),
    "decided": (State.DECIDED,),
    "other": (State.REFUSED, State.SHORT, State.WITHDRAWN, State.ENDED),
}
ORDER = {"": ("-opened_on", "-pk"), "signed": ("-signed", "-pk"), "closes": ("closes_on", "pk")}


@public_page
def listing(request: HttpRequest) -> HttpResponse:
    """All petitions of this town; the filter lives in the address."""
    form = FilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {"q": "", "standing": "", "sort": ""}
    page = Paginator(_filtered(chosen), PER_PAGE).get_page(request.GET.get("page"))
    needed = threshold_here(today())
    context = {
        "form": form,
        "page": page,
        "cards": pages.cards_of(request, page),
        "is_filtered": bool(chosen["q"] or chosen["standing"]),
        "needed": needed,
        "crumbs": pages.crumbs_to(request),
        **{f"{name}_href": pages.href_of(request, name) for name in ("list", "new", "csv", "json", "check")},
    }
    response = render(request, "petitions/list.html", context)
    patch_cache_control(response, max_age=BROWSERS_KEEP_SECONDS)
    return response


def _filtered(chosen: dict[str, Any]) -> QuerySet[Petition]:
    found = public_petitions()
    for word in search_key(chosen["q"]).split()[:6]:
        found = found.filter(Q(search_key__contains=word) | Q(matter__number__icontains=word))
    if chosen["standing"]:
        found = found.filter(state__in=[str(state) for state in STANDING[chosen["standing"]]])
    if chosen["sort"] == "closes":
        found = found.filter(state=State.COLLECTING)
    return found.order_by(*(F(name) if name == "closes_on" else name for name in ORDER[chosen["sort"]]))


@public_page
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """One petition: how many of how many, the curve, the periods of the town hall, what became of it."""
    found = pages.found_or_refuse(number)
    if found.state not in PUBLIC or (found.opened_on is None and found.state != State.REFUSED):
        raise NotFound(_("There is no petition with the number %(number)s here.") % {"number": number})
    response = render(request, "petitions/detail.html", _shown(request, found))
    patch_cache_control(response, max_age=BROWSERS_KEEP_SECONDS)
    return response


def _shown(request: HttpRequest, found: Petition) -> dict[str, Any]:
    named = {"number": found.matter.number}
    thread = {"municipality": request.municipality.slug, **named}  # type: ignore[attr-defined]
    moments = [Moment(at=one.at, sentence=one.words) for one in timeline(found.matter, audience="public")]
    routes = ("sign", "detail_json", "days", "receipts")
    return {
        "petition": found,
        "signed": found.signed,  # type: ignore[attr-defined]
        "share": min(found.signed, found.threshold or 0),  # type: ignore[attr-defined]
        "figures": _figures(found),
        "shape": pages.SHAPES[State(found.state)],
        "when": pages.when_of(found),
        "initiators": [one.person.full_name for one in initiators_of(found) if one.person.full_name],
        "initials": ", ".join(initials_of(found)) if found.signed else "",  # type: ignore[attr-defined]
        "curve": pages.curve_of(found),
        "settlements": pages.settlement_table(found),
        "clocks": pages.clocks_shown(found),
        "last_check": last_check_of(found),
        "moments": moments,
        "ways": ways_of(found.matter),
        "thread_href": reverse("matters:thread", kwargs=thread),
        "check_href": pages.href_of(request, "check"),
        "crumbs": pages.crumbs_to(request, Crumb(found.matter.number)),
        **{f"{route}_href": pages.href_of(request, route, **named) for route in routes},
    }


def _figures(found: Petition) -> list[Figure]:
    if found.threshold is None:
        return []
    signed = found.signed  # type: ignore[attr-defined]
    needed = _("of %(needed)s needed") % {"needed": shown_number(found.threshold)}
    return [Figure(shown_number(signed), _("signatures"), needed)]


@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """What is open or was asked already that is like the words typed; a part of a page, or a page of its own."""
    typed = " ".join(request.GET.get(name, "") for name in ("title_ka", "title_en"))[:400]
    cards = pages.cards_of(request, similar_to(typed))
    is_part = "HX-Request" in request.headers
    template = "petitions/similar_part.html" if is_part else "petitions/similar.html"
    context = {
        "cards": cards,
        "typed": typed,
        "crumbs": pages.crumbs_to(request, Crumb(_("Similar petitions"))),
    }
    return render(request, template, context)
