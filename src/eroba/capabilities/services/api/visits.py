"""Visits for other programs: where people are received and when (open to everybody), and one's own visits."""

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from ninja import Query, Router, Schema, Status
from pydantic import AwareDatetime, ConfigDict, Field

from eroba.capabilities.services import actions, visit_rules
from eroba.capabilities.services.addresses import town_address
from eroba.capabilities.services.api.shapes import Words
from eroba.capabilities.services.models import Counter, Visit
from eroba.capabilities.services.queries.cases import case_by_number
from eroba.capabilities.services.queries.catalogue import service_by_code
from eroba.capabilities.services.queries.visits import (
    counters_for,
    offered_days,
    visit_by_number,
    visits_of,
)
from eroba.capabilities.services.rules import is_applicant_of
from eroba.kernel.api.describing import described
from eroba.kernel.api.doors import signed_in_or
from eroba.kernel.api.paging import Paging, page_of
from eroba.kernel.base.errors import NotFound
from eroba.kernel.people.queries import actor_for

KEEP = "visits:keep"
router = Router()


class CounterFilter(Schema):
    """Which counters are wanted."""

    service: str = Field("", max_length=60, description="Only those that receive people for this service.")


class CounterOut(Schema):
    """A place where people are received by appointment."""

    code: str
    kind: Literal["town_hall", "community_centre", "village"]
    name: Words
    place: Words
    minutes: int


class TimeOut(Schema):
    """A time at which somebody can still come."""

    starts_at: dt.datetime
    seats_left: int


class VisitIn(Schema):
    """A visit to be booked: where, when, and what for."""

    model_config = ConfigDict(extra="forbid")
    counter: str = Field(max_length=60, description="The code of the counter.")
    starts_at: AwareDatetime = Field(description="One of the free times, with its zone.")
    service: str = Field("", max_length=60, description="The code of the service it is about, if it is.")
    application: str = Field(
        "", max_length=40, description="The number of your application, if it is about one."
    )


class TimeIn(Schema):
    """Another time or place for a visit."""

    model_config = ConfigDict(extra="forbid")
    counter: str = Field(max_length=60, description="The code of the counter.")
    starts_at: AwareDatetime = Field(description="One of the free times, with its zone.")


class VisitOut(Schema):
    """One of your visits."""

    number: str
    counter: str
    name: Words
    place: Words
    starts_at: dt.datetime
    ends_at: dt.datetime
    state: Literal["booked", "came", "missed", "cancelled"]
    service: str
    application: str
    address: str


EXAMPLE_COUNTER = {
    "code": "reception",
    "kind": "town_hall",
    "name": {"ka": "მერიის მისაღები", "en": "Town hall reception"},
    "place": {"ka": "ნიმუშის ქ. 1", "en": "1 Example St"},
    "minutes": 20,
}
EXAMPLE_TIME = {"starts_at": "2026-12-02T10:00:00+04:00", "seats_left": 2}
EXAMPLE_SENT = {"counter": "reception", "starts_at": "2026-12-02T10:00:00+04:00"}
EXAMPLE_VISIT = {
    "number": "OZU-2026-VIS-00007",
    "counter": "reception",
    "name": EXAMPLE_COUNTER["name"],
    "place": EXAMPLE_COUNTER["place"],
    "starts_at": "2026-12-02T10:00:00+04:00",
    "ends_at": "2026-12-02T10:20:00+04:00",
    "state": "booked",
    "service": "one-off-social-assistance",
    "application": "",
    "address": "https://eroba.example/ka/ozurgeti/services/visits/OZU-2026-VIS-00007/",
}


@router.get(
    "/counters",
    response=list[CounterOut],
    url_name="counters",
    operation_id="listCounters",
    summary=noop("Where people are received"),
    openapi_extra=described(example=[EXAMPLE_COUNTER]),
)
def counters(request: HttpRequest, wanted: Query[CounterFilter]) -> list[dict[str, Any]]:
    """Every place at which one can book a visit."""
    return [
        {
            "code": one.code,
            "kind": one.kind,
            "name": _both(one, "name"),
            "place": _both(one, "address"),
            "minutes": one.slot_minutes,
        }
        for one in counters_for(wanted.service)
    ]


@router.get(
    "/counters/{code}/times",
    response=list[TimeOut],
    url_name="counter_times",
    operation_id="listFreeTimes",
    summary=noop("Free times"),
    openapi_extra=described(example=[EXAMPLE_TIME]),
)
def times(request: HttpRequest, code: str) -> list[dict[str, Any]]:
    """Every time at which one can still come, the soonest first; booked ones are left out."""
    return [
        {"starts_at": localtime(one.starts_at), "seats_left": one.seats_left}
        for day in offered_days(_counter(code))
        for one in day.free
    ]


