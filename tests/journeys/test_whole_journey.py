"""One application from the first look at the service to the decided appeal, by everybody who has a part in it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fixtures.browser import Browse
from tests.fixtures.product import Product
from tests.journeys import checking, desk_steps, steps
from tests.journeys.letterbox import Letterbox, links_in, words_of
from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE, DESK = 360, 1280
WAYS = [
    pytest.param("ka", True, steps.NATIA, "dismissed", id="ka-with-scripts"),
    pytest.param("en", False, steps.VASILI, "upheld", id="en-without-scripts"),
    pytest.param("ka", False, steps.GOCHA, "upheld", id="ka-without-scripts", marks=pytest.mark.full),
    pytest.param("en", True, steps.ELISO, "dismissed", id="en-with-scripts", marks=pytest.mark.full),
]
Screens = Callable[..., Screen]


@pytest.fixture
def letterbox(product: Product) -> Letterbox:
    return Letterbox(product.home)


@pytest.mark.parametrize(("language", "scripts", "who", "outcome"), WAYS)
def test_from_need_to_decided_appeal(
    language: str,
    scripts: bool,
    who: steps.Newcomer,
    outcome: str,
    browse: Browse,
    letterbox: Letterbox,
    tmp_path: Path,
) -> None:
    met: set[tuple[str, ...]] = set()

    def somebody(width: int, email: str = "") -> Screen:
        screen = Screen(browse(width=width, scripts=scripts, language=language), language, met)
        if email:
            screen.sign_in(email)
        return screen

    resident = apply(somebody, letterbox, who)
    number = steps.send(resident)
    clerk = somebody(DESK, "clerk@ozurgeti.example")
    rule = examine(resident, clerk, number)
    desk_steps.cannot_approve(clerk, number)
    desk_steps.approve(somebody(DESK, "head@ozurgeti.example"), number)
    learn_of_the_decision(resident, letterbox, who, number, rule)
    anybody_checks(resident, somebody(PHONE), number, tmp_path)
    see_who_looked(resident, number)
    steps.appeal(resident, number, "გთხოვთ, თანხა გაზარდოთ: მკურნალობა მეტი ღირს.")
    deputy = somebody(DESK, "deputy@ozurgeti.example")
    desk_steps.decide_the_appeal(deputy, number, outcome, "საჩივარი განვიხილეთ და ასე გადავწყვიტეთ.")
    hear_about_the_appeal(resident, letterbox, who, number, outcome)


def apply(somebody: Screens, letterbox: Letterbox, who: steps.Newcomer) -> Screen:
    """Find the service, become known, fill in half of it on one phone and the rest on another."""
    first = somebody(PHONE)
    steps.find_the_service(first)
    steps.make_an_account(first, letterbox, who)
    steps.say_who_i_am(first, who)
    steps.begin(first)
    steps.tell_about_myself(first)
    steps.tell_about_the_household(first)
    steps.tell_why(first)
    steps.go_on_later(first)
    second = somebody(PHONE)
    steps.resume(second, who)
    steps.check_my_answers(second)
    return second


def examine(resident: Screen, clerk: Screen, number: str) -> str:
    """Completeness, the missing paper, the registers, the rule, the proposal; returns the rule that fired."""
    desk_steps.ask_for_the_note(clerk, number, "ცნობის გარეშე ავადმყოფობას ვერ დავადგენთ.")
    steps.bring_the_paper(resident, number)
    desk_steps.accept(clerk, number)
    desk_steps.establish_that_the_note_confirms(clerk)
    return desk_steps.propose(clerk, "თანხა მკურნალობისთვისაა.")


def learn_of_the_decision(
    resident: Screen, letterbox: Letterbox, who: steps.Newcomer, number: str, rule: str
) -> None:
    """A message in the platform and one by e-mail lead to the decision, which cites its rule."""
    steps.read_the_notice(resident, number)
    resident.says("The decision")
    assert rule in resident.main.inner_text()
    letter = letterbox.about(who.email, number)
    assert any(number in link for link in links_in(letter)), letter
    assert who.number not in words_of(letter)


def anybody_checks(resident: Screen, stranger: Screen, number: str, folder: Path) -> None:
    """By the code without an account, by the file without the product; a changed byte does not pass."""
    steps.open_my_application(resident, number)
    letter = steps.fetch_the_letter(resident, folder)
    assert number in checking.text_of(letter)
    checking.check_on_the_page(stranger, letter, number)
    keys = checking.save_the_keys(stranger, folder)
    genuine = checking.verify_far_away(letter, keys)
    assert genuine.status == 0, genuine.words
    forged = checking.verify_far_away(checking.changed(letter), keys)
    assert forged.status == 1, forged.words


def see_who_looked(resident: Screen, number: str) -> None:
    """Both look-ups of the case and both officials who opened it are in one's own list; fetched papers are named."""
    assert steps.who_looked(resident, number) == 4
    steps.open_my_application(resident, number)
    resident.says("Who looked at my data")


def hear_about_the_appeal(
    resident: Screen, letterbox: Letterbox, who: steps.Newcomer, number: str, outcome: str
) -> None:
    """The answer is on the page of the application, and its letter has come."""
    steps.open_my_application(resident, number)
    resident.says(outcome)
    steps.read_the_notice(resident, number)
    letters = [letter for letter in letterbox.letters_for(who.email) if number in words_of(letter)]
    assert len({letter["Message-ID"] for letter in letters}) == len(letters) >= 4
