"""Every operation of the interface, for everybody who may come: nobody, people, apps, partners, of both towns."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from oauth2_provider.models import AccessToken

from conftest import appoint
from eroba.kernel.actions import Actor
from eroba.kernel.api import actions
from eroba.kernel.api.models import App
from eroba.kernel.base.clock import now
from eroba.kernel.people.models import Account, Person, Role
from eroba.kernel.people.queries import actor_of
from eroba.kernel.registry import scopes
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db
COMMITTED = Path(__file__).resolve().parent.parent.parent / "docs" / "api" / "openapi.json"
TOWNS = ("ozurgeti", "khobi")
OPERATIONS = [
    (method, address, next((s for way in said.get("security", ()) for s in way.get("AppToken", ())), ""))
    for address, ways in json.loads(COMMITTED.read_text(encoding="utf-8"))["paths"].items()
    for method, said in ways.items()
]
EACH = pytest.mark.parametrize(("method", "address", "needed"), OPERATIONS, ids=lambda part: str(part))
NO_WEBHOOK = "019a0c5e-7b1f-7d0a-9a38-6d3a0f0c9a11"
LET_IN = {200, 201, 404, 409, 422, 428}


def ask(client: Client, method: str, address: str, town: str, token: str = "") -> Any:
    """Ask one operation in one town, with something that is not there where it names a thing."""
    path = address.format(municipality=town, number="OZU-2026-X-1", code="nothing", webhook_id=NO_WEBHOOK)
    headers = {"idempotency-key": "a-key-of-mine", "accept-language": "en"}
    if token:
        headers["authorization"] = f"Bearer {token}"
    body = {"service": "nothing", "answers": {}} if method == "post" else None
    return client.generic(
        method.upper(),
        path,
        json.dumps(body) if body else "",
        content_type="application/json",
        headers=headers,
    )


@pytest.fixture
def ozurgeti_head(ozurgeti: Any, khobi: Any) -> Actor:
    """The head of unit of the first town."""
    with scope(ozurgeti):
        return actor_of(appoint("head@example.org", Role.HEAD, "გია", "Gia"))


def token_of(by: Actor, kind: str, allowed: list[str], person: Person | None = None) -> str:
    """A token of an app of the town worked for."""
    made = actions.register_app(
        by, kind=kind, name=f"App {kind} {len(allowed)}", run_by="Somebody", contact="dev@app.example",
        scopes=allowed, redirect_uris="https://app.example/back",
    )  # fmt: skip
    if person is not None:
        own = Actor(account_id=person.account_id, person_id=person.pk, roles=frozenset({"resident"}))
        actions.let_in(own, app=made.app, scopes=allowed)
    word = f"token-of-{made.app.pk}"
    kept = AccessToken(
        user=person.account if person else None,
        application=made.app.client,
        expires=now() + dt.timedelta(minutes=5),
        scope=" ".join(allowed),
    )
    kept._raw_token = word
    kept.save()
    return word


def person_in_both(ozurgeti: Any, khobi: Any) -> Person:
    """Somebody who is a person in both towns with one account; the first town's person."""
    account = Account.objects.create_user("both@example.org", "a long password")
    for town in (khobi, ozurgeti):
        with scope(town):
            person = Person.objects.create(account=account, given_name="ნინო", family_name="ორივე")
    return person


@EACH
def test_every_operation_for_everybody(method, address, needed, ozurgeti, khobi, ozurgeti_head) -> None:
    person = person_in_both(ozurgeti, khobi)
    personal = [name for name, one in scopes().items() if one.is_personal]
    with scope(ozurgeti):
        resident = token_of(ozurgeti_head, "device", personal, person)
        partner = token_of(ozurgeti_head, "partner", [name for name in scopes() if name not in personal])
    comers = {"": set(), "nonsense": set(), resident: set(personal), partner: set(scopes()) - set(personal)}
    for token, may in comers.items():
        for town in TOWNS:
            answer = ask(Client(), method, address, town, token)
            is_known = token in (resident, partner) and town == "ozurgeti"
            if not needed or (is_known and needed in may):
                assert answer.status_code in LET_IN, (town, token, answer.content)
            else:
                assert answer.status_code == (403 if is_known else 401), (town, token, answer.content)
                assert answer["Content-Type"] == "application/problem+json"


@EACH
def test_a_switched_off_app_is_nobody_everywhere(
    method, address, needed, ozurgeti, khobi, ozurgeti_head
) -> None:
    person = person_in_both(ozurgeti, khobi)
    with scope(ozurgeti):
        token = token_of(ozurgeti_head, "device", ["applications:read", "applications:send"], person)
        App.objects.update(is_on=False)
    if needed:
        assert ask(Client(), method, address, "ozurgeti", token).status_code == 401
