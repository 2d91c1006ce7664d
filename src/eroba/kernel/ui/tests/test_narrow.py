"""On the narrowest phones: nothing scrolls sideways, a date stays on one line. Needs the built style sheets."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override
from playwright.sync_api import Browser, Page

from eroba.kernel.ui.assets.paths import BUILT, VENDOR_LIST
from eroba.kernel.ui.components import Crumb, MenuGroup, MenuLink
from eroba.kernel.ui.forms import DayField, HouseForm
from eroba.kernel.ui.gallery import charts
from eroba.kernel.ui.gallery.words import SampleTown
from tests.fixtures.browser import assert_fits

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not VENDOR_LIST.exists(), reason="run `python -m eroba.kernel.ui.assets` first"),
]
STATIC = re.compile(r"/static/eroba/([\w/-]+)(?:\.[0-9a-f]{12})?(\.\w+)")


class BornForm(HouseForm):
    """Asks for a day and for a name."""

    born = DayField(label="დაბადების თარიღი", is_birth_date=True)
    name = forms.CharField(label="სახელი")


class SignedIn:
    """Stands in for an account."""

    is_authenticated = True


@pytest.fixture
def drawn(chromium_browser: Browser, tmp_path) -> Iterator[Callable[..., Page]]:
    """Draws a template as a page in a window of some width, with the built style sheets beside it."""
    contexts = []

    def draw(template: str, width: int, language: str, **known: Any) -> Page:
        with override(language):
            request = RequestFactory().get(f"/{language}/ozurgeti/")
            html = (
                engines["django"]
                .from_string(template)
                .render({"user": SignedIn(), "LANGUAGE_CODE": language, **known}, request)
            )
        file = tmp_path / "page.html"
        file.write_text(STATIC.sub(lambda found: (BUILT / "".join(found.groups())).as_uri(), html))
        contexts.append(chromium_browser.new_context(viewport={"width": width, "height": 900}))
        page = contexts[-1].new_page()
        page.goto(file.as_uri())
        return page

    yield draw
    for context in contexts:
        context.close()


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("frame", ["my", "desk", "public"])
def test_a_header_takes_one_line_of_tools_and_fits(frame, width, language, drawn) -> None:
    page = drawn(
        f'{{% extends "ui/{frame}.html" %}}{{% block main %}}<h1>ა</h1>{{% endblock %}}',
        width,
        language,
        municipality=SampleTown(),
        desk_menu=[MenuGroup("განაცხადები", (MenuLink("მიმდინარე დაპირებები და კომენტარები", "#"),))],
        desk_person="მაია გამოგონილაშვილი, სოციალური დახმარების სამსახურის უფროსი",
    )
    assert_fits(page)
    tops = {
        round(box["y"] + box["height"] / 2) for box in boxes(page, ".e-header__tools > :is(a, nav, form)")
    }
    assert max(tops) - min(tops) < 12, "the tools of the header stand on more than one line"


@pytest.mark.parametrize("width", [320, 360])
def test_a_date_in_error_stays_on_one_line(width, drawn) -> None:
    form = BornForm({"born_day": "31", "born_month": "თებერვალი", "born_year": "1988", "name": ""})
    assert form.errors
    page = drawn(
        '{% extends "ui/account.html" %}{% block main %}<h1>ა</h1><form>{{ form }}</form>{% endblock %}',
        width,
        "ka",
        form=form,
    )
    assert_fits(page)
    tops = [box["y"] for box in boxes(page, ".govuk-date-input__input")]
    assert len(tops) == 3 and max(tops) - min(tops) < 4


WORDS_OUTSIDE = """svgs => svgs.flatMap(svg => {
  const frame = svg.getBoundingClientRect()
  const words = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()])
  const out = words.filter(([, box]) => box.left < frame.left - 1 || box.right > frame.right + 1
    || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
  const over = words.filter(([, a], i) => words.slice(0, i).some(([, b]) => a.left < b.right - 1
    && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4))
  return [...out.map(([words]) => 'outside: ' + words), ...over.map(([words]) => 'on another: ' + words)]
})"""


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("width", [320, 1280])
def test_words_of_charts_stay_inside_and_off_each_other(width, language, drawn) -> None:
    with override(language):
        shown = [*charts.charts(), *charts.hard_charts()]
    page = drawn(
        '{% extends "ui/public.html" %}{% load ui %}{% block styles %}'
        '<link rel="stylesheet" href="{% asset "charts.css" %}">{% endblock %}'
        "{% block main %}<h1>ა</h1>{% for one in charts %}{% chart one %}{% endfor %}{% endblock %}",
        width,
        language,
        charts=shown,
    )
    page.evaluate("document.fonts.ready")
    assert page.locator(".e-chart__drawing").count() == len(shown) - 1, "the empty one is said in words"
    assert page.eval_on_selector_all(".e-chart__drawing", WORDS_OUTSIDE) == []
    assert_fits(page)


def boxes(page: Page, selector: str) -> list[dict[str, float]]:
    """Where the visible ones of these elements stand."""
    found = [element.bounding_box() for element in page.locator(selector).all()]
    return [box for box in found if box]


ENTRIES = ["სერვისები", "საქმიანობა ციფრებში", "პეტიციები", "მოქალაქის ბიუჯეტი", "დაპირებები", "საკრებულო"]


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_menu_is_one_line_on_a_phone_and_opens_by_key(width, drawn) -> None:
    menu = [MenuLink(title, f"#{at}", current=at == 1) for at, title in enumerate(ENTRIES)]
    page = drawn('{% extends "ui/public.html" %}', width, "ka", municipality=SampleTown(), menu=menu)
    assert_fits(page)
    fold, entries = page.locator(".e-menu-fold > summary"), page.locator("nav .e-menu a")
    if width > 640:
        assert not fold.is_visible() and entries.first.is_visible()
        return
    assert not entries.first.is_visible() and page.locator("nav:has(.e-menu)").bounding_box()["height"] < 60
    assert ENTRIES[1] in fold.inner_text(), "a closed menu says where one is"
    fold.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == ENTRIES[0]
    assert all(box["height"] >= 40 for box in boxes(page, "nav .e-menu a"))
    assert page.locator(".e-menu [aria-current=page]").inner_text() == ENTRIES[1]
    assert_fits(page)


LONG_WAY = [
    Crumb("ოზურგეთის მუნიციპალიტეტი", "#"),
    Crumb("მონაწილეობითი ბიუჯეტი 2027", "#"),
    Crumb("სოფელ ზემო ნატანების სკვერის გარე განათება და ახალი სკამები", "#"),
    Crumb("OZU-2026-PRJ-00014"),
]
# Where each stroke stands: how far behind the last letter of its title, and how far below it.
STROKES = """items => items.slice(0, -1).map(item => {
  const words = item.firstElementChild.firstChild, range = document.createRange()
  range.setStart(words, words.length - 1)
  range.setEnd(words, words.length)
  const letter = range.getBoundingClientRect(), ends = [...item.getClientRects()].pop()
  return [ends.right - letter.right, Math.abs(ends.bottom - letter.bottom)]
})"""


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_stroke_between_crumbs_stays_with_the_word_before_it(width, drawn) -> None:
    page = drawn(
        '{% extends "ui/public.html" %}{% load ui %}{% block before_main %}{% breadcrumbs crumbs %}{% endblock %}',
        width,
        "ka",
        crumbs=LONG_WAY,
    )
    strokes = page.eval_on_selector_all(".e-crumbs li", STROKES)
    assert len(strokes) == 3 and all(0 < right < 40 and below < 8 for right, below in strokes), strokes
    assert page.locator(".e-crumbs [aria-current]").bounding_box()["height"] < 32, "a number stays whole"
    assert_fits(page)
