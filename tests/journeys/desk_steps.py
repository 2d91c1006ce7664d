"""The steps officials take with an application, in the town hall's words."""

import re

from playwright.sync_api import expect

from tests.journeys.screen import Screen

TOWN = "/ozurgeti"


def open_case(screen: Screen, number: str) -> None:
    """From the list by deadline to the page of the case."""
    screen.open(f"{TOWN}/desk/services/?q={number}")
    screen.main.get_by_role("link", name=number, exact=True).click()
    screen.is_at("services_desk:case")
    screen.arrive()


def ask_for_the_note(screen: Screen, number: str, reason: str) -> None:
    """Ask for the doctor's note; the town's own deadline stands still."""
    open_case(screen, number)
    fold = screen.unfold("Ask for a missing paper")
    fold.locator("[name=which][value=medical-note]").check()
    fold.locator("[name=reason]").fill(reason)
    screen.press("Ask for the paper", fold)
    screen.says("The applicant was asked. Our deadline stands still until the paper comes.")
    screen.says("The clock is stopped")


def accept(screen: Screen, number: str) -> None:
    """Everything is there: the worker asks the registers, and the assessment begins."""
    open_case(screen, number)
    screen.press("It is complete: ask the registers")
    screen.says("The application is complete. The registers are being asked.")
    screen.reload_until(lambda: screen.main.locator("[name=value]").count())


def establish_that_the_note_confirms(screen: Screen) -> None:
    """The one fact only an official can establish."""
    screen.choose("value", "yes")
    screen.main.locator("[name=because]:visible").first.fill("ექიმის ცნობა ვნახე.")
    screen.press("Write it down")
    screen.says("The fact is written down.")


def propose(screen: Screen, added: str) -> str:
    """See which rule fired and the letter it makes, then propose the decision; the rule's code."""
    screen.says("The rule says")
    rule = re.search(r"SOC-\d+", screen.main.inner_text())
    assert rule, "no rule is cited"
    screen.main.locator("[name=added_reason]:visible").fill(added)
    screen.press("See the letter first")
    screen.is_at("services_desk:letter")
    expect(screen.main.locator("article")).to_contain_text(added)
    screen.press("Propose this decision")
    screen.says("The decision is proposed. A second official checks it now.")
    return rule[0]


def cannot_approve(screen: Screen, number: str) -> None:
    """Four eyes: who proposed finds no button, and gets nowhere without one."""
    open_case(screen, number)
    name = screen.words("Approve")
    assert screen.main.get_by_role("button", name=name, exact=True).count() == 0
    token = screen.main.locator("[name=csrfmiddlewaretoken]").first.input_value()
    edition = screen.main.locator("[name=edition]").first.input_value()
    answer = screen.page.request.post(
        f"{screen.page.url.split('?')[0]}approve/",
        form={"csrfmiddlewaretoken": token, "edition": edition},
        headers={"Referer": screen.page.url},
    )
    assert answer.status == 403, answer.status
    open_case(screen, number)
    screen.says("Proposed decision")


def approve(screen: Screen, number: str) -> None:
    """A second official approves; the letter is drawn, sealed and sent by the worker."""
    open_case(screen, number)
    screen.press("Approve")
    screen.says("Approved. The letter is being made and sent.")
    screen.reload_until(lambda: screen.words("Letters sent") in screen.main.inner_text())


def decide_the_appeal(screen: Screen, number: str, outcome: str, because: str) -> None:
    """An official who took no part in the decision answers the appeal."""
    open_case(screen, number)
    screen.says("The applicant appeals")
    screen.choose("outcome", outcome)
    screen.fill(because=because)
    screen.press("Decide the appeal")
    screen.says("The appeal is decided. The applicant gets a letter.")
