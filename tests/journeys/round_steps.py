"""The steps of a participatory round as people take them: officials at the desk, residents by account or code."""

import datetime as dt
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

from eroba.kernel.base.clock import today
from tests.fixtures.product import ROOT, Product
from tests.journeys.screen import Screen
from tests.recovery.processes import asked_of_the_database

DESK, ROUNDS = "/ozurgeti/desk/rounds", "/ozurgeti/rounds"
PHASES = ("informing", "proposing", "checking", "campaign", "voting", "results", "implementation")
AT_FIRST = {phase: (place * 10, place * 10 + 9) for place, phase in enumerate(PHASES)}
PROPOSING_NOW = {**AT_FIRST, "informing": (-1, 1), "proposing": (0, 5)}
VOTING_NOW = {
    "informing": (-9, -1), "proposing": (-9, -4), "checking": (-3, -2), "campaign": (-1, -1),
    "voting": (0, 1), "results": (2, 7), "implementation": (8, 90),
}  # fmt: skip
#: People of the simulated civil register who have no account.
WITH_CODE, AT_THE_COUNTER = ("99000001703", (9, 9, 1960)), ("99000001704", (3, 3, 1957))


def fill_day(screen: Screen, name: str, day: tuple[int, int, int]) -> None:
    """Type a day into its three boxes."""
    for part, typed in enumerate(day):
        screen.main.locator(f"[id=id_{name}_{part}]").fill(str(typed))


def set_days(official: Screen, number: str, days: dict[str, tuple[int, int]]) -> None:
    """The calendar, in days from now."""
    official.open(f"{DESK}/{number}/calendar/")
    for phase, both in days.items():
        for end, after in zip(("from", "until"), both, strict=True):
            day = today() + dt.timedelta(days=after)
            fill_day(official, f"{phase}_{end}", (day.day, day.month, day.year))
    official.press("Save the calendar")
    official.is_at("budgeting:desk_detail")


def make_round(official: Screen, title: str) -> str:
    """The head of a unit makes a round and announces it; gives its number."""
    official.open(f"{DESK}/new/")
    official.fill(title_ka=title, title_en=title, max_choices="2")
    official.choose("ballot_kind", "knapsack")
    official.press("Save, and go on to the money")
    official.fill(lines="* მთელი ქალაქი | The town | ბევრი")
    official.press("Save the money")
    assert official.value_of("lines").endswith("ბევრი"), "what was typed is gone"
    official.fill(lines="* მთელი ქალაქი | The town | 20000")
    official.press("Save the money")
    number = official.page.url.rstrip("/").split("/")[-1]
    set_days(official, number, PROPOSING_NOW)
    official.follow("Announce the round")
    official.press("Announce it")
    return number


def propose(author: Screen, number: str, title: str, cost: int) -> str:
    """A resident proposes; a wrong amount is said beside the field, and what was typed stays."""
    author.open(f"{ROUNDS}/{number}/propose/")
    author.fill(title_ka=title, about=f"{title}: ყველასთვის, ვინც აქ დადის.", asked_cost="ცოტა")
    author.press("Propose it")
    assert author.value_of("title_ka") == title, "what was typed is gone"
    author.fill(asked_cost=str(cost))
    author.press("Propose it")
    author.is_at("budgeting:own")
    return author.page.url.rstrip("/").split("/")[-2]


def check(official: Screen, project: str, cost: int) -> None:
    """All three sides, each with its reasons; a cost without an amount is refused."""
    for aspect in ("feasible", "cost", "lawful"):
        official.open(f"{DESK}/project/{project}/check/")
        official.choose("aspect", aspect)
        official.choose("is_met", "yes")
        official.fill(words_ka="შევამოწმეთ ადგილზე.")
        if aspect == "cost":
            official.press("Publish it")
            official.says("Write what it costs in whole lari, for example 12000.")
            official.fill(cost=str(cost))
        official.press("Publish it")
        official.is_at("budgeting:desk_project")


def merge(official: Screen, kept: str, joined: str, authors: tuple[Screen, Screen]) -> None:
    """The town hall offers; nothing happens before the second author agrees."""
    official.open(f"{DESK}/project/{kept}/merge/")
    official.main.locator("select[name=other]").select_option(joined)
    official.fill(because="ორივე სკამს ითხოვს, იმავე ბილიკზე.")
    official.press("Ask both authors")
    official.is_at("budgeting:desk_project")
    for project, author in zip((joined, kept), authors, strict=True):
        author.open(f"{ROUNDS}/project/{project}/own/")
        author.press("I agree")
        author.is_at("budgeting:own")
    authors[0].open(f"{ROUNDS}/project/{joined}/?merged")
    authors[0].says("It goes on as one with:")


