"""The programming interface of services: what a town offers to everybody, and one's own applications."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema
from ninja.security import django_auth

from eroba.capabilities.services.addresses import town_address
from eroba.capabilities.services.definition.texts import Text
from eroba.capabilities.services.models import Case
from eroba.capabilities.services.published import cited, definition_for
from eroba.capabilities.services.queries.cases import case_by_number, cases_of
from eroba.capabilities.services.queries.catalogue import OfferedService, offered_services, service_by_code
from eroba.kernel.base.errors import NotFound
from eroba.kernel.matters.queries import timeline
from eroba.kernel.people.queries import actor_for

router = Router(tags=["services"])
Words = dict[str, str]


class ServiceOut(Schema):
    """A service in short."""

    code: str
    title: Words
    summary: Words
    how_long: Words
    cost: str
    life_events: list[str]
    version: int
    content_hash: str
    address: str


class LawOut(Schema):
    """A law a service rests on, and whether somebody has checked the article's number."""

    code: str
    citation: Words
    is_verified: bool


class ServiceDetailOut(ServiceOut):
    """A service with everything one needs to know before applying."""

    who_gets_it: list[Words]
    what_you_need: list[Words]
    saves_papers: list[Words]
    legal_basis: list[LawOut]
    competent_unit: Words
    is_open: bool


class ApplicationOut(Schema):
    """One of your applications."""

    number: str
    service: Words
    stage: str
    stage_title: Words
    waits_for: str
    outcome: str
    received_at: dt.datetime
    due_on: dt.date | None
    address: str


class StepOut(Schema):
    """One sentence of the timeline, in the language of the request."""

    at: dt.datetime
    name: str
    sentence: str


class ApplicationDetailOut(ApplicationOut):
    """One of your applications with what happened."""

    steps: list[StepOut]


@router.get("/services", response=list[ServiceOut], url_name="services")
def services(request: HttpRequest) -> Sequence[ServiceOut]:
    """Every service of the town that takes applications."""
    return [ServiceOut(**_service(request, one)) for one in offered_services()]


@router.get("/services/{code}", response=ServiceDetailOut, url_name="service")
def service(request: HttpRequest, code: str) -> ServiceDetailOut:
    """One service."""
    one = service_by_code(code)
    said = one.definition
    return ServiceDetailOut(
        **_service(request, one),
        who_gets_it=[_words(text) for text in said.who_gets_it],
        what_you_need=[_words(text) for text in said.what_you_need],
        saves_papers=[_words(register.saves_paper) for register in said.registers if register.saves_paper],
        legal_basis=[
            LawOut(code=law.code, citation=_words(cited(said, law.code)), is_verified=law.verified)
            for law in said.legal
        ],
        competent_unit=_words(said.competent_unit.title),
        is_open=one.service.is_enabled,
    )


@router.get("/applications", response=list[ApplicationOut], auth=django_auth, url_name="applications")
def applications(request: HttpRequest) -> Sequence[ApplicationOut]:
    """Your applications in this town, the latest first."""
    mine = cases_of(actor_for(request, channel="api").person_id)
    return [ApplicationOut(**_application(request, case)) for case in mine]


@router.get("/applications/{number}", response=ApplicationDetailOut, auth=django_auth, url_name="application")
def application(request: HttpRequest, number: str) -> ApplicationDetailOut:
    """One of your applications; anybody else's does not exist here."""
    by, case = actor_for(request, channel="api"), case_by_number(number)
    if by.person_id is None or case.person_id != by.person_id:
        raise NotFound(_("There is no application with this number here."))
    steps = [
        StepOut(at=entry.at, name=entry.name, sentence=entry.words)
        for entry in timeline(case.matter, audience="parties")
    ]
    return ApplicationDetailOut(**_application(request, case), steps=steps)


def _service(request: HttpRequest, one: OfferedService) -> dict[str, Any]:
    said = one.definition
    return {
        "code": said.code,
        "title": _words(said.title),
        "summary": _words(said.summary),
        "how_long": _words(said.how_long),
        "cost": said.cost.amount,
        "life_events": [event.code for event in said.life_events],
        "version": one.service.current.number,
        "content_hash": said.content_hash,
        "address": request.build_absolute_uri(town_address(request, "services:service", code=said.code)),
    }


def _application(request: HttpRequest, case: Case) -> dict[str, Any]:
    said = definition_for(case)
    stage = said.flow.stage(case.stage)
    address = town_address(request, "services:application", number=case.matter.number)
    return {
        "number": case.matter.number,
        "service": _words(said.title),
        "stage": case.stage,
        "stage_title": _words(stage.title) if stage else {},
        "waits_for": case.waits_for,
        "outcome": case.outcome,
        "received_at": case.received_at,
        "due_on": case.due_on,
        "address": request.build_absolute_uri(address),
    }


def _words(text: Text) -> Words:
    return dict(text.in_languages)
