"""A participatory round from the idea to the finished bench, with and without scripts, counted again by command."""

from pathlib import Path
from typing import Any

import pytest

from eroba.config.demo.pictures import bench_picture
from tests.fixtures.browser import Browse
from tests.fixtures.product import Product
from tests.journeys import round_steps as steps
from tests.journeys.round_steps import DESK, ROUNDS
from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser, pytest.mark.slow]

METHODS = (
    "equal shares: every voter has the same money",
    "most support first, passing over what is too dear",
)
BENCH, SAME, FOUNTAIN = "სკამი ბაღის ბილიკზე", "სკამი ბაღში", "დიდი შადრევანი"


def cast_by_account(voter: Screen, number: str, *, counts_along: bool) -> str:
    """The basket counts along with scripts; a choice that costs too much is refused and stays; then the receipt."""
    voter.open(f"{ROUNDS}/{number}/vote/0/")
    voter.main.get_by_label(BENCH, exact=True).check()
    if counts_along:
        assert voter.main.locator("[data-left]").inner_text() == "11,500\N{NO-BREAK SPACE}₾"
    steps.pick(voter, FOUNTAIN)
    assert voter.main.get_by_label(BENCH, exact=True).is_checked(), "the choice is gone"
    voter.main.get_by_label(FOUNTAIN, exact=True).uncheck()
    steps.pick(voter)
    voter.press("Cast my ballot")
    receipt = steps.receipt_of(voter)
    # the same person once more, from the beginning
    voter.open(f"{ROUNDS}/{number}/vote/0/")
    steps.pick(voter, FOUNTAIN)
    voter.press("Cast my ballot")
    voter.says("Your vote is in the box already. Nobody votes twice.")
    return receipt


def cast_by_code(voter: Screen, number: str, code: str) -> str:
    """Without an account; a code nobody was given is refused, and the choice stays."""
    voter.open(f"{ROUNDS}/{number}/vote/0/")
    steps.pick(voter, BENCH)
    voter.fill(code="2222-2222-2222")
    voter.press("Cast it with this code")
    voter.says("There is no such code in this round. Please compare it letter by letter.")
    voter.fill(code=code)
    voter.press("Cast it with this code")
    return steps.receipt_of(voter)


def cast_at_the_counter(official: Screen, number: str) -> str:
    """A voter without a computer stands before an official."""
    official.open(f"{DESK}/{number}/vote/0/")
    steps.pick(official, FOUNTAIN)
    person, born = steps.AT_THE_COUNTER
    official.fill(personal_number=person)
    steps.fill_day(official, "birth_date", born)
    official.press("Cast it for this voter")
    return steps.receipt_of(official)


def look_at_the_result(anybody: Screen, number: str, projects: list[str], receipts: list[str]) -> None:
    """Both methods stand side by side; each project says why; each receipt finds its ballot."""
    anybody.open(f"{ROUNDS}/{number}/results/?now")
    for method in METHODS:
        anybody.says(method)
    for project, words in zip(projects, ("won", "did not win"), strict=True):
        anybody.open(f"{ROUNDS}/project/{project}/?counted")
        anybody.says("Why it won or lost")
        anybody.says("By the rules of the round")
        anybody.says(words)
    for receipt, title in zip(receipts, (BENCH, BENCH, FOUNTAIN), strict=True):
        anybody.open(f"{ROUNDS}/{number}/receipt/")
        anybody.fill(receipt=receipt)
        anybody.press("Look it up")
        assert title in anybody.main.inner_text()


def look_at_the_bench(anybody: Screen, project: str, number: str) -> None:
    """The photo is there, the promise kept, and the thread leads back to the round."""
    anybody.open(f"{ROUNDS}/project/{project}/?finished")
    photo = anybody.main.locator("img.e-photo").first.get_attribute("src")
    answer = anybody.page.request.get(str(photo))
    assert answer.ok and answer.headers["content-type"] == "image/jpeg"
    thread = anybody.main.get_by_role("link", name=anybody.words(THREAD), exact=True).get_attribute("href")
    anybody.main.locator("a[href*='/undertakings/']").first.click()
    anybody.is_at("undertakings:detail")
    anybody.look()
    assert anybody.main.locator("img.e-photo").count() == 1
    anybody.open(str(thread))
    for said in (number, project, BENCH):
        assert said in anybody.main.inner_text(), f"{said} is not on the thread"


THREAD = "Where this came from, and what became of it"


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_a_round_leads_from_an_idea_to_a_bench(
    scripts: bool, browse: Browse, product: Product, tmp_path: Path
) -> None:
    met: set[Any] = set()
    head, clerk, author, other, anybody = (
        Screen(browse(width=360, scripts=scripts), "en" if scripts else "ka", met) for _person in range(5)
    )
    for person, name in ((head, "head"), (clerk, "clerk"), (author, "shota"), (other, "lia")):
        person.sign_in(f"{name}@ozurgeti.example")
    number = steps.make_round(head, f"სოფლის დღე {'1' if scripts else '2'}")
    bench = steps.propose(author, number, BENCH, 9000)
    same, fountain = (
        steps.propose(other, number, title, cost) for title, cost in ((SAME, 8000), (FOUNTAIN, 19000))
    )
    steps.merge(clerk, bench, same, (other, author))
    steps.check(clerk, bench, 8500)
    steps.check(clerk, fountain, 18000)
    steps.draw(head, number)
    steps.work(product, "open_votings")
    steps.compare_the_hash(anybody, number)
    receipts = [
        cast_by_account(author, number, counts_along=scripts),
        cast_by_code(anybody, number, steps.make_and_hand_out_a_code(head, clerk, number)),
        cast_at_the_counter(clerk, number),
    ]
    other.open(f"{ROUNDS}/{number}/vote/0/")
    if scripts:
        steps.work(product, "close_votings", "count_rounds", days_later=2)
    else:
        steps.end_in_practice(head, number)
        steps.work(product, "count_rounds")
    steps.pick(other, FOUNTAIN)
    other.says("Voting has ended. Your ballot was not taken.")
    said = steps.tally(product, anybody, number, tmp_path)
    assert said["spent"] == 8500 and len(said["winners"]) == 1
    look_at_the_result(anybody, number, [bench, fountain], receipts)
    photo = tmp_path / "bench.jpg"
    photo.write_bytes(bench_picture().content)
    steps.carry_out(head, clerk, bench, photo)
    look_at_the_bench(anybody, bench, number)