@router.get(
    "/visits",
    response=list[VisitOut],
    auth=signed_in_or(KEEP),
    url_name="visits",
    operation_id="listVisits",
    summary=noop("Your visits"),
    openapi_extra=described(example=[EXAMPLE_VISIT], paged=True),
)
def visits(request: HttpRequest, response: HttpResponse, wanted: Query[Paging]) -> list[dict[str, Any]]:
    """Your visits in this town, the latest first."""
    by = actor_for(request, channel="api")
    found = visits_of(by.person_id) if by.person_id else Visit.objects.none()
    return [
        _shown(request, one)
        for one in page_of(request, response, found, wanted)
        if visit_rules.is_visitor(by, one)
    ]


@router.post(
    "/visits",
    response={201: VisitOut},
    auth=signed_in_or(KEEP),
    url_name="visits",
    operation_id="bookVisit",
    summary=noop("Book a visit"),
    openapi_extra=described(example=EXAMPLE_VISIT, status=201, sent=EXAMPLE_SENT, wrong=(409, 422)),
)
def book(request: HttpRequest, sent: VisitIn) -> Status:
    """Books one of the free times, by the rules of the website: three visits ahead at most, never two at once."""
    by = actor_for(request, channel="api")
    purpose = actions.Purpose()
    if sent.application:
        case = case_by_number(sent.application)
        if not is_applicant_of(by, case):
            raise NotFound(_("There is no application with this number here."))
        purpose = actions.Purpose(case.service, case)
    elif sent.service:
        purpose = actions.Purpose(service_by_code(sent.service).service)
    counter = _counter(sent.counter, purpose.service.code if purpose.service else "")
    visit = actions.book_visit(by, counter=counter, starts_at=sent.starts_at, purpose=purpose)
    return Status(201, _shown(request, visit_by_number(visit.matter.number)))


@router.put(
    "/visits/{number}/time",
    response=VisitOut,
    auth=signed_in_or(KEEP),
    url_name="visit_time",
    operation_id="changeVisit",
    summary=noop("Choose another time"),
    openapi_extra=described(example=EXAMPLE_VISIT, sent=EXAMPLE_SENT, wrong=(409, 422)),
)
def change(request: HttpRequest, number: str, sent: TimeIn) -> dict[str, Any]:
    """Another time or place for a visit that is still ahead; the old time is free at once."""
    by, visit = actor_for(request, channel="api"), _mine(request, number)
    counter = _counter(sent.counter, visit.service.code if visit.service else "")
    actions.change_visit(by, visit=visit, counter=counter, starts_at=sent.starts_at)
    return _shown(request, visit_by_number(number))


@router.put(
    "/visits/{number}/cancellation",
    response=VisitOut,
    auth=signed_in_or(KEEP),
    url_name="visit_cancellation",
    operation_id="cancelVisit",
    summary=noop("Cancel a visit"),
    openapi_extra=described(example=EXAMPLE_VISIT | {"state": "cancelled"}, wrong=(409,)),
)
def cancel(request: HttpRequest, number: str) -> dict[str, Any]:
    """Cancels a visit that is still ahead; somebody else can have the time."""
    actions.cancel_visit(actor_for(request, channel="api"), visit=_mine(request, number))
    return _shown(request, visit_by_number(number))


def _counter(code: str, service: str = "") -> Counter:
    found = next((one for one in counters_for(service) if one.code == code), None)
    if found is None:
        raise NotFound(_("There is no such counter here."))
    return found


def _mine(request: HttpRequest, number: str) -> Visit:
    found = visit_by_number(number)
    if not visit_rules.is_visitor(actor_for(request, channel="api"), found):
        raise NotFound(_("There is no such visit here."))
    return found


def _both(counter: Counter, name: str) -> Words:
    return {language: str(getattr(counter, f"{name}_{language}")) for language in ("ka", "en")}


def _shown(request: HttpRequest, visit: Visit) -> dict[str, Any]:
    address = town_address(request, "services:visit", number=visit.matter.number)
    return {
        "number": visit.matter.number,
        "counter": visit.counter.code,
        "name": _both(visit.counter, "name"),
        "place": _both(visit.counter, "address"),
        "starts_at": localtime(visit.starts_at),
        "ends_at": localtime(visit.ends_at),
        "state": visit.state,
        "service": visit.service.code if visit.service else "",
        "application": visit.case.matter.number if visit.case else "",
        "address": request.build_absolute_uri(address),
    }
