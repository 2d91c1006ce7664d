"""What goes wrong between people and machines: a second click, the way back, two officials on one case."""

import pytest
from playwright.sync_api import expect

from tests.fixtures.browser import Browse
from tests.journeys import desk_steps, steps
from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser, pytest.mark.slow]

REASON = "ექიმის ცნობა თან არ ახლავს."
OTHER_REASON = "გთხოვთ, სამკურნალო დაწესებულების ცნობაც მოიტანოთ."


def numbers_of(screen: Screen) -> set[str]:
    """The numbers of one's own applications."""
    screen.open(f"{steps.TOWN}/services/applications/")
    links = screen.main.locator("a[href*='/applications/OZU-']").all()
    return {str(link.get_attribute("href")).rstrip("/").rpartition("/")[2] for link in links}


@pytest.mark.parametrize(
    ("scripts", "email"),
    [
        pytest.param(True, "mzia@ozurgeti.example", id="with-scripts"),
        pytest.param(False, "natela@ozurgeti.example", id="without-scripts"),
    ],
)
def test_a_second_click_sends_nothing_twice(scripts: bool, email: str, browse: Browse) -> None:
    screen = Screen(browse(width=360, scripts=scripts), "ka")
    screen.sign_in(email)
    before = numbers_of(screen)
    steps.fill_in_quickly(screen)
    button = screen.main.get_by_role("button", name=screen.words("Send the application"))
    button.dblclick(no_wait_after=True)
    screen.is_at("services:received")
    number = screen.main.locator(".e-receipt__number").inner_text()
    assert numbers_of(screen) - before == {number}

    # the way back shows the old answers; sending them again leads to the same receipt
    screen.open(f"{steps.TOWN}/services/applications/{number}/received/")
    screen.page.go_back()
    screen.page.go_back()
    screen.page.go_back()
    if button.count():
        button.click()
        screen.page.wait_for_load_state("load")
    assert numbers_of(screen) - before == {number}


def test_two_officials_on_one_case_read_of_each_other(browse: Browse) -> None:
    first, second = (Screen(browse(), "ka") for _official in range(2))
    first.sign_in("clerk@ozurgeti.example")
    second.sign_in("clerk2@ozurgeti.example")
    first.open("/ozurgeti/desk/services/?stage=completeness")
    number = first.main.locator("[data-keyboard-link]").last.inner_text()
    desk_steps.open_case(second, number)
    desk_steps.ask_for_the_note(first, number, REASON)

    fold = second.unfold("Ask for a missing paper")
    fold.locator("[name=which][value=medical-note]").check()
    fold.locator("[name=reason]").fill(OTHER_REASON)
    with second.page.expect_response(lambda response: response.request.method == "POST") as answered:
        second.press("Ask for the paper", fold)
    assert answered.value.status == 409
    # both texts, and what one can do now
    expect(second.main).to_contain_text(REASON)
    expect(second.main).to_contain_text(OTHER_REASON)
    second.follow("Look at the application as it is now")
    expect(second.main).to_contain_text(REASON)
