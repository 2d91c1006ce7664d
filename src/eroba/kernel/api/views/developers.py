"""The page for people who write programs: made from the same description that programs read."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from eroba.kernel.api.assembly import api
from eroba.kernel.api.document import METHODS
from eroba.kernel.api.problems import KINDS
from eroba.kernel.registry import scopes as known_scopes

TOWN = "ozurgeti"


@dataclass(frozen=True)
class Shown:
    """One operation as the page shows it."""

    name: str
    title: str
    method: str
    address: str
    text: str
    scope: str
    sent: str
    example: str


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """How to begin, every operation with an example, and every kind of problem."""
    host = settings.SITE_ADDRESS
    shown = {
        "document_href": reverse("api:openapi-json"),
        "operations": list(_operations()),
        "kinds": KINDS.items(),
        "scopes": known_scopes().items(),
        "first_try": f'curl -H "Accept-Language: en" {host}/api/v1/{TOWN}/services',
        "code_try": _code_try(host),
        "partner_try": (
            f"curl -u CLIENT:SECRET -d grant_type=client_credentials \\\n  {host}/api/v1/{TOWN}/oauth/token"
        ),
    }
    return render(request, "api/developers.html", shown)


def _code_try(host: str) -> str:
    return (
        f"{host}/ka/{TOWN}/apps/let-in/?response_type=code&client_id=CLIENT\\\n"
        "  &redirect_uri=https://app.example/back&scope=applications:read\\\n"
        "  &code_challenge=CHALLENGE&code_challenge_method=S256&state=STATE\n\n"
        "curl -d grant_type=authorization_code -d code=CODE -d client_id=CLIENT \\\n"
        "  -d code_verifier=VERIFIER -d redirect_uri=https://app.example/back \\\n"
        f"  {host}/api/v1/{TOWN}/oauth/token\n\n"
        f'curl -H "Authorization: Bearer TOKEN" {host}/api/v1/{TOWN}/applications'
    )


def _operations() -> Iterator[Shown]:
    described = api.get_openapi_schema()
    for address, ways in described["paths"].items():
        for method in METHODS:
            if method in ways:
                yield _shown(method.upper(), address, ways[method])


def _shown(method: str, address: str, said: dict[str, Any]) -> Shown:
    answers = (said["responses"].get(code, {}) for code in ("200", "201"))
    example = next((found for answer in answers if (found := _example(answer))), "")
    scopes = [scope for way in said.get("security", ()) for scope in way.get("AppToken", ())]
    title: str = said["summary"]  # marked for translation where the operation is declared
    return Shown(
        name=said["operationId"],
        title=gettext(title),
        method=method,
        address=address,
        text=said.get("description", ""),
        scope="".join(scopes),
        sent=_example(said.get("requestBody", {})),
        example=example,
    )


def _example(body: dict[str, Any]) -> str:
    example = body.get("content", {}).get("application/json", {}).get("example")
    return json.dumps(example, ensure_ascii=False, indent=2) if example is not None else ""
