"""Rounds as open data, without a key: the frozen rules, projects, results, and each area's ballots as a `.pb` file."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from eroba.capabilities.budgeting import pages, queries
from eroba.capabilities.budgeting.disclosure import project_row, told_results
from eroba.capabilities.budgeting.frozen import frozen_text, hash_of
from eroba.capabilities.budgeting.models import Area, Phase, Round
from eroba.capabilities.budgeting.published import published_file
from eroba.kernel.base.errors import NotFound
from eroba.kernel.ui.sheets import Sheet, sheet_response

COLUMNS = (
    "number",
    "lot",
    "area",
    "state",
    "title_ka",
    "title_en",
    "asked_cost",
    "cost",
    "latitude",
    "longitude",
    "proposed_on",
    "merged_into",
)
UNICODE = {"ensure_ascii": False}


def project_rows(found: Round) -> list[dict[str, Any]]:
    """All projects of a round."""
    rows = queries.projects_of(found).select_related("merged_into__matter")
    return [{name: row[name] for name in COLUMNS} for row in map(project_row, rows)]


@require_safe
def projects_csv(request: HttpRequest, number: str) -> HttpResponse:
    """The projects of a round as CSV."""
    rows = project_rows(pages.found_or_refuse(number))
    cells = [[_cell(row[name]) for name in COLUMNS] for row in rows]
    return sheet_response(Sheet("projects", COLUMNS, cells), "csv", f"{number}-projects")


@require_safe
def projects_json(request: HttpRequest, number: str) -> JsonResponse:
    """The projects of a round as JSON."""
    found = pages.found_or_refuse(number)
    told = {"round": number, "projects": project_rows(found)}
    return JsonResponse(told, json_dumps_params=UNICODE)


@require_safe
def rules_json(request: HttpRequest, number: str) -> HttpResponse:
    """The rules: the frozen text itself, whose SHA-256 is the published hash; before voting, as they are now."""
    found = pages.found_or_refuse(number)
    if found.frozen_text:
        return HttpResponse(found.frozen_text.encode(), content_type="application/json")
    if not found.phases.filter(kind=Phase.Kind.VOTING).exists():
        raise NotFound(_("This round has no calendar yet."))
    return HttpResponse(frozen_text(found).encode(), content_type="application/json")


@require_safe
def results_json(request: HttpRequest, number: str) -> JsonResponse:
    """The result of a round, as the command prints it, area by area."""
    return JsonResponse(told_results(pages.found_or_refuse(number)), json_dumps_params=UNICODE)


@require_safe
def ballots_pb(request: HttpRequest, number: str, place: int) -> HttpResponse:
    """All ballots of an area as a file that `eroba tally` and every program of the format reads."""
    found = pages.found_or_refuse(number)
    area = pages.area_or_refuse(found, place)
    if found.closed_at is None or not found.is_frozen or found.state != Round.State.OPEN:
        raise NotFound(_("The ballots are published once voting has ended."))
    response = HttpResponse(published_file(area), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{number}-{place}.pb"'
    return response


def write_ballots(folder: Path) -> Sequence[Path]:
    """Writes the ballots of every counted area, one file each, with the frozen rules beside them."""
    written: list[Path] = []
    for found in queries.public_rounds().filter(counted_at__isnull=False):
        number = found.matter.number
        rules = folder / f"{number}-rules.json"
        rules.write_text(found.frozen_text, encoding="utf-8")
        assert hash_of(found.frozen_text) == found.frozen_hash
        results = folder / f"{number}-results.json"
        results.write_text(json.dumps(told_results(found), default=str, ensure_ascii=False), encoding="utf-8")
        written += [rules, results]
        for area in Area.objects.filter(round=found).select_related("round__matter").order_by("place"):
            path = folder / f"{number}-{area.place}.pb"
            path.write_bytes(published_file(area))
            written.append(path)
    return written


def _cell(value: Any) -> Any:
    return str(value) if isinstance(value, bool | float) else value
