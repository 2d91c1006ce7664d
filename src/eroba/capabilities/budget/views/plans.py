"""The priorities document for everybody: the list, one document with its remarks, and the same as a PDF."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from eroba.capabilities.budget import plan_pages
from eroba.capabilities.budget.models import Priorities
from eroba.capabilities.budget.pages import default_phase, shown_or_refuse
from eroba.capabilities.budget.plan_pdf import priorities_pdf
from eroba.capabilities.budget.programmes import programme_in, promises_of, years_of
from eroba.capabilities.budget.reading.found import PROGRAMME
from eroba.capabilities.budget.showing import crumbs_to, href_of
from eroba.kernel.base.errors import NotFound
from eroba.kernel.matters.queries import timeline
from eroba.kernel.matters.ways import ways_of
from eroba.kernel.ui.components import Card, Crumb, Moment
from eroba.kernel.ui.public_pages import public_page

LANGUAGES = ("ka", "en")


@public_page
def listing(request: HttpRequest) -> HttpResponse:
    """Every document that was laid open, newest first."""
    cards = [
        Card(
            title=str(one),
            href=href_of(request, "priorities", first_year=one.first_year),
            status=str(one.get_state_display()),
            kind="good" if one.state == Priorities.State.ADOPTED else "open",
        )
        for one in plan_pages.documents(is_public=True)
    ]
    context = {"crumbs": crumbs_to(request, Crumb(_("Priorities"))), "cards": cards}
    return render(request, "budget/priorities_list.html", context)


@public_page
def detail(request: HttpRequest, first_year: int) -> HttpResponse:
    """One document: programmes, money, what changed since the draft, remarks and answers."""
    document = public_or_refuse(first_year)
    stages = plan_pages.programmes_of(document)
    programmes = plan_pages.newest_of(document, stages)
    town = request.municipality  # type: ignore[attr-defined]
    number = {"municipality": town.slug, "number": document.matter.number}
    context = {
        "crumbs": crumbs_to(
            request, Crumb(_("Priorities"), href_of(request, "priorities_list")), Crumb(str(document))
        ),
        "document": document,
        "shape": "good" if document.state == Priorities.State.ADOPTED else "open",
        "money": plan_pages.money_table(document, programmes),
        "programmes": plan_pages.shown(
            programmes, document.years, promises_of([one.code for one in programmes])
        ),
        "difference": plan_pages.difference(document, stages),
        "remarks": plan_pages.remarks_of(document),
        "papers": [
            (language, href_of(request, "priorities_pdf", first_year=first_year, language=language))
            for language in LANGUAGES
        ],
        "moments": [
            Moment(at=one.at, sentence=one.words) for one in timeline(document.matter, audience="public")
        ],
        "thread_href": reverse("matters:thread", kwargs=number),
        "ways": ways_of(document.matter),
    }
    return render(request, "budget/priorities.html", context)


@never_cache
@require_safe
def programme(request: HttpRequest, code: str) -> HttpResponse:
    """Lead to a programme: to its line in the newest budget that has one, else into the priorities document."""
    for year in years_of(code):
        shown = shown_or_refuse(year)
        if PROGRAMME in shown.book.trees and code in shown.book.tree(PROGRAMME).entries:
            phase = default_phase(shown.book.tree(PROGRAMME).phases, year)
            return redirect(href_of(request, "entry", year=year, kind=PROGRAMME, phase=phase, code=code))
    one = programme_in(code)
    if one is None:
        raise NotFound(_("There is no programme with the code %(code)s here.") % {"code": code[:40]})
    return redirect(f"{href_of(request, 'priorities', first_year=one.document.first_year)}#p-{one.pk}")


@never_cache
@require_safe
def paper(request: HttpRequest, first_year: int, language: str) -> HttpResponse:
    """The document as a PDF, in Georgian or English."""
    document = public_or_refuse(first_year)
    if language not in LANGUAGES:
        raise NotFound(_("There is no such file here."))
    name = f"priorities-{first_year}-{language}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(priorities_pdf(document, language), content_type="application/pdf", headers=headers)


def public_or_refuse(first_year: int) -> Priorities:
    """The document that begins with a year, once it was laid open. Raises NotFound."""
    found = plan_pages.document_of(first_year)
    if found is None or found.state == Priorities.State.WRITING:
        raise NotFound(_("There is no priorities document of this year here."))
    return found
