"""One account: a resident goes from the national portal to a service of the town and back, and follows it there.

The portal is a stand-in and a process of its own. It uses what any portal could: the catalogue's feed, the hand-over by
OpenID Connect, the interface, and a webhook.
"""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from eroba.connectors.national_portal_simulator.running import RunningPortal, running_portal
from tests.fixtures.product import demonstration, free_port, one_at_a_time, start_product, wait_for_product
from tests.journeys import desk_steps
from tests.journeys.screen import Screen
from tests.templates import store_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PEOPLE = {"ka": "99000001701", "en": "99000001702"}
PATIENCE_SECONDS = 120
COMPLETE = "განცხადება შევამოწმეთ"
RECEIVED = "We received the application"


@dataclass(frozen=True)
class Country:
    """A portal and an installation that know each other."""

    portal: RunningPortal
    eroba: str
    browser: Browser

    def context(self, language: str, scripts: bool = True) -> BrowserContext:
        """A fresh profile."""
        context = self.browser.new_context(
            base_url=self.eroba,
            viewport={"width": 1280, "height": 900},
            java_script_enabled=scripts,
            locale=language,
            timezone_id="Asia/Tbilisi",
        )
        context.set_default_timeout(20_000)
        return context


@pytest.fixture(scope="module")
def country(
    tmp_path_factory: pytest.TempPathFactory, chromium_browser: Browser, request: Any
) -> Iterator[Country]:
    """Start both, let the town register the portal and tell it what happens."""
    store = store_for(os.environ.get("EROBA_DATABASE_URL", "sqlite:///"))
    worker = getattr(request.config, "workerinput", {}).get("workerid", "alone")
    home = tmp_path_factory.mktemp("country")
    url, port = demonstration(store, f"country_{worker}", home), free_port()
    eroba, log = f"http://127.0.0.1:{port}", home / "log"
    people = [part for number in PEOPLE.values() for part in ("--person", number)]
    with running_portal("--eroba", eroba, *people) as portal:
        settings = {
            **os.environ, "EROBA_DATABASE_URL": url, "EROBA_HOME": str(home), "EROBA_DEBUG": "0",
            "EROBA_ADDRESS": eroba, "EROBA_SIGN_IN_SERVER": portal.address, "EROBA_SIGN_IN_SECRET": "stand-in",
            "EROBA_SIGN_IN_NAME": "National portal", "EROBA_WEBHOOK_NETWORKS": "127.0.0.0/8",
        }  # fmt: skip
        with one_at_a_time("product"):
            process = start_product(port, log, settings)
            wait_for_product(eroba, process, log)
        try:
            made = Country(portal, eroba, chromium_browser)
            introduce(made)
            yield made
        finally:
            process.terminate()
            process.wait(20)
            store.drop(url)


def introduce(country: Country) -> None:
    """The head of unit registers the portal at the desk; it sets its webhook up by itself."""
    context = country.context("en")
    office = Screen(context.new_page(), "en")
    office.sign_in("head@ozurgeti.example")
    office.open("/ozurgeti/desk/apps/new/")
    office.fill(name="National portal", run_by="The State", contact="portal@state.example")
    office.fill(redirect_uris=f"{country.portal.address}/back")
    office.choose("kind", "server")
    office.choose("scopes", "applications:read")
    office.choose("scopes", "webhooks:keep")
    office.press("Register the app")
    said = office.main.inner_text()
    client = said.partition("Client number")[2].split()[0]
    secret = office.main.locator("code.e-break").first.inner_text()
    country.portal.turn(client=client, secret=secret, listen=True)
    office.open("/ozurgeti/desk/webhooks/")
    office.reload_until(
        lambda: office.words("on") == office.main.locator("td .e-status").inner_text().strip()
    )
    context.close()


