"""The page of the town, the page of one service, and both as files. Kept for all; nothing of anybody is touched."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from eroba.capabilities.services.addresses import town_address
from eroba.capabilities.services.models import Service
from eroba.capabilities.services.open_process.cells import DECIDED, OTHERS, RECEIVED, TOWN
from eroba.capabilities.services.open_process.durations import HALF_OF_THEM, NINE_IN_TEN
from eroba.capabilities.services.open_process.periods import HALF, MONTH
from eroba.capabilities.services.queries.catalogue import service_by_code
from eroba.capabilities.services.queries.open_process import (
    OpenProcess,
    all_figures,
    figures_of_service,
    figures_of_town,
)
from eroba.capabilities.services.views.open_process import tables
from eroba.capabilities.services.views.open_process.sheets import figures_sheet
from eroba.capabilities.services.views.open_process.words import (
    days_in_words,
    how_days_count,
    period_in_words,
    said,
    share_in_words,
    through_in_words,
    unit_of,
)
from eroba.kernel.ui.components import Crumb, Figure
from eroba.kernel.ui.public_pages import public_page
from eroba.kernel.ui.sheets import sheet_response


@public_page
def town(request: HttpRequest) -> HttpResponse:
    """How all services of the town go together, and the way to each one."""
    shown = figures_of_town()
    titles = titles_here()
    hrefs = {code: town_address(request, "services:service_open_process", code=code) for code in titles}
    context = {
        "crumbs": [
            Crumb(_("Services"), town_address(request, "services:catalogue")),
            Crumb(_("Open process")),
        ],
        "services": tables.services_table(shown, titles, hrefs) if shown else None,
        "ways": [(title, hrefs[code]) for code, title in titles.items()],
        "how_days_count": _("Days are calendar days here, for services count differently."),
        "file_hrefs": _files(request, "open_process"),
        "api_href": f"/api/v1/{request.municipality.slug}/open-process",  # type: ignore[attr-defined]
    }
    return render(request, "services/open_process.html", context | _shown(shown, TOWN))


@public_page
def service(request: HttpRequest, code: str) -> HttpResponse:
    """How long one service really takes, how it ends, and what became of appeals."""
    offered = service_by_code(code)
    shown = figures_of_service(code)
    title = str(offered.definition.title)
    context = {
        "crumbs": [
            Crumb(_("Services"), town_address(request, "services:catalogue")),
            Crumb(title, town_address(request, "services:service", code=code)),
            Crumb(_("How long it really takes")),
        ],
        "title": title,
        "is_public": offered.definition.is_public,
        "by_law": str(offered.definition.how_long),
        "how_days_count": how_days_count(unit_of(offered.definition)),
        "reasons": tables.reasons_table(shown, code),
        "town_href": town_address(request, "services:open_process"),
        "file_hrefs": _files(request, "service_open_process", code=code),
        "api_href": f"/api/v1/{request.municipality.slug}/services/{code}/open-process",  # type: ignore[attr-defined]
    }
    return render(request, "services/service_open_process.html", context | _shown(shown, code))


@public_page
def town_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Every published figure of the town as a file."""
    return sheet_response(figures_sheet(all_figures(), titles_here()), kind, "open-process")


@public_page
def service_file(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Every published figure of one service as a file."""
    offered = service_by_code(code)
    sheet = figures_sheet(figures_of_service(code), {code: str(offered.definition.title)})
    return sheet_response(sheet, kind, f"open-process-{code}")


def titles_here() -> dict[str, str]:
    """The services of the town by code, with their titles in the reader's language, also closed ones."""
    services = sorted(Service.objects.defer("own_settings"), key=lambda one: one.title)
    return {one.code: one.title for one in services}


def _shown(shown: OpenProcess, service: str) -> dict[str, object]:
    if not shown or shown.made is None or not shown.periods(service, MONTH):
        return {"has_figures": False}
    return {
        "has_figures": True,
        "made": shown.made,
        "until": through_in_words(shown.made.until),
        "figures": _figures(shown, service),
        "months_chart": tables.months_chart(shown, service, shown.made),
        "months": tables.months_table(shown, service),
        "endings_chart": tables.endings_chart(shown, service, shown.made),
        "halves": tables.halves_table(shown, service) if shown.periods(service, HALF) else None,
        "has_others": bool(shown.figure(OTHERS, shown.periods(TOWN, HALF)[-1], "granted"))
        if shown.periods(TOWN, HALF)
        else False,
    }


def _figures(shown: OpenProcess, service: str) -> list[Figure]:
    """The few numbers worth their size; each says of which time it is."""
    lately = _("in the last twelve months")
    found = []
    for measure, words in (
        (HALF_OF_THEM, _("half of the decisions came within this time")),
        (NINE_IN_TEN, _("nine in ten decisions came within this time")),
    ):
        days = shown.lately(service, measure)
        if days is not None:
            found.append(Figure(days_in_words(days), words, lately))
    halves = shown.periods(service, HALF)
    if halves:
        when = period_in_words(halves[-1])
        share = shown.in_time(service, halves[-1])
        if share is not None:
            found.append(Figure(share_in_words(share), _("of decisions kept the deadline"), when))
        for measure, words in ((RECEIVED, _("applications")), (DECIDED, _("decisions"))):
            found.append(Figure(said(shown.figure(service, halves[-1], measure)), words, when))
    return found


def _files(request: HttpRequest, name: str, **named: str) -> list[str]:
    return [town_address(request, f"services:{name}_{kind}", **named) for kind in ("csv", "xlsx")]
