"""`kill -9` of web, worker and database in the middle of work: nothing acknowledged is lost, nothing is done twice."""

import faulthandler
import os
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.fixtures.product import Product
from tests.recovery.killer import Killer
from tests.recovery.processes import asked_of_the_database
from tests.recovery.town_hall import TownHall, open_town_hall
from tests.recovery.visitor import GIORGI, NINO, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RESIDENTS = {"giorgi@ozurgeti.example": GIORGI, "nino@ozurgeti.example": NINO}
# So many deaths in a row may keep one request from its answer.
PATIENCE_SECONDS = 600
# A worker killed with deliveries in its hands leaves them under a lease of two minutes; some are then tried again.
SECONDS_TO_CALM_DOWN = 400
WHAT_IS_LEFT = """
from eroba.kernel.audit.sealer import unchained_count
from eroba.kernel.outbox.models import Delivery
print(Delivery.objects.exclude(state='done').count(), unchained_count())
"""
WHAT_WAS_KEPT = """
from collections import Counter
from eroba.capabilities.services.models import Case
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.notify.models import Notice
sent = JournalEntry.objects.filter(action='services.submit_application', after__has_key='stage')
journal = Counter(sent.values_list('subject_number', flat=True))
notices = Counter(Notice.objects.values_list('matter__number', flat=True))
for number in Case.objects.order_by('matter__number').values_list('matter__number', flat=True):
    print(number, journal[number], notices[number])
"""
WHAT_IS_WRONG_WITH_THE_JOURNAL = """
from eroba.kernel.audit.head_check import head_flaws
from eroba.kernel.audit.sealer import journal_flaws
print([*journal_flaws(), *head_flaws()])
"""


@dataclass
class Day:
    """What the residents were told on a day of kills."""

    kills: Counter[str]
    numbers: list[str] = field(default_factory=list)
    troubles: list[BaseException] = field(default_factory=list)


def live_through(hall: TownHall, *, kills: int) -> Day:
    """Residents send application after application while programs are killed under them."""
    killer = Killer(hall, kills)
    day = Day(killer.kills)

    visitors = [
        Visitor(hall.address, email, about=about, patience_seconds=PATIENCE_SECONDS)
        for email, about in RESIDENTS.items()
    ]
    for visitor in visitors:
        visitor.web.event_hooks["response"].append(hall.note_answer)
        visitor.sign_in()

    def live(visitor: Visitor) -> None:
        try:
            while killer.is_alive() or not day.numbers:
                day.numbers.append(visitor.apply())
        except BaseException as trouble:
            day.troubles.append(trouble)
            killer.is_over.set()

    killer.start()
    residents = [threading.Thread(target=live, args=(visitor,)) for visitor in visitors]
    for resident in residents:
        resident.start()
    for resident in residents:
        resident.join()
    killer.is_over.set()
    killer.join()
    return day


def letters_in(home: Path) -> dict[str, Counter[str]]:
    """For each subject and recipient the Message-IDs that came, and how often."""
    letters: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for path in (home / "letters").glob("*.eml"):
        letter = message_from_bytes(path.read_bytes(), policy=policy.default)
        letters[f"{letter['To']} {letter['Subject']}"][str(letter["Message-ID"])] += 1
    return letters


def wait_until_nothing_is_left(product: Product) -> None:
    """Until every delivery has arrived and every entry of the journal is chained."""
    deadline = time.monotonic() + SECONDS_TO_CALM_DOWN
    while (left := asked_of_the_database(product, WHAT_IS_LEFT)) != "0 0":
        assert time.monotonic() < deadline, f"left undone: {left} (deliveries, entries to chain)"
        time.sleep(3)


def nothing_was_lost_or_done_twice(hall: TownHall, day: Day, before: set[str]) -> None:
    """Each number a resident read on a receipt is one case, one entry in the journal, one notice, one letter."""
    product = hall.product
    kept = {}
    for line in asked_of_the_database(product, WHAT_WAS_KEPT).splitlines():
        number, *counts = line.split()
        kept[number] = tuple(map(int, counts))
    assert len(set(day.numbers)) == len(day.numbers), "two receipts with the same number"
    assert set(kept) - before == set(day.numbers), "an application is gone, or was made twice"
    places = sorted(int(number.rpartition("-")[2]) for number in kept)
    assert places == list(range(1, len(places) + 1)), "a number is missing or was given twice"
    wrong = {number: kept[number] for number in day.numbers if kept[number] != (1, 1)}
    assert not wrong, f"not one journal entry and one notice: {wrong}"
    letters = letters_in(hall.home)
    for number in day.numbers:
        identities = [ids for what, ids in letters.items() if number in what]
        assert [len(ids) for ids in identities] == [1], f"{number}: not one letter with one Message-ID"
    assert asked_of_the_database(product, WHAT_IS_WRONG_WITH_THE_JOURNAL) == "[]"


def numbers_in(product: Product) -> set[str]:
    """The numbers of all cases there are."""
    return {line.split()[0] for line in asked_of_the_database(product, WHAT_WAS_KEPT).splitlines()}


def survive(folder: Path, kills: int) -> Counter[str]:
    """A whole day of kills, and the reckoning in the evening."""
    with open_town_hall(folder, os.environ.get("EROBA_DATABASE_URL", "")) as hall:
        before = numbers_in(hall.product)
        day = live_through(hall, kills=kills)
        if day.troubles:
            raise day.troubles[0]
        wait_until_nothing_is_left(hall.product)
        nothing_was_lost_or_done_twice(hall, day, before)
        doubled = sum(count - 1 for ids in letters_in(hall.home).values() for count in ids.values())
        print(f"{dict(day.kills)} kills, {len(day.numbers)} applications, {doubled} e-mails came twice")
        assert set(day.kills) == set(Killer(hall, 0).victims), "not everything was killed"
        return day.kills


def test_applications_survive_a_day_of_kills(tmp_path: Path) -> None:
    survive(tmp_path, kills=12)


@pytest.mark.full
def test_applications_survive_two_hundred_kills(tmp_path: Path) -> None:
    # The watch over tests that hang is for one page; here every answer and every start has a limit of its own.
    faulthandler.cancel_dump_traceback_later()
    assert survive(tmp_path, kills=200).total() == 200
