"""A resident pays a fee on the bank's own page, and the decision that waited for it comes; nobody sees a card."""

import pytest
from playwright.sync_api import expect

from tests.fixtures.browser import Browse
from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BANK = r"http://127\.0\.0\.1:\d+/(pay/|$)"
APPLICATIONS = "/ozurgeti/services/applications/"


@pytest.mark.parametrize(
    ("language", "scripts", "who"),
    [("ka", True, "nino@ozurgeti.example"), ("en", False, "merabi@ozurgeti.example")],
)
def test_from_what_is_owed_to_the_receipt(browse: Browse, language: str, scripts: bool, who: str) -> None:
    page = browse(width=360, scripts=scripts, language=language, neighbours=BANK)
    resident = Screen(page, language)
    resident.sign_in(who)
    address = owed(resident)
    if scripts:
        leave_without_paying(resident)
    be_refused(resident)
    resident.main.locator("form[action$='/pay/'] button").click()
    page.locator("button.pay").click()
    resident.is_at("services:payment")
    resident.arrive()
    resident.says("Paid. Thank you.")
    wait_for_the_receipt(resident, address)


def owed(resident: Screen) -> str:
    """Find the application with something to pay, and open what is owed; the application's address."""
    resident.open(APPLICATIONS)
    links = resident.main.locator("a[href*='-TRD-'], a[href*='-BLD-']")
    for address in links.evaluate_all("found => found.map(one => one.getAttribute('href'))"):
        resident.open(address)
        pay = resident.main.get_by_role("link", name=resident.words("See why, and pay"))
        if pay.count():
            pay.first.click()
            resident.is_at("services:fee")
            resident.arrive()
            return str(address)
    raise AssertionError("nothing is to be paid")


def leave_without_paying(resident: Screen) -> None:
    """Go to the bank and come back without paying: nothing is lost, and one can begin again."""
    resident.main.locator("form[action$='/pay/'] button").click()
    resident.page.locator("button[value=leave]").click()
    resident.is_at("services:payment")
    resident.arrive()
    resident.says("The bank has not confirmed it yet")


def be_refused(resident: Screen) -> None:
    """The bank refuses: one reads that nothing was taken, and the button to try again stands beside it."""
    resident.main.locator("form[action$='/pay/'] button").click()
    resident.page.locator("button[value=refuse]").click()
    resident.is_at("services:payment")
    resident.arrive()
    resident.says("The bank refused the payment")
    resident.says(
        "Nothing was taken. You can try again, with another card if you like, or pay at the counter."
    )


def wait_for_the_receipt(resident: Screen, address: str) -> None:
    """The worker draws the receipt within a moment."""
    for _look in range(20):
        resident.open(address)
        if resident.main.get_by_text(resident.words("Receipt"), exact=False).count():
            break
        resident.page.wait_for_timeout(1000)
    expect(resident.main).to_contain_text(resident.words("Receipt"))
