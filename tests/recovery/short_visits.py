"""Residents who book the same time at a counter, while the process of the first one dies at each step of its booking.

`main(counter, account, times, people)`: for each time two of the people, each in a process of their own. The second one
sets out at the moment the first one is about to die, and each says on its output what it was told. `remind()`: the
worker reminds those who come tomorrow, and dies at each step.
"""

import datetime as dt
import os
import signal
import time
import traceback
from collections.abc import Callable
from contextlib import nullcontext
from uuid import UUID

from eroba.capabilities.services import actions, visit_tasks
from eroba.capabilities.services.models import Counter
from eroba.capabilities.services.tests.test_visits import SUNDAY
from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import at
from eroba.kernel.base.errors import Refusal
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope
from tests.recovery.every_step import (
    LEASE_IS_OVER,
    Course,
    die_at_each_step,
    dying_after,
    prepare_to_die,
    rehearse,
    work,
)

#: Long enough for the other one to come to the counter's lock.
DYING_SECONDS = 0.03
EARLY_ON_SUNDAY = SUNDAY.replace(hour=0, minute=30)


def book(counter: str, account: str, person: str, starts_at: str) -> str:
    """What one of them is told."""
    by = Actor(
        account_id=UUID(account), person_id=UUID(person), roles=frozenset({"resident"}), label="applicant"
    )
    found = Counter.objects.get(code=counter)
    try:
        actions.book_visit(
            by, counter=found, starts_at=dt.datetime.fromisoformat(starts_at), purpose=actions.Purpose()
        )
    except actions.JustTaken:
        return "taken"
    except Refusal:
        return "had"
    return "booked"


def in_a_process(live: Callable[[], None]) -> int:
    """A process of its own, in the first town on a Sunday."""
    process_id = os.fork()
    if process_id:
        return process_id
    try:
        with at(SUNDAY), scope(Municipality.objects.get(slug="ozurgeti")):
            live()
    except BaseException:
        traceback.print_exc()
        print("failed", flush=True)
    finally:
        os._exit(0)


def fight(counter: str, account: str, starts_at: str, people: list[str], steps: int) -> bool:
    """Two want the same time, and the first one dies after so many steps; whether it did."""
    heard, told = os.pipe()

    def last_words() -> None:
        os.write(told, b"now")
        time.sleep(DYING_SECONDS)

    def live(place: int) -> None:
        if place:
            os.close(told)
            os.read(heard, 3)
        with nullcontext() if place else dying_after(steps, last_words):
            answer = book(counter, account, people[place], starts_at)
        print(answer, people[place], starts_at, flush=True)

    first, second = (in_a_process(lambda place=place: live(place)) for place in (0, 1))  # type: ignore[misc]
    os.close(told)
    _process_id, status = os.waitpid(first, 0)
    os.waitpid(second, 0)
    os.close(heard)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def main(counter: str, account: str, times: list[str], people: list[str]) -> None:
    """One fight for each step of a booking, until the first one lives to see its end."""
    rehearse(lambda: bool(book(counter, account, people[0], times[0])), SUNDAY)
    for steps, starts_at in enumerate(times):
        if not fight(counter, account, starts_at, people[2 * steps : 2 * steps + 2], steps):
            return
        print("died", flush=True)
    raise AssertionError("a booking has more steps than there are times")


def remind() -> None:
    """The worker of the day before."""

    def reminded() -> bool:
        visit_tasks.remind_of_visits()
        return work()

    prepare_to_die()
    die_at_each_step("reminding", reminded, Course(EARLY_ON_SUNDAY, LEASE_IS_OVER))