def until(sign: Callable[[], Any]) -> None:
    """Wait for the worker."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not sign():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.5)


def report_a_problem(screen: Screen) -> str:
    """Fill in what the portal led to; the name came with the hand-over. The number of the application."""
    screen.press("Begin")
    screen.main.locator(".e-tasks a[href$='/apply/pages/problem/']").click()
    screen.choose("problem", "pothole")
    screen.fill(description="ორმო სკოლის წინ")
    screen.choose("is_dangerous", "no")
    screen.press("Save and continue")
    screen.fill(place="სკოლის წინ")
    screen.main.locator("select[name=place_settlement]").select_option(index=1)
    screen.press("Save and continue")
    assert screen.value_of("given_name"), f"the register was not asked: {screen.main.inner_text()}"
    screen.press("Save and continue")
    for name in ("truth", "is_public_known"):
        screen.page.locator(f"[name={name}]").check()
    screen.press("Save and continue")
    screen.press("Send the application")
    return str(screen.main.locator(".e-receipt__number").inner_text())


def told(country: Country, number: str, language: str) -> list[str]:
    """What the portal was told of an application."""
    calls = [one["data"] for one in country.portal.calls()]
    return [one["sentence"][language] for one in calls if one.get("matter", {}).get("number") == number]


def sign_in_at_portal(country: Country, page: Page, language: str) -> None:
    """Say at the portal who one is."""
    page.goto(f"{country.portal.address}/{language}/")
    page.locator(f"button[value='{PEOPLE[language]}']").click()


def let_the_portal_see(country: Country, screen: Screen) -> None:
    """From the portal's list to the question of the town hall, yes, and back."""
    mine = f"{country.portal.address}/{screen.language}/applications"
    screen.page.goto(mine)
    screen.page.locator("a[href*='let-in']").click()
    screen.is_at("apps:let_in")
    screen.look()
    screen.main.get_by_role("button", name=screen.words("Yes, let it in"), exact=True).click()
    screen.page.wait_for_url(f"{country.portal.address}/**")
    screen.page.goto(mine)


def apply_from_portal(country: Country, screen: Screen) -> str:
    """From the portal's list of services, already signed in, to a receipt; the number on it."""
    screen.page.goto(f"{country.portal.address}/{screen.language}/")
    screen.page.locator("a[href*='report-a-problem']").click()
    screen.is_at("services:apply")
    screen.arrive()
    return report_a_problem(screen)


def test_a_resident_is_led_to_a_service_and_follows_it_from_the_portal(country) -> None:
    context = country.context("ka")
    screen = Screen(context.new_page(), "ka")
    sign_in_at_portal(country, screen.page, "ka")
    number = apply_from_portal(country, screen)
    let_the_portal_see(country, screen)
    followed = screen.page.locator("article")
    expect(followed).to_contain_text(number)
    expect(followed).to_contain_text("განცხადების შემოწმება")

    clerk = Screen(country.context("ka").new_page(), "ka")
    clerk.sign_in("clerk@ozurgeti.example")
    desk_steps.open_case(clerk, number)
    clerk.press("It is complete: ask the registers")
    clerk.page.context.close()
    until(lambda: any(COMPLETE in one for one in told(country, number, "ka")))
    screen.page.reload()
    expect(followed).to_contain_text(COMPLETE)
    followed.get_by_role("link").first.click()
    screen.is_at("services:application")
    assert country.portal.twice() == []
    context.close()


def test_without_scripts_who_let_the_portal_in_first_reads_there_that_it_was_received(country) -> None:
    context = country.context("en", scripts=False)
    screen = Screen(context.new_page(), "en")
    sign_in_at_portal(country, screen.page, "en")
    let_the_portal_see(country, screen)
    expect(screen.page.locator("body")).to_contain_text("There is no application yet.")
    number = apply_from_portal(country, screen)
    until(lambda: any(RECEIVED in one for one in told(country, number, "en")))
    screen.page.goto(f"{country.portal.address}/en/applications")
    expect(screen.page.locator("article")).to_contain_text(RECEIVED)
    context.close()
