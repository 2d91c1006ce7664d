"""Somebody in front of a screen: opens pages, reads, types and presses, in one language, with or without scripts.

Words are looked up by the English of the catalogues, so one journey reads the same in every language. Each kind of page
that is met is looked at once: accessible, and no wider than a phone of 320 pixels.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.urls import resolve
from django.utils import translation
from playwright.sync_api import Locator, Page, Response, expect

from eroba.config.demo.people import sign_ins
from tests.fixtures.browser import assert_accessible, assert_fits

NARROWEST = 320
PATIENCE_SECONDS = 45


@dataclass
class Screen:
    """One person's browser."""

    page: Page
    language: str
    met: set[tuple[str, ...]] = field(default_factory=set)
    """The kinds of pages that were looked at; shared by everybody of a journey."""

    def words(self, english: str, **values: str) -> str:
        """What the page says for a text of the catalogue."""
        with translation.override(self.language):
            return translation.gettext(english) % values if values else translation.gettext(english)

    @property
    def main(self) -> Locator:
        """What the page is about, without header and footer."""
        return self.page.get_by_role("main")

    @property
    def heading(self) -> Locator:
        """The page's main heading."""
        return self.page.get_by_role("heading", level=1)

    def open(self, address: str) -> Response:
        """Type an address; without a language it is one of this person's."""
        known = address.startswith((f"/{self.language}/", "/verify", "http"))
        response = self.page.goto(address if known else f"/{self.language}{address}")
        assert response is not None and response.status == 200, f"{response and response.status} at {address}"
        self.look()
        return response

    def press(self, english: str, within: Locator | None = None) -> None:
        """Press a button and see what comes."""
        (within or self.main).get_by_role("button", name=self.words(english), exact=True).click()
        self.arrive()

    def follow(self, english: str, within: Locator | None = None) -> None:
        """Follow a link and see what comes."""
        (within or self.main).get_by_role("link", name=self.words(english), exact=True).first.click()
        self.arrive()

    def unfold(self, english: str) -> Locator:
        """Unfold what is folded away under these words; what is inside."""
        fold = self.main.locator("details").filter(
            has=self.page.locator("summary", has_text=re.compile(f"^{re.escape(self.words(english))}$"))
        )
        if fold.get_attribute("open") is None:
            fold.locator("summary").first.click()
        return fold

    def fill(self, **typed: str) -> None:
        """Type into the fields with these names."""
        for name, text in typed.items():
            self.main.locator(f"[name={name}]:visible").fill(text)

    def choose(self, name: str, value: str) -> None:
        """Take one of several answers."""
        self.main.locator(f"[name={name}][value='{value}']:visible").check()

    def value_of(self, name: str) -> str:
        """What stands in a field."""
        return self.main.locator(f"[name={name}]:visible").input_value()

    def says(self, english: str, **values: str) -> None:
        """The page says this somewhere."""
        expect(self.main).to_contain_text(self.words(english, **values))

    def is_at(self, route: str) -> None:
        """The page is of this kind."""
        self.page.wait_for_url(lambda address: route_of(address) == route)

    def arrive(self) -> None:
        """Wait until the page stands, then look at it."""
        self.page.wait_for_load_state("load")
        self.look()

    def look(self) -> None:
        """Look at a kind of page that nobody of this journey has met: for everybody to use, and narrow enough."""
        states = self.page.locator(".e-over-title .e-status").all_inner_texts()
        kind = (route_of(self.page.url), self.language, *states)
        if kind in self.met:
            return
        self.met.add(kind)
        assert_accessible(self.page)
        with self._as_narrow_as_it_gets():
            assert_fits(self.page)

    @contextmanager
    def _as_narrow_as_it_gets(self) -> Iterator[None]:
        before = self.page.viewport_size
        assert before is not None
        self.page.set_viewport_size({"width": NARROWEST, "height": before["height"]})
        try:
            yield
        finally:
            self.page.set_viewport_size(before)

    def reload_until(self, sign: Callable[[], Any]) -> None:
        """Look again and again, as people do, until the worker has done its part."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not sign():
            assert time.monotonic() < deadline, f"waited in vain at {self.page.url}"
            time.sleep(0.5)
            self.page.reload()
        self.look()

    def sign_in(self, email: str, password: str = "") -> None:
        """Sign in with e-mail and password; those of the demonstration share theirs."""
        self.open("/account/login/")
        self.give_password(email, password)

    def give_password(self, email: str, password: str = "") -> None:
        """Fill in the sign-in form that is on the screen."""
        self.fill(login=email, password=password or sign_ins()[0].password)
        self.press("Sign in")
        self.page.wait_for_url(lambda address: "/account/login" not in address)


def route_of(address: str) -> str:
    """The name of the page's kind, as in the address book; the book is open in one language at a time."""
    path = urlsplit(address).path
    with translation.override("en" if path.startswith("/en/") else "ka"):
        return resolve(path).view_name
