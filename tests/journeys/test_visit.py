"""A resident comes by appointment: books on a phone, is told, moved by a closed day, reminded; and does not come.

The head opens a counter that receives people round the clock, so that the walk goes the same on any day of the week.
"""

import datetime as dt

import pytest

from eroba.kernel.base.clock import TBILISI
from tests.fixtures.browser import Browse
from tests.fixtures.product import Product
from tests.journeys.desk_steps import TOWN
from tests.journeys.letterbox import Letterbox, text_of
from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RESIDENT = "nino@ozurgeti.example"
VISITS, COUNTER = f"{TOWN}/desk/services/visits/", "round-the-clock"
PLACE = {"ka": "მუდამ ღია სარკმელი", "en": "Always open counter"}


def open_a_counter(head: Screen) -> None:
    """Everybody, at any time of any day: also on a holiday, since the town says that it works then."""
    head.open(f"{VISITS}counters/")
    head.fill(
        code=COUNTER, name_ka=PLACE["ka"], name_en=PLACE["en"], slot_minutes="30", seats="2", ahead_days="9"
    )
    head.fill(**{f"hours_{day}": "00:00-23:30" for day in range(7)})
    head.press("Keep the counter")
    head.says("The counter is kept.")


def choose(resident: Screen, day: int) -> str:
    """Choose the counter, one of the days (0 is the first open one), and the last time on it; what was pressed."""
    place = resident.main.get_by_role("link", name=PLACE[resident.language])
    if place.count():
        place.click()
        resident.arrive()
    if day:
        resident.main.locator(".s-days a").nth(day - 1).click()
        resident.arrive()
    last = resident.main.locator("button[name=time]").last
    moment = str(last.get_attribute("value"))
    last.click()
    resident.is_at("services:visit")
    resident.arrive()
    return moment


def test_from_booking_to_the_empty_chair(browse: Browse, product: Product) -> None:
    letterbox = Letterbox(product.home)
    head = Screen(browse(language="en"), "en")
    head.sign_in("head@ozurgeti.example")
    open_a_counter(head)

    resident = Screen(browse(width=360, scripts=False), "ka", head.met)
    resident.sign_in(RESIDENT)
    resident.open(f"{TOWN}/services/visits/")
    resident.follow("Book a visit")
    choose(resident, 1)
    resident.says("Your visit is booked.")
    booked = letterbox.about(RESIDENT, resident.words("Your visit is booked"))
    assert PLACE["ka"] in text_of(booked)

    resident.follow("Choose another time")
    moment = dt.datetime.fromisoformat(choose(resident, 2)).astimezone(TBILISI)
    resident.says("Your visit has another time.")
    close_the_day(head, moment.date())
    moved = letterbox.about(RESIDENT, resident.words("We had to move your visit"))
    assert "სარემონტო სამუშაოები" in text_of(moved)
    resident.page.reload()
    assert f"{moment:%H:%M}" in resident.main.inner_text()
    resident.press("Cancel the visit")
    resident.says("Your visit is cancelled.")

    # one of them is tomorrow, or the one before it is today; on an ordinary day both
    today = dt.datetime.now(TBILISI).date()
    for day in (0, 1):
        resident.open(f"{TOWN}/services/visits/book/")
        on = dt.datetime.fromisoformat(choose(resident, day)).astimezone(TBILISI).date()
        number = resident.main.locator(".e-over-title").inner_text().split()[0]
        nobody_comes(head, on, number, is_today=on == today)
        if on == today + dt.timedelta(days=1):
            letterbox.about(RESIDENT, resident.words("Tomorrow is your visit"))


def close_the_day(head: Screen, on: dt.date) -> None:
    """The head closes the day, with the reason in both languages."""
    head.open(f"{VISITS}?on={on.isoformat()}")
    fold = head.main.locator("details", has_text=PLACE["en"])
    fold.locator("summary").click()
    fold.locator("[name=reason_ka]").fill("სარემონტო სამუშაოები")
    fold.locator("[name=reason_en]").fill("Repairs")
    head.press("Close the day and move the visits", fold)
    head.says("The day is closed; 1 visit was moved or cancelled, and the person is told.")


def nobody_comes(head: Screen, on: dt.date, number: str, *, is_today: bool) -> None:
    """On the day the desk notes who did not come; before it there is nothing to press."""
    head.open(f"{VISITS}?on={on.isoformat()}")
    row = head.main.locator(f"[id='{number}']")
    missed = row.get_by_role("button", name=head.words("Did not come"), exact=True)
    assert missed.count() == int(is_today)
    if is_today:
        missed.click()
        head.arrive()
        assert head.words("did not come") in head.main.locator(f"[id='{number}']").inner_text()
