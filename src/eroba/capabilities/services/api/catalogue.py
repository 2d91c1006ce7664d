"""What a town offers: open to everybody, no token needed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as noop
from ninja import Query, Router

from eroba.capabilities.services.addresses import town_address
from eroba.capabilities.services.api import shapes
from eroba.capabilities.services.api.shapes import words_of
from eroba.capabilities.services.definition.form import Field, FormPage
from eroba.capabilities.services.form_engine.compound import PARTS
from eroba.capabilities.services.published import cited
from eroba.capabilities.services.queries.catalogue import OfferedService, offered_services, service_by_code
from eroba.capabilities.services.queries.drafts import settlements_here
from eroba.kernel.api.conditional import stands_at
from eroba.kernel.api.describing import described
from eroba.kernel.api.paging import page_of
from eroba.kernel.base.text import is_found, search_key

router = Router()


@router.get(
    "/services",
    response=list[shapes.ServiceOut],
    url_name="services",
    operation_id="listServices",
    summary=noop("Services of the town"),
    openapi_extra=described(example=[shapes.EXAMPLE_SERVICE], paged=True),
)
def services(
    request: HttpRequest, response: HttpResponse, wanted: Query[shapes.CatalogueFilter]
) -> list[dict[str, Any]]:
    """Every service of the town that takes applications, by title."""
    key = search_key(wanted.words)
    found = [
        service
        for service in offered_services()
        if (not key or is_found(key, *_texts(service)))
        and (
            not wanted.life_event
            or wanted.life_event in {event.code for event in service.definition.life_events}
        )
    ]
    shown: list[OfferedService] = page_of(request, response, found, wanted)
    return [_short(request, one) for one in shown]


@router.get(
    "/services/{code}",
    response=shapes.ServiceDetailOut,
    url_name="service",
    operation_id="getService",
    summary=noop("One service"),
    openapi_extra=described(example=shapes.EXAMPLE_DETAIL),
)
def service(request: HttpRequest, code: str) -> dict[str, Any]:
    """One service, with what one needs, what it rests on and how long it takes."""
    one = service_by_code(code)
    said = one.definition
    stands_at(request, changed_at=one.service.current.published_at)
    return _short(request, one) | {
        "who_gets_it": [words_of(text) for text in said.who_gets_it],
        "what_you_need": [words_of(text) for text in said.what_you_need],
        "saves_papers": [
            words_of(register.saves_paper) for register in said.registers if register.saves_paper
        ],
        "legal_basis": [
            {"code": law.code, "citation": words_of(cited(said, law.code)), "is_verified": law.verified}
            for law in said.legal
        ],
        "competent_unit": words_of(said.competent_unit.title),
        "is_open": one.service.is_enabled,
    }


@router.get(
    "/services/{code}/form",
    response=shapes.FormOut,
    url_name="form",
    operation_id="getForm",
    summary=noop("What a service asks"),
    openapi_extra=described(example=shapes.EXAMPLE_FORM),
)
def form(request: HttpRequest, code: str) -> dict[str, Any]:
    """The questions of a service, in order; the codes of the questions name the answers of a new application."""
    one = service_by_code(code)
    settlements = [{"code": key, "label": {"ka": name}} for key, name in settlements_here()]
    return {
        "service": code,
        "version": one.service.current.number,
        "topics": [_topic(page, settlements) for page in one.definition.form.pages],
    }


def _short(request: HttpRequest, one: OfferedService) -> dict[str, Any]:
    said = one.definition
    return {
        "code": said.code,
        "title": words_of(said.title),
        "summary": words_of(said.summary),
        "how_long": words_of(said.how_long),
        "cost": str(said.cost.amount),
        "life_events": [event.code for event in said.life_events],
        "version": one.service.current.number,
        "content_hash": said.content_hash,
        "address": request.build_absolute_uri(town_address(request, "services:service", code=said.code)),
    }


def _texts(one: OfferedService) -> list[str]:
    said = one.definition
    texts = [said.title, said.summary, *(event.title for event in said.life_events)]
    return [text.in_language(language) for text in texts for language in ("ka", "en")]


def _topic(page: FormPage, settlements: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "code": page.code,
        "title": words_of(page.title),
        "shown_if": page.shown_if,
        "questions": [_question(field, settlements) for field in page.fields],
    }


def _question(field: Field, settlements: list[dict[str, Any]]) -> dict[str, Any]:
    choices = [{"code": choice.code, "label": words_of(choice.label)} for choice in field.choices]
    is_group = field.kind == "group"
    return {
        "code": field.code,
        "kind": field.kind,
        "label": words_of(field.label),
        "hint": words_of(field.hint),
        "is_required": field.required,
        "shown_if": field.shown_if,
        "choices": settlements if field.kind in ("settlement", "address") else choices,
        "unit": words_of(field.unit),
        "parts": list(PARTS.get(field.kind, ())),
        "questions": [_question(one, settlements) for one in field.fields],
        "least_rows": field.least_rows if is_group else None,
        "most_rows": field.most_rows if is_group else None,
    }
