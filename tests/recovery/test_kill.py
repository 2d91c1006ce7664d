"""`kill -9` of web and worker in the middle of work: nothing acknowledged is lost, nothing is done twice."""

import os
import random
import signal
import threading
import time
from collections import Counter
from email import message_from_bytes, policy

import pytest

from tests.fixtures.product import Product
from tests.recovery.processes import asked_of_the_database, children
from tests.recovery.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROUNDS = 3
SECONDS_BETWEEN_KILLS = (0.3, 1.2)
WAIT_FOR_MAIL_SECONDS = 60


class Killer(threading.Thread):
    """Kills web server and worker at random moments until told to stop."""

    def __init__(self, product: Product) -> None:
        super().__init__(daemon=True)
        self.product = product
        self.is_over = threading.Event()
        self.kills: Counter[str] = Counter()
        self.chance = random.Random(20261122)

    def run(self) -> None:
        while not self.is_over.wait(self.chance.uniform(*SECONDS_BETWEEN_KILLS)):
            job = self.chance.choice(["serve", "worker"])
            for process_id, words in children(self.product.process_id).items():
                if f" {job}" in words:
                    os.kill(process_id, signal.SIGKILL)
                    self.kills[job] += 1
            # a server that never gets to its feet is no test
            time.sleep(2.5)


def letters_in(product: Product) -> list[tuple[str, str]]:
    """Each letter the letterbox got: whom for and its Message-ID."""
    letters = []
    for path in product.home.rglob("*.eml"):
        letter = message_from_bytes(path.read_bytes(), policy=policy.default)
        letters.append((f"{letter['To']} {letter['Subject']}", str(letter["Message-ID"])))
    return letters


def test_applications_survive_a_day_of_kills(product: Product):
    visitor = Visitor(product.address, "giorgi@ozurgeti.example")
    visitor.sign_in()
    killer = Killer(product)
    killer.start()
    try:
        numbers = [visitor.apply() for _round in range(ROUNDS)]
    finally:
        killer.is_over.set()
        killer.join()
    assert killer.kills["serve"] and killer.kills["worker"], killer.kills
    assert len(set(numbers)) == ROUNDS

    time.sleep(3)
    kept = asked_of_the_database(
        product,
        "from eroba.kernel.matters.models import Matter\n"
        "print(' '.join(Matter.objects.filter(kind='case').order_by('number').values_list('number', flat=True)))",
    ).split()
    assert set(numbers) <= set(kept), "an acknowledged application is gone"
    places = [int(number.rpartition("-")[2]) for number in kept]
    assert places == list(range(1, len(places) + 1)), "a number is missing or was given twice"
    assert places[-1] == int(numbers[-1].rpartition("-")[2]), "an application was made twice"
    flaws = asked_of_the_database(
        product, "from eroba.kernel.audit.sealer import journal_flaws\nprint(journal_flaws())"
    )
    assert flaws == "[]"
    _every_message_came_once(product, numbers)


def _every_message_came_once(product: Product, numbers: list[str]) -> None:
    """Each application was confirmed by e-mail; a letter that came twice carries the same Message-ID."""
    deadline = time.monotonic() + WAIT_FOR_MAIL_SECONDS
    while time.monotonic() < deadline:
        letters = letters_in(product)
        told = [number for number in numbers if any(number in what for what, _id in letters)]
        if len(told) == len(numbers):
            break
        time.sleep(1)
    assert told == numbers, f"no e-mail about {set(numbers) - set(told)}"
    ids_of = {what: {mark for other, mark in letters if other == what} for what, _id in letters}
    doubled = {
        what: marks for what, marks in ids_of.items() if len(marks) > 1 and any(n in what for n in numbers)
    }
    assert not doubled, "two different letters say the same"
