"""Every kind of page that links lead to, as everybody: valid, accessible, no wider than the window, no broken link."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.crawl import Answer, Crawl
from tests.browser.visitors import STARTS, TOWN, VISITORS, sign_in
from tests.fixtures.browser import Browse, assert_accessible, assert_fits
from tests.fixtures.product import Product
from tools.validators import can_validate, problems_of

pytestmark = pytest.mark.browser

# One look in each language, with and without scripts, on a phone and on a desk.
LOOKS = [
    pytest.param({"language": "ka", "width": 360, "scripts": False}, id="ka-360-without-scripts"),
    pytest.param({"language": "en", "width": 1280, "scripts": True}, id="en-1280"),
]
MATRIX = [
    pytest.param(
        {"language": language, "width": width, "scripts": scripts, "theme": theme},
        id=f"{language}-{width}-{'scripts' if scripts else 'without-scripts'}-{theme}",
        marks=pytest.mark.full,
    )
    for language in ("ka", "en")
    for width in (320, 360, 1280)
    for scripts in (True, False)
    for theme in ("light", "dark")
]


def look_at(page: Page, address: str, language: str) -> list[str]:
    """What is wrong with one page, if anything."""
    response = page.goto(address)
    found = []
    if response is None or response.status != 200:
        return [f"{address}: {response.status if response else 'no answer'}"]
    if page.locator("html").get_attribute("lang") != language:
        found.append(f"{address}: the page does not say that it is in {language}")
    if page.locator("h1").count() != 1:
        found.append(f"{address}: {page.locator('h1').count()} main headings")
    for check in (assert_accessible, assert_fits):
        try:
            check(page)
        except AssertionError as problem:
            found.append(str(problem).split("\nassert")[0])
    return found


@dataclass(frozen=True)
class Kinds:
    """What links lead to in one language: for each visitor the pages that no earlier one got to, and the troubles."""

    pages: dict[str, list[str]]
    reached: dict[str, int]
    """How many kinds of pages each visitor got to, whether or not an earlier one had been there."""
    troubles: list[str]
    texts: dict[str, str]
    """Address -> HTML of one page of each kind."""


def reader(context: BrowserContext) -> Callable[[str], Answer]:
    """Reads pages with the cookies of a browser's profile."""

    def read(address: str) -> Answer:
        response = context.request.get(address, max_redirects=5)
        content_type = response.headers.get("content-type", "")
        return Answer(response.status, content_type, response.text() if "text/html" in content_type else "")

    return read


@pytest.fixture(scope="session")
def kinds(chromium_browser: Browser, product: Product) -> Callable[[str], Kinds]:
    """Follows the links of a language as everybody, once for all tests of this process."""

    @cache
    def follow(language: str) -> Kinds:
        known: set[str] = set()
        pages: dict[str, list[str]] = {}
        reached: dict[str, int] = {}
        troubles: list[str] = []
        texts: dict[str, str] = {}
        for visitor, email in VISITORS.items():
            context = chromium_browser.new_context(base_url=product.address)
            if email:
                sign_in(context.new_page(), email, language)
            starts = [start.format(language, TOWN) for start in STARTS[visitor]]
            crawl = Crawl(reader(context), product.address, language).follow(*starts)
            pages[visitor] = [address for kind, address in crawl.pages.items() if kind not in known]
            reached[visitor] = len(crawl.pages)
            texts |= {address: crawl.texts[address] for address in pages[visitor]}
            known |= set(crawl.pages)
            troubles += crawl.troubles
            context.close()
        return Kinds(pages, reached, list(dict.fromkeys(troubles)), texts)

    return follow


@pytest.mark.parametrize("language", ["ka", "en"])
def test_every_link_leads_to_a_valid_page(language: str, kinds: Callable[[str], Kinds]) -> None:
    found = kinds(language)
    assert not found.troubles, "\n".join(found.troubles)
    assert min(found.reached.values()) > 1, f"somebody gets nowhere: {found.reached}"


@pytest.mark.skipif(
    not can_validate(), reason="the HTML validator or a Java to run it is not on this machine"
)
@pytest.mark.parametrize("language", ["ka", "en"])
def test_the_validator_finds_nothing(language: str, kinds: Callable[[str], Kinds]) -> None:
    problems = problems_of(kinds(language).texts)
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("look", [*LOOKS, *MATRIX])
@pytest.mark.parametrize("visitor", VISITORS)
def test_every_page(visitor: str, look: dict, browse: Browse, kinds: Callable[[str], Kinds]) -> None:
    page = browse(**look)
    language = look["language"]
    if VISITORS[visitor]:
        sign_in(page, VISITORS[visitor], language)
    found = [
        problem for address in kinds(language).pages[visitor] for problem in look_at(page, address, language)
    ]
    assert not found, "\n".join(found)
