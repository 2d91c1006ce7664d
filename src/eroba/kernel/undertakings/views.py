"""Promises for everybody: the list with its filter, and one promise with its history."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from eroba.kernel.base.errors import NotFound
from eroba.kernel.matters.ways import ways_of
from eroba.kernel.ui.components import Crumb, Figure
from eroba.kernel.undertakings.forms import FilterForm
from eroba.kernel.undertakings.models import Undertaking
from eroba.kernel.undertakings.presentation import SHAPES, card_of, moments_of, when_of
from eroba.kernel.undertakings.queries import balance, undertaking_numbered, undertakings

PER_PAGE = 24


def href_of(request: HttpRequest, route: str, **named: Any) -> str:
    """An address of this room in the town of the request."""
    town = request.municipality.slug  # type: ignore[attr-defined]
    return reverse(f"undertakings:{route}", kwargs={"municipality": town, **named})


def found_or_refuse(number: str) -> Undertaking:
    """The promise with this number. Raises NotFound."""
    found = undertaking_numbered(number)
    if found is None:
        raise NotFound(_("There is no promise with the number %(number)s here.") % {"number": number})
    return found


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All promises of this town; the filter lives in the address."""
    form = FilterForm(request.GET)
    standing = form.cleaned_data["standing"] if form.is_valid() else ""
    page = Paginator(undertakings(standing), PER_PAGE).get_page(request.GET.get("page"))
    now = balance()
    context = {
        "form": form,
        "page": page,
        "cards": [card_of(u, href_of(request, "detail", number=u.matter.number)) for u in page],
        "figures": [
            Figure(str(now.open), _("under way")),
            Figure(str(now.late), _("late")),
            Figure(str(now.kept), _("kept")),
        ]
        if now.total
        else [],
        "crumbs": _crumbs(request),
        "csv_href": href_of(request, "csv"),
        "json_href": href_of(request, "json"),
        "list_href": href_of(request, "list"),
        "is_filtered": bool(standing),
    }
    return render(request, "undertakings/list.html", context)


@require_safe
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """One promise: how it stands, what was answered, its evidence and its whole history."""
    found = found_or_refuse(number)
    standing = found.standing()
    thread = {"municipality": request.municipality.slug, "number": number}  # type: ignore[attr-defined]
    replaced = found.replaced_by
    context = {
        "undertaking": found,
        "standing": str(standing.label),
        "shape": SHAPES[standing],
        "when": when_of(found),
        "evidence": found.evidence.all(),
        "moments": moments_of(found.changes.all()),
        "thread_href": reverse("matters:thread", kwargs=thread),
        "replaced_href": href_of(request, "detail", number=replaced.matter.number) if replaced else "",
        "ways": ways_of(found.matter),
        "crumbs": _crumbs(request, number),
    }
    return render(request, "undertakings/detail.html", context)


def _crumbs(request: HttpRequest, number: str = "") -> list[Crumb]:
    here = href_of(request, "list")
    home = Crumb(request.municipality.name, here.removesuffix("undertakings/"))  # type: ignore[attr-defined]
    return [home, Crumb(_("Promises"), here), Crumb(number)] if number else [home, Crumb(_("Promises"))]
