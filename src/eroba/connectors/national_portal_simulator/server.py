"""The stand-in portal over HTTP: its pages, its sign-in, the town's calls, and switches for tests."""

import secrets
from collections.abc import Sequence
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from eroba.connectors.national_portal_simulator import pages
from eroba.connectors.national_portal_simulator.identity import Provider
from eroba.connectors.national_portal_simulator.town_client import TownClient
from eroba.connectors.simulation.server import SimulationHandler, SimulationServer

_COOKIE = "portal"


class PortalServer(SimulationServer):
    """One portal for one town of one installation."""

    def __init__(self, host: str, port: int, *, eroba: str, town: str, people: Sequence[str]) -> None:
        super().__init__(host, port, PortalHandler)
        self.people = tuple(people)
        self.provider = Provider(self.address)
        self.town = TownClient(eroba, town, f"{self.address}/back")
        self.signed_in: dict[str, str] = {}
        self.is_down = False


class PortalHandler(SimulationHandler):
    """One request to the portal."""

    server: PortalServer

    def get(self) -> None:
        """Show a page, or answer as the provider."""
        parts = urlsplit(self.path)
        asked = dict(parse_qsl(parts.query))
        provider = self.server.provider
        match parts.path.strip("/").split("/"):
            case [".well-known", "openid-configuration"]:
                self.send_json(200, provider.description())
            case ["keys"]:
                self.send_json(200, provider.keys())
            case ["authorize"]:
                self._authorize(asked)
            case ["userinfo"]:
                said = provider.userinfo(self.headers.get("Authorization", "").removeprefix("Bearer "))
                self.send_json(200 if said else 401, said or {"error": "invalid_token"})
            case ["back"]:
                is_in = self.server.town.let_in(asked.get("state", ""), asked.get("code", ""), self._who())
                self.redirect("/en/applications" if is_in else "/en/")
            case [("ka" | "en") as language]:
                self._front(language)
            case [("ka" | "en") as language, "applications"]:
                self._applications(language)
            case [("ka" | "en") as language, "sign-out"]:
                self.server.signed_in.clear()
                self.redirect(f"/{language}/")
            case ["control", "calls"]:
                town = self.server.town
                self.send_json(200, {"calls": list(town.calls.values()), "twice": town.twice})
            case _:
                self.send_json(404, {"error": "no such page"})

    def post(self) -> None:
        """Sign somebody in, give tokens, or take a call."""
        parts = urlsplit(self.path)
        body = self.read_body() or b""
        match parts.path.strip("/").split("/"):
            case ["token"]:
                said = self.server.provider.exchange(dict(parse_qsl(body.decode())))
                self.send_json(200 if said else 400, said or {"error": "invalid_grant"})
            case ["hooks", _town]:
                status = 503 if self.server.is_down else self.server.town.take_call(dict(self.headers), body)
                self.send_raw(status, b"", "text/plain")
            case [("ka" | "en") as language, "sign-in"]:
                number = dict(parse_qsl(body.decode())).get("number", "")
                onward = dict(parse_qsl(parts.query)).get("onward", f"/{language}/")
                self._sign_in(number, onward)
            case _:
                self.send_json(404, {"error": "no such page"})

    def put(self) -> None:
        """Turn the switches: what the town hall gave it, whether it is told, how sure its sign-in is, if it is down."""
        said: dict[str, Any] = self.read_object()
        for name in ("client", "secret", "webhook_secret"):
            if name in said:
                setattr(self.server.town, name, said[name])
        if said.get("listen"):
            self.server.town.listen(f"{self.server.address}/hooks/{self.server.town.town}")
        self.server.is_down = said.get("is_down", self.server.is_down)
        self.server.provider.level = said.get("level", self.server.provider.level)
        self.server.provider.spoils_nonce = said.get("spoils_nonce", self.server.provider.spoils_nonce)
        self.send_json(200, {})

    def _front(self, language: str) -> None:
        number = self._who()
        if not number:
            return self._page(pages.chooser(language, self.server.people, f"/{language}/"))
        offered = self.server.town.catalogue(language)
        links = {one.address: self._hand_over(language, f"{one.address}apply/") for one in offered}
        return self._page(pages.front(language, number, offered, links))

    def _hand_over(self, language: str, goal: str) -> str:
        """Sign-in begun by a third party, as OpenID Connect has it."""
        asked = {"iss": self.server.address, "target_link_uri": goal}
        return f"{self.server.town.eroba}/{language}/account/arrive/?{urlencode(asked)}"

    def _applications(self, language: str) -> None:
        number, town = self._who(), self.server.town
        if not number:
            return self._page(pages.chooser(language, self.server.people, f"/{language}/applications"))
        found = town.applications(number, language) if town.may_see(number) else []
        question = "" if town.may_see(number) else self._hand_over(language, town.question(number, language))
        told = {one["number"]: town.told_of(one["number"], language) for one in found}
        return self._page(pages.applications(language, number, found, told, question))

    def _authorize(self, asked: dict[str, str]) -> None:
        if not self.server.provider.is_answerable(asked):
            return self.send_json(400, {"error": "invalid_request"})
        number = self._who()
        if not number:
            return self._page(pages.chooser("en", self.server.people, self.path))
        code = self.server.provider.code_for(number, asked)
        answer = urlencode({"code": code, "state": asked.get("state", "")})
        return self.redirect(f"{asked['redirect_uri']}?{answer}")

    def _sign_in(self, number: str, onward: str) -> None:
        if number not in self.server.people or not onward.startswith("/") or onward.startswith("//"):
            return self.send_json(400, {"error": "nobody of this number"})
        key = secrets.token_urlsafe(24)
        self.server.signed_in[key] = number
        return self.redirect(onward, {"Set-Cookie": f"{_COOKIE}={key}; Path=/; HttpOnly; SameSite=Lax"})

    def _who(self) -> str:
        kept = SimpleCookie(self.headers.get("Cookie", "")).get(_COOKIE)
        return self.server.signed_in.get(kept.value, "") if kept else ""

    def _page(self, page: str) -> None:
        self.send_raw(200, page.encode(), "text/html; charset=utf-8")
