"""Open311 GeoReport v2: kinds of reports, sending one, reading them; in JSON and XML, for one town each time."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from eroba.capabilities.services import actions
from eroba.capabilities.services.actions.sending import AnswersWrong, report_key
from eroba.capabilities.services.forms.georeport import GeoWrong, read_page, read_report, read_search
from eroba.capabilities.services.georeport import documents
from eroba.capabilities.services.georeport.xml import as_xml
from eroba.capabilities.services.queries.drafts import settlements_here
from eroba.capabilities.services.queries.public_reports import (
    ReportKind,
    report_by_number,
    report_kinds,
    reports_asked_for,
    shown,
)
from eroba.kernel.api.queries import Guest, partner_with_key
from eroba.kernel.api.quotas import use_of_address, use_of_app, with_quota
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.base.ids import uuid7
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import current_municipality, scope

SEND = "reports:send"
Answer = tuple[str, Any]
View = Callable[..., HttpResponse]


def in_a_town(view: Callable[..., Answer]) -> View:
    """Lets a view answer for the town of `jurisdiction_id`, in the language asked for; errors in GeoReport's shape."""

    @csrf_exempt
    @wraps(view)
    def answering(request: HttpRequest, ending: str, **named: Any) -> HttpResponse:
        language = request.GET.get("locale", "")[:2]
        known = {code for code, _name in settings.LANGUAGES}
        with override(language if language in known else get_language()):
            try:
                use_of_address(request)
                with scope(_town(request)):
                    root, said = view(request, **named)
            except Refusal as refusal:
                return with_quota(request, written(ending, "errors", _errors(refusal), refusal.status))
        response = written(ending, root, said, 201 if request.method == "POST" else 200)
        for name, value in getattr(request, "_headers_to_add", {}).items():
            response[name] = value
        return with_quota(request, response)

    return answering


def written(ending: str, root: str, said: Any, status: int = 200) -> HttpResponse:
    """An answer as JSON or XML; any page may read it from a browser."""
    if ending == "xml":
        response = HttpResponse(as_xml(root, said), content_type="text/xml; charset=utf-8", status=status)
    else:
        content = json.dumps(said, ensure_ascii=False)
        response = HttpResponse(content, content_type="application/json; charset=utf-8", status=status)
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def discovery(request: HttpRequest, ending: str) -> HttpResponse:
    """Where the interface is and how one gets a key."""
    endpoint = request.build_absolute_uri(reverse("georeport:services", args=["json"]))
    key_service = _("The town hall registers the app and gives it a key: %(page)s")
    said = documents.discovery(
        endpoint.removesuffix("/services.json"),
        settings.DEFAULT_FROM_EMAIL,
        key_service % {"page": f"{settings.SITE_ADDRESS}/{get_language()}/developers/"},
    )
    return written(ending, "discovery", said)


@require_safe
@in_a_town
def services(request: HttpRequest) -> Answer:
    """Everything one can report in the town."""
    return "services", [documents.service_of(one) for one in report_kinds()]


@require_safe
@in_a_town
def definition(request: HttpRequest, service_code: str) -> Answer:
    """What else may be said with one kind of report."""
    return "service_definition", documents.definition_of_service(_kind(service_code), settlements_here())


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@in_a_town
def requests(request: HttpRequest) -> Answer:
    """Reads reports, or sends one."""
    if request.method == "POST":
        return "service_requests", _sent(request)
    page, size = read_page(request.GET)
    pages = Paginator(reports_asked_for(**read_search(request.GET)), size)
    request._headers_to_add = {"X-Total-Count": str(pages.count)}  # type: ignore[attr-defined]
    found = list(pages.page(page)) if page <= pages.num_pages else []
    return "service_requests", [documents.request_of(one) for one in shown(found)]


@require_safe
@in_a_town
def one_request(request: HttpRequest, number: str) -> Answer:
    """One report."""
    return "service_requests", [documents.request_of(report_by_number(number))]


@require_safe
@in_a_town
def token(request: HttpRequest, token: str) -> Answer:
    """The number behind a token: the same, because numbers are given at once."""
    one = report_by_number(token)
    return "service_requests", [{"service_request_id": one.number, "token": one.number}]


def _sent(request: HttpRequest) -> list[dict[str, Any]]:
    guest = _guest(request)
    code = request.POST.get("service_code", "").strip()
    if not code:
        raise GeoWrong(_("service_code is missing."))
    kind = _kind(code)
    report = read_report(request.POST, kind.choice.code)
    own_key = request.headers.get("Idempotency-Key", "")[:100]
    key: UUID = report_key(guest.actor, own_key) if own_key else uuid7()
    case = actions.send_report(guest.actor, service=kind.service.service, sent=report, key=key)
    return [{"service_request_id": case.matter.number, "service_notice": None, "account_id": None}]


def _guest(request: HttpRequest) -> Guest:
    key = (request.POST.get("api_key") or request.GET.get("api_key") or "").strip()
    if not key:
        raise GeoWrong(_("api_key is missing. The town hall gives one to each app it registers."), 403)
    guest = partner_with_key(key)
    if guest is None or SEND not in guest.scopes:
        raise GeoWrong(_("This api_key is not good here, or not for sending reports."), 403)
    use_of_app(request, guest.app.pk)
    return guest


def _town(request: HttpRequest) -> Municipality:
    own = getattr(request, "municipality", None)
    said = (request.GET.get("jurisdiction_id") or request.POST.get("jurisdiction_id") or "").strip()
    if not said and own is None:
        raise GeoWrong(_("jurisdiction_id is missing: the name of the town, such as ozurgeti."))
    town = Municipality.objects.filter(slug=said, is_open=True).first() if said else own
    if town is None or (own is not None and own.pk != town.pk) or "services" in town.switched_off:
        raise GeoWrong(_("There is no such jurisdiction_id here."), 404)
    return town


def _kind(code: str) -> ReportKind:
    found = next((one for one in report_kinds() if one.code == code), None)
    if found is None:
        raise NotFound(_("%(town)s knows no service_code like this.") % {"town": current_municipality().name})
    return found


def _errors(refusal: Refusal) -> list[dict[str, Any]]:
    if isinstance(refusal, AnswersWrong):
        refusal.status = 400
        return [{"code": 400, "description": f"{one['field']}: {one['detail']}"} for one in refusal.errors]
    return [{"code": refusal.status, "description": str(refusal.message)}]
