"""The programming interface of participatory rounds: open to everybody, nothing in it names a voter."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as noop
from ninja import Query, Router, Schema
from pydantic import Field

from eroba.capabilities.budgeting import pages, queries
from eroba.capabilities.budgeting.disclosure import project_row, told_results
from eroba.capabilities.budgeting.models import Project, Round
from eroba.kernel.api.describing import described
from eroba.kernel.api.paging import Paging, page_of

router = Router(tags=["budgeting"])


class PhaseOut(Schema):
    """One phase of a round."""

    kind: str
    from_on: dt.date
    until_on: dt.date
    basis_ka: str
    is_verified: bool = Field(description="Whether somebody compared the basis with the law in force.")


class AreaOut(Schema):
    """The whole town or a district, with its money."""

    place: int
    title_ka: str
    title_en: str
    is_citywide: bool
    money: int = Field(description="In whole lari.")


class RoundOut(Schema):
    """One participatory round."""

    number: str
    title_ka: str
    title_en: str
    year: int
    state: str
    ballot_kind: str
    counting: str
    completion: str
    rules_hash: str = Field(description="SHA-256 of the frozen rules; empty until voting opens.")
    phases: list[PhaseOut]
    areas: list[AreaOut]


class ProjectOut(Schema):
    """One project of a round."""

    number: str
    lot: int | None = Field(description="Its number on the ballot.")
    area: str
    state: str
    title_ka: str
    title_en: str
    asked_cost: int
    cost: int | None
    latitude: float | None
    longitude: float | None
    proposed_on: dt.date
    merged_into: str


class ProjectsFilter(Paging):
    """Which projects are wanted."""

    words: str = Field("", max_length=100, description="Words in any spelling.")
    area: int | None = Field(None, description="The place of an area.")


EXAMPLE_ROUND: dict[str, Any] = {
    "number": "OZU-2026-PBR-00001",
    "title_ka": "შენი ოზურგეთი, შენი არჩევანი",
    "title_en": "Your Ozurgeti, your choice",
    "year": 2026,
    "state": "open",
    "ballot_kind": "approval",
    "counting": "equal-shares",
    "completion": "add1u",
    "rules_hash": "9f2c" + "0" * 60,
    "phases": [
        {
            "kind": "voting",
            "from_on": "2026-05-20",
            "until_on": "2026-06-02",
            "basis_ka": "საკრებულოს აქტი",
            "is_verified": False,
        }
    ],
    "areas": [
        {"place": 0, "title_ka": "მთელი ქალაქი", "title_en": "The town", "is_citywide": True, "money": 60000}
    ],
}
EXAMPLE_PROJECT: dict[str, Any] = {
    "number": "OZU-2026-PRJ-00001",
    "lot": 3,
    "area": "მთელი ქალაქი",
    "state": "built",
    "title_ka": "სკამები ბაღში",
    "title_en": "Benches in the garden",
    "asked_cost": 14000,
    "cost": 13720,
    "latitude": 41.9248,
    "longitude": 42.0061,
    "proposed_on": "2026-03-17",
    "merged_into": "",
}
EXAMPLE_RESULT: dict[str, Any] = {
    "round": "OZU-2026-PBR-00001",
    "rules_hash": "9f2c" + "0" * 60,
    "rule": "equalshares/add1u",
    "turnout": {"town:account": 96},
    "areas": [{"place": 0, "ballots": 160, "is_quorate": True, "official": {"winners": ["003"]}}],
}


@router.get(
    "/rounds",
    response=list[RoundOut],
    url_name="rounds",
    operation_id="listRounds",
    summary=noop("Participatory rounds"),
    openapi_extra=described(example=[EXAMPLE_ROUND], paged=True),
)
def rounds(request: HttpRequest, response: HttpResponse, wanted: Query[Paging]) -> list[dict[str, Any]]:
    """Every public round of the town, the latest year first."""
    found = page_of(request, response, list(queries.public_rounds()), wanted)
    return [_told(one) for one in found]


@router.get(
    "/rounds/{number}",
    response=RoundOut,
    url_name="round",
    operation_id="getRound",
    summary=noop("One participatory round"),
    openapi_extra=described(example=EXAMPLE_ROUND),
)
def round_(request: HttpRequest, number: str) -> dict[str, Any]:
    """One round with its calendar and its money."""
    return _told(pages.found_or_refuse(number))


@router.get(
    "/rounds/{number}/projects",
    response=list[ProjectOut],
    url_name="round_projects",
    operation_id="listRoundProjects",
    summary=noop("Projects of a round"),
    openapi_extra=described(example=[EXAMPLE_PROJECT], paged=True),
)
def round_projects(
    request: HttpRequest, response: HttpResponse, number: str, wanted: Query[ProjectsFilter]
) -> list[dict[str, Any]]:
    """The projects of a round, as on the ballot; who proposed them is not told."""
    area = "" if wanted.area is None else str(wanted.area)
    rows = queries.projects_of(pages.found_or_refuse(number), q=wanted.words, area=area)
    found: list[Project] = page_of(request, response, rows.select_related("merged_into__matter"), wanted)  # type: ignore[arg-type]
    return [project_row(one) for one in found]


@router.get(
    "/rounds/{number}/results",
    response=dict[str, Any],
    url_name="round_results",
    operation_id="getRoundResults",
    summary=noop("The result of a round"),
    openapi_extra=described(example=EXAMPLE_RESULT),
)
def round_results(request: HttpRequest, number: str) -> dict[str, Any]:
    """The result by area, by the frozen rule and by the other method; what `eroba tally` prints of the files."""
    return told_results(pages.found_or_refuse(number))


def _told(found: Round) -> dict[str, Any]:
    names = ("title_ka", "title_en", "year", "state", "ballot_kind", "counting", "completion")
    return {
        "number": found.matter.number,
        **{name: getattr(found, name) for name in names},
        "rules_hash": found.frozen_hash,
        "phases": list(found.phases.all()),
        "areas": list(found.areas.all()),
    }
