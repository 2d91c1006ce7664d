"""What the portal asks of one town: its catalogue, a person's leave and token, their applications; and its calls."""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import httpx

from eroba.kernel.webhooks.signing import is_genuine, read_secret

SCOPE, KEEP = "applications:read", "webhooks:keep"
WAIT_SECONDS = 10.0


@dataclass(frozen=True)
class Offered:
    """A service as the portal lists it."""

    title: str
    summary: str
    address: str


@dataclass
class TownClient:
    """The portal as an app of one town; client number and secrets come from the town hall's desk."""

    eroba: str
    town: str
    back: str
    client: str = ""
    secret: str = ""
    webhook_secret: str = ""
    calls: dict[str, dict[str, Any]] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)
    _asked: dict[str, tuple[str, str]] = field(default_factory=dict)
    _tokens: dict[str, str] = field(default_factory=dict)

    def catalogue(self, language: str) -> list[Offered]:
        """The services in the town's feed; none while the town does not answer."""
        try:
            said = httpx.get(f"{self.eroba}/ka/{self.town}/services.jsonld", timeout=WAIT_SECONDS).json()
        except (httpx.HTTPError, ValueError):
            return []
        nodes = [node for node in said["@graph"] if "cpsv:PublicService" in node["@type"]]
        found = [
            Offered(
                _text(node["dct:title"], language),
                _text(node["dct:description"], language),
                node["@id"].partition("#")[0].replace("/ka/", f"/{language}/", 1),
            )
            for node in nodes
        ]
        return sorted(found, key=lambda one: one.title)

    def question(self, number: str, language: str) -> str:
        """Where a person is asked whether the portal may see their applications."""
        state, verifier = secrets.token_urlsafe(16), secrets.token_urlsafe(48)
        self._asked[state] = (number, verifier)
        digest = hashlib.sha256(verifier.encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": self.client,
            "redirect_uri": self.back,
            "scope": SCOPE,
            "state": state,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        return f"{self.eroba}/{language}/{self.town}/apps/let-in/?{urlencode(asked)}"

    def let_in(self, state: str, code: str, number: str) -> bool:
        """Take what the person answered: a token for them, if it was the same person who was asked."""
        asked_of, verifier = self._asked.pop(state, ("", ""))
        if not asked_of or asked_of != number:
            return False
        sent = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.back,
            "client_id": self.client,
            "client_secret": self.secret,
            "code_verifier": verifier,
        }
        answer = httpx.post(self._api("oauth/token"), data=sent, timeout=WAIT_SECONDS)
        if answer.status_code != 200:
            return False
        self._tokens[number] = answer.json()["access_token"]
        return True

    def may_see(self, number: str) -> bool:
        """Whether the portal has a token for somebody."""
        return number in self._tokens

    def applications(self, number: str, language: str) -> list[dict[str, Any]]:
        """Somebody's applications; none once the portal was shut out."""
        headers = {"Authorization": f"Bearer {self._tokens[number]}", "Accept-Language": language}
        answer = httpx.get(self._api("applications"), headers=headers, timeout=WAIT_SECONDS)
        if answer.status_code != 200:
            self._tokens.pop(number, None)
            return []
        listed: list[dict[str, Any]] = answer.json()
        return [
            httpx.get(
                self._api(f"applications/{one['number']}"), headers=headers, timeout=WAIT_SECONDS
            ).json()
            for one in listed
        ]

    def listen(self, address: str) -> None:
        """Set up a webhook by itself; raises when the town hall does not let it."""
        answer = httpx.post(
            self._api("webhooks"), json={"address": address}, headers=self._as_itself(), timeout=WAIT_SECONDS
        )
        self.webhook_secret = answer.raise_for_status().json()["secret"]

    def _prove(self, said: Mapping[str, str]) -> None:
        """Show the word that came, so that the town believes whose the address is."""
        shown = {"challenge": said["challenge"]}
        where = self._api(f"webhooks/{said['webhook']}/proof")
        httpx.put(where, json=shown, headers=self._as_itself(), timeout=WAIT_SECONDS).raise_for_status()

    def _as_itself(self) -> dict[str, str]:
        sent = {
            "grant_type": "client_credentials",
            "client_id": self.client,
            "client_secret": self.secret,
            "scope": KEEP,
        }
        answer = httpx.post(self._api("oauth/token"), data=sent, timeout=WAIT_SECONDS).raise_for_status()
        return {"Authorization": f"Bearer {answer.json()['access_token']}"}

    def take_call(self, headers: Mapping[str, str], body: bytes) -> int:
        """Take a call of the town's webhook, if it is genuine; one that is known already is not kept twice."""
        lowered = {name.lower(): value for name, value in headers.items()}
        secret = read_secret(self.webhook_secret) if self.webhook_secret else b""
        if not secret or not is_genuine(secret, lowered, body, now=int(time.time())):
            return 401
        name, said = lowered["webhook-id"], json.loads(body)
        if said["type"] == "webhook.challenge":
            self._prove(said["data"])
        if name in self.calls:
            self.twice.append(name)
        self.calls[name] = said
        return 204

    def told_of(self, number: str, language: str) -> list[str]:
        """What the town told the portal about an application, in the order of its numbers."""
        told = [
            call["data"]
            for call in self.calls.values()
            if call["data"].get("matter", {}).get("number") == number
        ]
        return [one["sentence"][language] for one in sorted(told, key=lambda one: one["sequence"])]

    def _api(self, path: str) -> str:
        return f"{self.eroba}/api/v1/{self.town}/{path}"


def _text(said: list[dict[str, str]], language: str) -> str:
    by_language = {one["@language"]: one["@value"] for one in said}
    return by_language.get(language) or by_language.get("ka", "")
