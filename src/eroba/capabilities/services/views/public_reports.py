"""Public reports for everybody: where they are, how they stand, as a list, a map, one by one, and as GeoJSON."""

import json
from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from eroba.capabilities.services.addresses import town_address
from eroba.capabilities.services.forms.public_reports import ReportsForm
from eroba.capabilities.services.queries.drafts import settlements_here
from eroba.capabilities.services.queries.public_reports import (
    ShownReport,
    public_reports,
    report_by_number,
    report_kinds,
    settlements_on_map,
    shown,
)
from eroba.capabilities.services.queries.together import merged_with
from eroba.kernel.matters.queries import timeline
from eroba.kernel.matters.ways import ways_of
from eroba.kernel.ui.components import Answer, Card, Crumb, Moment
from eroba.kernel.ui.dates import in_words
from eroba.kernel.ui.place_map import Pin, place_map
from eroba.kernel.ui.public_pages import public_page

PER_PAGE = 20
MOST_IN_FILE = 5000


@public_page
def listing(request: HttpRequest) -> HttpResponse:
    """Every public report of the town, by kind, state and settlement, with a map of those on the page."""
    kinds = report_kinds()
    form = ReportsForm(request.GET, [(one.code, str(one.choice.label)) for one in kinds], settlements_here())
    page = Paginator(public_reports(**form.wanted()), PER_PAGE).get_page(request.GET.get("page"))
    here = shown(list(page.object_list))
    pins = [_pin(request, one) for one in here if one.point]
    services = dict.fromkeys(one.service.service.code for one in kinds)
    titles = {one.service.service.code: str(one.service.definition.title) for one in kinds}
    context = {
        "form": form,
        "page": page,
        "cards": [_card(request, one) for one in here],
        "map": _map(_("Where the reports on this page are"), pins),
        "report_links": [(titles[code], _address(request, "service", code=code)) for code in services],
        "geojson_href": _address(request, "reports_geojson"),
        "feed_href": town_address(request, "feeds:topic-reports"),
    }
    return render(request, "services/reports.html", context)


@public_page
def report(request: HttpRequest, number: str) -> HttpResponse:
    """One public report: where it is, and what became of it. Never who sent it, nor what they wrote."""
    one = report_by_number(number)
    matter = one.report.case.matter
    pins = [Pin(one.point, _where(one) or number, one.is_open)] if one.point else []
    onward = _address(request, "report", number=one.goes_on_as) if one.goes_on_as else ""
    context = {
        "onward_href": onward,
        "again": [
            (case.matter.number, _address(request, "report", number=case.matter.number))
            for case in merged_with([one.report.case_id])
        ],
        "one": one,
        "matter": matter,
        "status": _status(one),
        "where": _where_lines(one),
        "map": _map(_("Where it is"), pins),
        "moments": [Moment(entry.at, entry.words) for entry in timeline(matter, audience="public")],
        "ways": [way for way in ways_of(matter) if way.address != request.path],
        "thread_href": town_address(request, "matters:thread", number=number),
        "crumbs": [Crumb(_("Public reports"), _address(request, "reports")), Crumb(number)],
    }
    return render(request, "services/report.html", context)


@public_page
def geojson(request: HttpRequest) -> HttpResponse:
    """The same list as GeoJSON (RFC 7946), with the same filters; those without a point have no geometry."""
    form = ReportsForm(
        request.GET, [(one.code, str(one.choice.label)) for one in report_kinds()], settlements_here()
    )
    found = shown(list(public_reports(**form.wanted())[:MOST_IN_FILE]))
    said = {"type": "FeatureCollection", "features": [_feature(request, one) for one in found]}
    response = HttpResponse(json.dumps(said, ensure_ascii=False), content_type="application/geo+json")
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _feature(request: HttpRequest, one: ShownReport) -> dict[str, Any]:
    point = one.point
    settlement = one.report.settlement
    return {
        "type": "Feature",
        "id": one.number,
        "geometry": {"type": "Point", "coordinates": [point[1], point[0]]} if point else None,
        "properties": {
            "number": one.number,
            "kind": one.code,
            "title": dict(one.kind.in_languages),
            "place": one.report.words,
            "settlement": {"ka": settlement.name_ka, "en": settlement.name_en} if settlement else None,
            "state": "open" if one.is_open else "closed",
            "answer": dict(one.outcome.in_languages),
            "received_at": one.report.received_at.isoformat(),
            "changed_at": one.last_at.isoformat(),
            "address": request.build_absolute_uri(_address(request, "report", number=one.number)),
        },
    }


def _map(title: str, pins: Sequence[Pin]) -> str:
    drawn = place_map(title, settlements_on_map() if pins else [], pins)
    return mark_safe(drawn or "")  # noqa: S308 - made of escaped words only, by charts/markup.py


def _card(request: HttpRequest, one: ShownReport) -> Card:
    words, kind = _status(one)
    return Card(
        title=str(one.kind),
        href=_address(request, "report", number=one.number),
        text=_where(one),
        meta=f"{one.number} · {in_words(one.report.received_at)}",
        status=words,
        kind=kind,
    )


def _pin(request: HttpRequest, one: ShownReport) -> Pin:
    assert one.point is not None
    title = ", ".join(filter(None, (str(one.kind), _where(one), _status(one)[0])))
    return Pin(one.point, title, one.is_open, _address(request, "report", number=one.number))


def _status(one: ShownReport) -> tuple[str, str]:
    if one.is_open:
        return _("being seen to"), "progress"
    if one.goes_on_as:
        return _("handled together with %(number)s") % {"number": one.goes_on_as}, "quiet"
    return str(one.outcome) or _("closed"), "good" if one.is_decided else "quiet"


def _where(one: ShownReport) -> str:
    settlement = one.report.settlement
    parts = [one.report.words, settlement.name if settlement else ""]
    return ", ".join(part for part in parts if part)


def _where_lines(one: ShownReport) -> list[Answer]:
    lines = []
    if one.report.words:
        lines.append(Answer(_("Place"), one.report.words))
    if one.report.settlement:
        lines.append(Answer(_("Settlement"), one.report.settlement.name))
    if one.point:
        lines.append(Answer(_("Point"), f"{one.report.latitude}, {one.report.longitude}"))
    if one.is_open and one.report.case.due_on:
        lines.append(Answer(_("An answer is due by"), in_words(one.report.case.due_on)))
    return lines


def _address(request: HttpRequest, name: str, **named: str) -> str:
    return town_address(request, f"services:{name}", **named)
