"""The worker: a loop of chores, each at its own pace. A chore that fails is tried again; the loop never ends by it.

Several workers may run at once, on several hosts: deliveries have leases, the journal's chain gives way to itself,
sweeps are actions like any other.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import close_old_connections

from eroba.config.chores import (
    chain_journals,
    chain_what_was_left_behind,
    deliver_all_due,
    forget_old_tasks,
    open_all_due,
    run_ready_tasks,
    sweep_all_towns,
)

SECONDS_BETWEEN_ROUNDS = 0.5
logger = logging.getLogger("eroba.worker")


@dataclass
class Chore:
    """Something to do every so many seconds."""

    name: str
    every_seconds: float
    do: Callable[[], int]
    next_at: float = 0.0


def all_chores() -> list[Chore]:
    """What the worker does, the most urgent first."""
    return [
        Chore("open what came in", 0, open_all_due),
        Chore("deliver facts", 0, deliver_all_due),
        Chore("run tasks", 1, run_ready_tasks),
        Chore("chain the journal", 3, chain_journals),
        Chore("see what fell due", 60, sweep_all_towns),
        Chore("chain what was left behind", 6 * 3600, chain_what_was_left_behind),
        Chore("forget old tasks", 3600, forget_old_tasks),
    ]


class Worker:
    """Does the chores round by round until it is asked to stop."""

    def __init__(self, chores: list[Chore] | None = None) -> None:
        self._chores = all_chores() if chores is None else chores
        self._asked_to_stop = threading.Event()

    def work(self, interval: float) -> None:
        """Rounds of chores until `stop`; a chore that was begun is finished."""
        logger.info("the worker is at work")
        while not self._asked_to_stop.is_set():
            self._round()
            self._asked_to_stop.wait(interval)
        logger.info("the worker has stopped")

    def work_once(self) -> bool:
        """One round of everything; whether all went well."""
        return self._round()

    def stop(self) -> None:
        """Ends after the present chore; may be called from a signal."""
        self._asked_to_stop.set()

    def _round(self) -> bool:
        close_old_connections()
        due = [chore for chore in self._chores if time.monotonic() >= chore.next_at]
        went_well = [self._do(chore) for chore in due if not self._asked_to_stop.is_set()]
        return all(went_well)

    def _do(self, chore: Chore) -> bool:
        chore.next_at = time.monotonic() + chore.every_seconds
        try:
            count = chore.do()
        except Exception:  # whatever went wrong, the other chores and towns must not wait for it
            logger.exception("could not %s; trying again", chore.name)
            return False
        if count:
            logger.info("%s: %d", chore.name, count)
        return True
