"""Apps of the tests: a partner's system, and an app for residents, each with a way to get a token."""

import base64
import hashlib
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from eroba.kernel.actions import Actor
from eroba.kernel.api import actions
from eroba.kernel.api.actions import Registered
from eroba.kernel.people.models import Person

BACK = "https://app.example/back"
VERIFIER = "a-verifier-that-is-long-enough-for-the-standard-0123456789"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
READ, SEND, WORKLOAD = "applications:read", "applications:send", "workload:read"
API = "/api/v1/ozurgeti"


def register(head: Actor, **other: Any) -> Registered:
    """Register an app as the head of a unit would."""
    given = {
        "kind": "device",
        "name": "My Guria",
        "run_by": "Guria Apps",
        "contact": "dev@app.example",
        "scopes": [READ, SEND],
        "redirect_uris": BACK,
    }
    return actions.register_app(head, **given | other)


@pytest.fixture
def app(head: Actor) -> Registered:
    """An app for residents on their phones, without a secret."""
    return register(head)


@pytest.fixture
def partner(head: Actor) -> Registered:
    """A partner's system, with a secret."""
    return register(head, kind="partner", name="Statistics", scopes=[WORKLOAD], redirect_uris="")


def question(made: Registered, **other: str) -> dict[str, str]:
    """What an app asks on the page of consent."""
    return {
        "response_type": "code",
        "client_id": made.app.client.client_id,
        "redirect_uri": BACK,
        "scope": READ,
        "state": "abc",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
    } | other


def say_yes(client: Client, made: Registered, town: str = "ozurgeti", **other: str) -> dict[str, list[str]]:
    """Press the button; what the app is told in its address."""
    answer = client.post(f"/en/{town}/apps/let-in/", question(made, **other) | {"allow": "yes"})
    assert answer.status_code == 302, answer.content.decode()
    return parse_qs(urlsplit(answer["Location"]).query)


def exchange(made: Registered, code: str, town: str = "ozurgeti", **other: str) -> Any:
    """Exchange a code for a token."""
    return ask_token(
        made,
        town,
        grant_type="authorization_code",
        code=code,
        redirect_uri=BACK,
        **{"code_verifier": VERIFIER} | other,
    )


def ask_token(made: Registered, town: str = "ozurgeti", **form: str) -> Any:
    """Ask where tokens are given."""
    given = {"client_id": made.app.client.client_id} | form
    if made.secret and "client_secret" not in form:
        given["client_secret"] = made.secret
    words = "&".join(f"{name}={value}" for name, value in given.items())
    return Client().post(
        f"/api/v1/{town}/oauth/token", words, content_type="application/x-www-form-urlencoded"
    )


@pytest.fixture
def phone(client: Client, resident: Person) -> Client:
    """The resident's own browser."""
    client.force_login(resident.account)
    return client


@pytest.fixture
def token(phone: Client, app: Registered) -> str:
    """A token for everything the app may do in the resident's name."""
    code = say_yes(phone, app, scope=f"{READ} {SEND}")["code"][0]
    return exchange(app, code).json()["access_token"]


def bearing(token: str) -> dict[str, Any]:
    """Headers of a request with a token."""
    return {"headers": {"authorization": f"Bearer {token}"}}
