"""Takes the pictures in docs/pictures/ from the running product: `make screenshots`. Run only by name."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.visitors import TOWN
from tests.fixtures.browser import Browse
from tests.fixtures.product import ROOT
from tests.journeys import checking, steps
from tests.journeys.screen import Screen

PICTURES = ROOT / "docs" / "pictures"
LARGEST_BYTES = 150_000
PHONE, DESK = 360, 1280
HEIGHTS = {PHONE: 780, DESK: 860}
LOOKS = [(PHONE, "ka"), (PHONE, "en"), (DESK, "ka"), (DESK, "en")]
SERVICE = f"/{TOWN}/services/{steps.SERVICE}/"


def keep(page: Page, name: str) -> None:
    """One picture of what is in the window, with as few colours as it needs."""
    width = (page.viewport_size or {})["width"]
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
    PICTURES.mkdir(parents=True, exist_ok=True)
    language = page.locator("html").get_attribute("lang")
    file = PICTURES / f"{name}-{width}-{language}.png"
    page.screenshot(path=file)
    shrink(file)


def shrink(file: Path) -> None:
    """Keep a picture small enough for a repository."""
    Image.open(file).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(file, optimize=True)
    assert file.stat().st_size <= LARGEST_BYTES, f"{file.name} is too large"


@pytest.fixture
def somebody(browse: Browse) -> Callable[..., Screen]:
    """Opens a window for somebody of the demonstration, or for anybody."""

    def open_window(width: int, language: str, account: str = "") -> Screen:
        screen = Screen(browse(width=width, language=language), language)
        if account:
            screen.sign_in(f"{account}@{TOWN}.example")
        return screen

    return open_window


def test_public_pages(somebody: Callable[..., Screen]) -> None:
    for width, language in LOOKS:
        screen = somebody(width, language)
        screen.open(f"/{TOWN}/")
        keep(screen.page, "home")
        screen.open(SERVICE)
        keep(screen.page, "service")


def test_an_application(somebody: Callable[..., Screen]) -> None:
    screen = somebody(PHONE, "ka", "nino")
    screen.open(f"{SERVICE}apply/")
    screen.press("Begin")
    for language in ("ka", "en"):
        screen.page.goto(f"/{language}{SERVICE}apply/pages/about-you/")
        keep(screen.page, "form")
    steps.finish_quickly(screen)
    number = steps.send(screen)
    for width, language in LOOKS:
        own = screen if width == PHONE else somebody(width, language, "nino")
        own.page.goto(f"/{language}/{TOWN}/services/applications/{number}/received/")
        if width == PHONE:
            keep(own.page, "receipt")
        own.page.goto(f"/{language}/{TOWN}/services/applications/{number}/")
        own.main.locator(".e-clock summary").first.click()
        own.main.locator(".e-over-title").first.scroll_into_view_if_needed()
        keep(own.page, "application")


def test_the_desk(somebody: Callable[..., Screen]) -> None:
    for language in ("ka", "en"):
        screen = somebody(DESK, language, "clerk")
        screen.open(f"/{TOWN}/desk/services/")
        keep(screen.page, "desk")
        screen.open(f"/{TOWN}/desk/services/?stage=assessment")
        screen.main.locator("[data-keyboard-link]").first.click()
        screen.arrive()
        keep(screen.page, "case")


def test_a_letter_and_its_check(somebody: Callable[..., Screen], tmp_path: Path) -> None:
    screen = somebody(PHONE, "ka", "shota")
    screen.open(f"/{TOWN}/services/applications/")
    screen.main.locator("a[href*='/applications/OZU-']").first.click()
    screen.arrive()
    letter = steps.fetch_the_letter(screen, tmp_path)
    file = PICTURES / "letter"
    subprocess.run(
        ["pdftoppm", "-png", "-r", "72", "-singlefile", "-f", "1", str(letter), str(file)], check=True
    )
    shrink(file.with_suffix(".png"))
    for width, language in LOOKS:
        anybody = somebody(width, language)
        anybody.page.goto(f"/verify/{checking.code_on(letter)}?language={language}")
        keep(anybody.page, "verify")
