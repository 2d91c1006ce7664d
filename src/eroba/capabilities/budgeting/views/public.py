"""Rounds and projects for everybody: the list, one round, its projects with filters and a map, one project, photos."""

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from eroba.capabilities.budgeting import pages, queries, showing
from eroba.capabilities.budgeting.forms import ProjectsForm
from eroba.capabilities.budgeting.models import Milestone, Round
from eroba.capabilities.budgeting.wording import rules_in_words
from eroba.kernel.base.errors import NotFound
from eroba.kernel.documents.downloads import opened
from eroba.kernel.documents.models import StoredFile
from eroba.kernel.matters.queries import timeline
from eroba.kernel.matters.ways import ways_of
from eroba.kernel.ui.components import Crumb, Figure, Moment
from eroba.kernel.ui.numbers import money
from eroba.kernel.ui.numbers import number as shown_number
from eroba.kernel.ui.public_pages import public_page

PER_PAGE = 24
SHOWN_AT_ONCE = 6


@public_page
def listing(request: HttpRequest) -> HttpResponse:
    """All rounds of the town."""
    page = Paginator(queries.public_rounds(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "cards": [pages.round_card(request, one) for one in page],
        "page": page,
        "crumbs": pages.crumbs_to(request),
    }
    return render(request, "budgeting/list.html", context)


@public_page
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """One round: where it is, what one can do now, its rules, its calendar, its money."""
    found = pages.found_or_refuse(number)
    words, shape = pages.standing(found)
    first = list(queries.projects_of(found)[:SHOWN_AT_ONCE])
    moments = [Moment(at=one.at, sentence=one.words) for one in timeline(found.matter, audience="public")]
    hrefs = {f"{name}_href": pages.href_of(request, name, number=number) for name in ROUND_PAGES}
    context = {
        "round": found,
        "standing": words,
        "shape": shape,
        "when": pages.when_of(found),
        "act": pages.way_to_act(request, found),
        "figures": _figures(found),
        "rules": rules_in_words(found),
        "calendar": pages.calendar_table(found),
        "bases": pages.bases_of(found),
        "is_unchecked": not all(one.is_verified for one in found.phases.all()),
        "areas": pages.areas_table(request, found, queries.area_counts(found)),
        "cards": pages.cards_of(request, first),
        "moments": moments,
        "ways": ways_of(found.matter),
        "thread_href": _thread(request, number),
        "crumbs": pages.crumbs_to(request, Crumb(found.title)),
        **hrefs,
    }
    return render(request, "budgeting/detail.html", context)


ROUND_PAGES = ("projects", "rules", "results", "receipt", "csv", "projects_json")


def _figures(found: Round) -> list[Figure]:
    count = found.project_count  # type: ignore[attr-defined]
    return [
        Figure(money(pages.all_money(found)), _("for projects")),
        Figure(shown_number(count), _("projects proposed")),
    ]


@public_page
def projects(request: HttpRequest, number: str) -> HttpResponse:
    """The projects of a round; the filter lives in the address."""
    found = pages.found_or_refuse(number)
    form = ProjectsForm(found, request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    page = Paginator(queries.projects_of(found, **chosen), PER_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    context = {
        "round": found,
        "form": form,
        "page": page,
        "cards": pages.cards_of(request, shown),
        "map": pages.map_of(request, shown, _("Where the projects on this page are")),
        "is_filtered": any(chosen.values()),
        "act": pages.way_to_act(request, found),
        "list_href": pages.href_of(request, "projects", number=number),
        "csv_href": pages.href_of(request, "csv", number=number),
        "json_href": pages.href_of(request, "projects_json", number=number),
        "crumbs": pages.crumbs_to(request, pages.crumb_of(request, found), Crumb(_("Projects"))),
    }
    return render(request, "budgeting/projects.html", context)


@public_page
def project(request: HttpRequest, number: str) -> HttpResponse:
    """One project: what it is, what the town hall found out, why it won or lost, how far it has come."""
    found = pages.project_or_refuse(number)
    moments = [Moment(at=one.at, sentence=one.words) for one in timeline(found.matter, audience="public")]
    outcome = queries.outcome_for(found) if found.round.counted_at else None
    context: dict[str, Any] = {
        "project": found,
        "shape": pages.SHAPES[pages.State(found.state)],
        "figures": showing.project_figures(found),
        "map": pages.map_of(request, [found], _("Where it is")),
        "findings": showing.findings_of(found),
        "merged_from": pages.cards_of(request, queries.projects().filter(merged_into=found)),
        "excluded": pages.cards_of(request, queries.excluded_by(found)),
        "why": showing.why(found, outcome),
        "steps": showing.milestones_of(request, found),
        "photo_href": pages.href_of(request, "photo", number=number) if found.photo_id else "",
        "mine_href": reverse("my:home"),
        "moments": moments,
        "ways": ways_of(found.matter),
        "thread_href": _thread(request, number),
        "round_href": pages.href_of(request, "detail", number=found.round.matter.number),
        "results_href": pages.href_of(request, "results", number=found.round.matter.number),
        "crumbs": pages.crumbs_to(request, pages.crumb_of(request, found.round), Crumb(number)),
    }
    if found.merged_into is not None:
        context["merged_href"] = pages.href_of(request, "project", number=found.merged_into.matter.number)
    if found.undertaking is not None:
        named = {"municipality": request.municipality.slug, "number": found.undertaking.matter.number}  # type: ignore[attr-defined]
        context["promise_href"] = reverse("undertakings:detail", kwargs=named)
    return render(request, "budgeting/project.html", context)


@require_safe
def photo(request: HttpRequest, number: str) -> HttpResponse:
    """The photo of a project, painted anew when it came in, so that it tells no place and no device."""
    return _picture(pages.project_or_refuse(number).photo)


@require_safe
def milestone_photo(request: HttpRequest, number: str, place: int) -> HttpResponse:
    """The photo of a step."""
    found = Milestone.objects.filter(project=pages.project_or_refuse(number)).select_related("photo")
    steps = list(found.order_by("due_on", "id"))
    return _picture(steps[place].photo if place < len(steps) else None)


def _picture(file: StoredFile | None) -> HttpResponse:
    if file is None or not file.media_type.startswith("image/"):
        raise NotFound(_("There is no photo here."))
    response = FileResponse(opened(file), content_type=file.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "public, max-age=86400"
    return response  # type: ignore[return-value]


def _thread(request: HttpRequest, number: str) -> str:
    named = {"municipality": request.municipality.slug, "number": number}  # type: ignore[attr-defined]
    return reverse("matters:thread", kwargs=named)
