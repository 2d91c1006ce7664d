"""A resident without a mouse signs in, fills in an application and sends it."""

import pytest
from playwright.sync_api import Locator

from eroba.config.demo.people import sign_ins
from tests.fixtures.browser import Browse
from tests.journeys import steps
from tests.journeys.keyboard import Keyboard
from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def button(screen: Screen, english: str) -> Locator:
    """A button of the page by its words."""
    return screen.main.get_by_role("button", name=screen.words(english), exact=True)


def test_a_resident_applies_by_keyboard_alone(browse: Browse) -> None:
    screen = Screen(browse(language="en"), "en")
    keyboard = Keyboard(screen.page)

    screen.open(f"{steps.TOWN}/services/{steps.SERVICE}/")
    # the first thing one meets leads past the menu
    keyboard.walk_to(screen.page.locator(".govuk-skip-link"))
    screen.page.keyboard.press("Enter")
    keyboard.press(screen.main.get_by_role("link", name="Start the application"))
    keyboard.type_into("login", "tamari@ozurgeti.example")
    keyboard.type_into("password", sign_ins()[0].password)
    keyboard.press(button(screen, "Sign in"))
    keyboard.press(button(screen, "Begin"))
    keyboard.press(screen.main.locator("a[href$='/pages/about-you/']"))
    fill_in(keyboard, screen)
    screen.is_at("services:check")
    keyboard.press(button(screen, "Send the application"))
    screen.is_at("services:received")
    keyboard.press(screen.main.get_by_role("link", name="Follow the application"))
    screen.is_at("services:application")
    # the counted days unfold by keyboard too
    keyboard.walk_to(screen.main.locator("summary").first)
    screen.page.keyboard.press("Enter")
    assert screen.main.locator("details[open] table").count() == 1


def fill_in(keyboard: Keyboard, screen: Screen) -> None:
    """Every topic, one after the other."""
    keyboard.take_first_of_list("settlement")
    keyboard.press(button(screen, "Save and continue"))
    keyboard.type_into("household_size", "3")
    keyboard.type_into("children_count", "1")
    keyboard.press(button(screen, "Save and continue"))
    keyboard.choose_below("reason", "single-parent")
    keyboard.press(button(screen, "Save and continue"))
    keyboard.type_into("monthly_income", "410")
    keyboard.press(button(screen, "Save and continue"))
    keyboard.type_into("iban", "GE29NB0000000101904917")
    keyboard.type_into("account_holder", "Tamari Nimushashvili")
    keyboard.press(button(screen, "Save and continue"))
    keyboard.tick("truth")
    keyboard.tick("look_up")
    keyboard.press(button(screen, "Save and continue"))
