"""Public reports for other programs: reading them needs no token, sending one needs an app of the town."""

import datetime as dt
from decimal import Decimal
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from ninja import Header, Query, Router, Schema, Status
from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from eroba.capabilities.services import actions
from eroba.capabilities.services.actions.sending import report_key
from eroba.capabilities.services.addresses import town_address
from eroba.capabilities.services.api.shapes import Words, words_of
from eroba.capabilities.services.form_engine.compound import GEORGIA
from eroba.capabilities.services.georeport.sent import SentReport
from eroba.capabilities.services.queries.public_reports import (
    ShownReport,
    public_reports,
    report_by_number,
    report_kinds,
    shown,
)
from eroba.kernel.api.describing import described
from eroba.kernel.api.doors import AppToken
from eroba.kernel.api.paging import Paging, page_of
from eroba.kernel.base.errors import NotFound
from eroba.kernel.people.queries import actor_for

router = Router()
KEY = Header(
    ...,
    alias="Idempotency-Key",
    min_length=8,
    max_length=100,
    pattern=r"^[!-~]+$",
    description="A name of your own for this one report; sent again, it gives the first answer.",
    examples=["9f3c1c1e-5b1f-4d0a-9a38-6d3a0f0c9a11"],
)


def _between(least: Decimal, most: Decimal) -> dict[str, Any]:
    return {"minimum": float(least), "maximum": float(most)}


# What the form asks of a place, so that a program can know it before it sends: a whole point, or none and words.
A_POINT: JsonDict = {
    "required": ["latitude", "longitude"],
    "properties": {"latitude": {"type": "number"}, "longitude": {"type": "number"}},
}
WORDS_ALONE: JsonDict = {
    "required": ["place"],
    "properties": {
        "latitude": {"type": "null"},
        "longitude": {"type": "null"},
        "place": {"type": "string", "minLength": 1},
    },
}


class ReportFilter(Paging):
    """Which public reports are wanted."""

    kind: str = Field("", max_length=130, description="Only of this kind.")
    state: Literal["", "open", "closed"] = Field("", description="Only open ones, or only closed ones.")


class ReportOut(Schema):
    """A public report: of which kind, where, and how it stands."""

    number: str
    kind: str
    title: Words
    place: str
    latitude: float | None
    longitude: float | None
    state: Literal["open", "closed"]
    answer: Words
    received_at: dt.datetime
    changed_at: dt.datetime
    address: str


class ReportIn(Schema):
    """A new report; where it is must be said in words or in degrees."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"anyOf": [A_POINT, WORDS_ALONE]})

    kind: str = Field(min_length=3, max_length=130, description="As Open311 names it: service, dot, choice.")
    place: str = Field("", max_length=300)
    # the form refuses what lies outside the country, and says so in better words than a type can
    latitude: float | None = Field(None, ge=-90, le=90, json_schema_extra=_between(*GEORGIA[:2]))
    longitude: float | None = Field(None, ge=-180, le=180, json_schema_extra=_between(*GEORGIA[2:]))
    description: str = Field("", max_length=4000, description="Read by officials only.")
    given_name: str = Field("", max_length=80)
    family_name: str = Field("", max_length=80)
    phone: str = Field("", max_length=40)
    email: str = Field("", max_length=300)


class ReportReceiptOut(Schema):
    """What one gets for a report."""

    number: str
    address: str


EXAMPLE: dict[str, Any] = {
    "number": "OZU-2026-PRB-00042",
    "kind": "report-a-problem.pothole",
    "title": {"ka": "ორმო ან დაზიანებული გზა", "en": "A pothole or damaged road"},
    "place": "ნატანები, სკოლის წინ",
    "latitude": 41.92361,
    "longitude": 42.00663,
    "state": "closed",
    "answer": {"ka": "მოგვარდა", "en": "Fixed"},
    "received_at": "2026-11-02T11:30:00+04:00",
    "changed_at": "2026-11-09T16:05:00+04:00",
    "address": "https://eroba.example/ka/ozurgeti/services/reports/OZU-2026-PRB-00042/",
}
EXAMPLE_SENT: dict[str, Any] = {
    "kind": "report-a-problem.pothole",
    "latitude": 41.92361,
    "longitude": 42.00663,
    "description": "A deep hole in front of the school.",
}


@router.get(
    "/reports",
    response=list[ReportOut],
    url_name="reports",
    operation_id="listReports",
    summary=noop("Public reports"),
    openapi_extra=described(example=[EXAMPLE], paged=True),
)
def reports(
    request: HttpRequest, response: HttpResponse, wanted: Query[ReportFilter]
) -> list[dict[str, Any]]:
    """What was reported in public, the latest first: where it is, and what became of it. Nobody's name."""
    states = {"open": True, "closed": False}
    found = public_reports(code=wanted.kind.replace("\x00", ""), is_open=states.get(wanted.state))
    return [_said(request, one) for one in shown(page_of(request, response, found, wanted))]


@router.get(
    "/reports/{number}",
    response=ReportOut,
    url_name="report",
    operation_id="getReport",
    summary=noop("One public report"),
    openapi_extra=described(example=EXAMPLE),
)
def report(request: HttpRequest, number: str) -> dict[str, Any]:
    """One public report."""
    return _said(request, report_by_number(number.replace("\x00", "")))


@router.post(
    "/reports",
    response={201: ReportReceiptOut},
    auth=[AppToken("reports:send")],
    operation_id="sendReport",
    summary=noop("Send a public report"),
    openapi_extra=described(
        example={name: EXAMPLE[name] for name in ("number", "address")},
        status=201,
        sent=EXAMPLE_SENT,
        wrong=(409, 422),
    ),
)
def send(request: HttpRequest, sent: ReportIn, idempotency_key: str = KEY) -> Status:
    """Sends a public report for somebody who tells it through the app. It is a case like any other."""
    by = actor_for(request, channel="api")
    kind = next((one for one in report_kinds() if one.code == sent.kind), None)
    if kind is None:
        raise NotFound(_("There is no such kind of report here."))
    report = SentReport(
        kind=kind.choice.code,
        description=sent.description,
        address=sent.place,
        latitude="" if sent.latitude is None else f"{sent.latitude:.6f}",
        longitude="" if sent.longitude is None else f"{sent.longitude:.6f}",
        given_name=sent.given_name,
        family_name=sent.family_name,
        phone=sent.phone,
        email=sent.email,
    )
    key = report_key(by, idempotency_key)
    case = actions.send_report(by, service=kind.service.service, sent=report, key=key)
    number = case.matter.number
    address = town_address(request, "services:report", number=number)
    return Status(201, {"number": number, "address": request.build_absolute_uri(address)})


def _said(request: HttpRequest, one: ShownReport) -> dict[str, Any]:
    point = one.point or (None, None)
    return {
        "number": one.number,
        "kind": one.code,
        "title": words_of(one.kind),
        "place": one.report.words,
        "latitude": point[0],
        "longitude": point[1],
        "state": "open" if one.is_open else "closed",
        "answer": words_of(one.outcome),
        "received_at": localtime(one.report.received_at),
        "changed_at": localtime(one.last_at),
        "address": request.build_absolute_uri(town_address(request, "services:report", number=one.number)),
    }