def draw(official: Screen, number: str) -> None:
    """The days of proposing pass, as the calendar says, and the order on the ballot is drawn by lot."""
    set_days(official, number, VOTING_NOW)
    official.follow("Draw the order on the ballot")
    official.fill(seed="01 02 03")
    official.press("Fix the list and draw")
    official.is_at("budgeting:desk_detail")


def end_in_practice(official: Screen, number: str) -> None:
    """In the demonstration nobody has to wait for the last day of voting."""
    official.open(f"{DESK}/{number}/?voted")
    official.follow("Practice: let voting end now")
    official.press("Let it end")
    official.is_at("budgeting:desk_detail")


def work(product: Product, *sweeps: str, days_later: int = 0) -> None:
    """What the worker does in its minute, on this day or on one ahead that nobody waits for."""
    asked_of_the_database(
        product,
        "import datetime as dt\nfrom eroba.capabilities.budgeting import tasks\n"
        "from eroba.kernel.base.clock import at, today\n"
        f"with at(today() + dt.timedelta(days={days_later})):\n"
        f"    print([getattr(tasks, name)() for name in {sweeps!r}])",
    )


def compare_the_hash(anybody: Screen, number: str) -> None:
    """The rules as a file have the hash that stands on the page."""
    anybody.open(f"{ROUNDS}/{number}/?voting")
    anybody.says("The rules were frozen when voting opened. Their hash (SHA-256):")
    rules = anybody.page.request.get(f"/{anybody.language}{ROUNDS}/{number}/rules.json").body()
    assert hashlib.sha256(rules).hexdigest() in anybody.main.inner_text()


def pick(voter: Screen, *titles: str) -> None:
    """Tick projects on the ballot, and go on to the check."""
    for title in titles:
        voter.main.get_by_label(title, exact=True).check()
    voter.press("Go on to the check")


def receipt_of(voter: Screen) -> str:
    """What is shown once, after casting."""
    voter.says("The ballot is in the box")
    return voter.main.locator("code").inner_text()


def make_and_hand_out_a_code(head: Screen, clerk: Screen, number: str) -> str:
    """Codes are printed; one is handed to somebody the register knows, and nobody writes down which."""
    head.open(f"{DESK}/{number}/codes/")
    head.fill(count="2")
    head.press("Make the codes")
    code = head.main.locator(".r-slip__code").first.inner_text()
    clerk.open(f"{DESK}/{number}/hand-out/")
    clerk.fill(personal_number=WITH_CODE[0])
    fill_day(clerk, "birth_date", WITH_CODE[1])
    clerk.press("Note it")
    clerk.says(
        "It is noted that this person gets a code. Give them any sealed paper; do not look at the code."
    )
    return code


def tally(product: Product, anybody: Screen, number: str, folder: Path) -> dict[str, object]:
    """`eroba tally` on the published file, far from the database: what it says is what the page says."""
    answer = anybody.page.request.get(f"/{anybody.language}{ROUNDS}/{number}/ballots-0.pb")
    assert answer.ok
    file = folder / "ballots.pb"
    file.write_bytes(answer.body())
    settings = {name: value for name, value in os.environ.items() if not name.startswith("EROBA_")}
    settings |= {"EROBA_HOME": str(folder / "far-away"), "PYTHONPATH": str(ROOT / "src")}
    words = [sys.executable, "-m", "eroba.config.command", "tally", str(file), "--format", "json"]
    done = subprocess.run(words, env=settings, capture_output=True, text=True, check=True)
    said = json.loads(done.stdout)
    shown = anybody.page.request.get(f"/{anybody.language}{ROUNDS}/{number}/results.json").json()
    assert said == shown["areas"][0]["official"], "the page and the command do not agree"
    return dict(said)


def carry_out(head: Screen, clerk: Screen, project: str, photo: Path) -> None:
    """What won is promised, done step by step with money and a photo, and finished."""
    due = today() + dt.timedelta(days=60)
    head.open(f"{DESK}/project/{project}/begin/")
    head.fill(promised_by_ka="კეთილმოწყობის სამსახური")
    fill_day(head, "due_on", (due.day, due.month, due.year))
    head.press("Publish the promise")
    clerk.open(f"{DESK}/project/{project}/step/")
    clerk.fill(title_ka="სკამის დადგმა", title_en="Setting up the bench")
    fill_day(clerk, "due_on", (due.day, due.month, due.year))
    clerk.press("Add the step")
    clerk.follow("A step is done")
    clerk.main.locator("[name=milestone]").first.check()
    clerk.fill(paid="8400")
    clerk.main.locator("[name=photo]").set_input_files(photo)
    clerk.press("Publish it")
    clerk.follow("The project is finished")
    clerk.fill(title="პროექტის გვერდი")
    clerk.press("Publish it")
    clerk.is_at("budgeting:desk_project")
