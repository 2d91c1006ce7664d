"""The desk of the running demonstration in a browser: by keyboard, on a phone, in the dark, without scripts."""

import re

import pytest
from playwright.sync_api import Page

from tests.fixtures.browser import Browse, assert_accessible, assert_fits

pytestmark = pytest.mark.browser
DESK = "/{language}/ozurgeti/desk/services/"
CLERK, PASSWORD = "clerk@ozurgeti.example", "eroba demo 2026"


def at_desk(browse: Browse, language: str = "en", **how) -> Page:
    """The list, seen by the demonstration's clerk."""
    page = browse(language=language, **how)
    page.goto(f"/{language}/account/login/?next={DESK.format(language=language)}")
    page.fill("input[name=login]", CLERK)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(f"**{DESK.format(language=language)}")
    return page


@pytest.mark.parametrize(
    ("width", "theme", "language"),
    [(1280, "light", "ka"), (360, "light", "en"), (360, "dark", "ka"), (1280, "dark", "en")],
)
def test_list_case_and_letter_are_accessible_and_fit(browse, width, theme, language):
    page = at_desk(browse, language, width=width, theme=theme)
    assert_accessible(page)
    assert_fits(page)
    page.locator("[data-keyboard-link]").first.click()
    assert_accessible(page)
    assert_fits(page)


def test_the_list_is_walked_and_opened_by_keyboard(browse):
    page = at_desk(browse)
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator("[data-keyboard-link]").nth(1)
    assert second.evaluate("link => link === document.activeElement")
    number = second.inner_text()
    page.keyboard.press("k")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{number}/")
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("x", ["x", "ხ"])
def test_a_line_is_ticked_by_x_and_the_keys_are_shown_by_a_question_mark(browse, x):
    page = at_desk(browse)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.evaluate(
        "key => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}))", x
    )
    assert page.locator("input[name=case]").nth(1).is_checked()
    page.keyboard.press("?")
    keys = page.get_by_role("dialog")
    keys.wait_for()
    assert_accessible(page)
    page.keyboard.press("Escape")
    keys.wait_for(state="hidden")
    page.fill("#filter_q", "jkx?")
    assert page.locator("#filter_q").input_value() == "jkx?"


@pytest.mark.parametrize("language", ["ka", "en"])
def test_on_a_phone_the_first_line_is_seen_without_scrolling(browse, language):
    page = at_desk(browse, language, width=360)
    page.set_viewport_size({"width": 360, "height": 640})
    box = page.locator("[data-keyboard-link]").first.bounding_box()
    assert box and box["y"] + box["height"] <= 640
    assert_fits(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_filters_stay_on_the_way_back_and_assignments_are_taken_back(browse, scripts):
    page = at_desk(browse, scripts=scripts)
    page.select_option("select[name=state]", "town")
    if not scripts:
        page.click("form[role=search] button[type=submit]")
    page.wait_for_url("**state=town**")
    page.locator("[data-keyboard-link]").first.click()
    page.locator(".e-back").click()
    page.wait_for_url("**state=town**")
    page.locator("input[name=case]").first.check()
    page.get_by_role("button", name="Give", exact=True).click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("1 assignment taken back.").wait_for()
    assert re.search("state=town", page.url)
