"""Kills web server, worker and processes of the database at moments nobody can foresee, and counts."""

import contextlib
import os
import random
import signal
import threading
import time
from collections import Counter

import psycopg

from tests.recovery.processes import children
from tests.recovery.town_hall import TownHall

# Before that a program has only begun to load itself, and its death proves nothing.
ON_ITS_FEET_AFTER_SECONDS = {"web": 2.0, "worker": 2.5}
# Measured in answers to residents, so that a slow machine gets as much done between two deaths as a quick one.
MOST_ANSWERS_BETWEEN = 5
LONGEST_WAIT_SECONDS = 60
# And then a moment more, to strike while something is being done.
LAST_MOMENT_SECONDS = 0.4
SHARE_OF_ONES_THAT_ANSWER = 0.3
BUSY_FIRST = """
    SELECT pid FROM pg_stat_activity
    WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND datname = current_database()
    ORDER BY state IN ('active', 'idle in transaction') DESC, random() LIMIT 1
"""


class Killer(threading.Thread):
    """Kills until it has done so `times`, or until it is told to stop."""

    def __init__(self, hall: TownHall, times: int) -> None:
        super().__init__(daemon=True)
        self.hall = hall
        self.times = times
        self.is_over = threading.Event()
        self.kills: Counter[str] = Counter()
        self.chance = random.Random(20261122)
        self.victims = ["web", "worker"]
        if hall.database_url.startswith("postgres"):
            self.victims += ["database", "database"]

    def run(self) -> None:
        while self.kills.total() < self.times and not self.is_over.is_set():
            victim = self.chance.choice(self.victims)
            self._wait_until_on_its_feet(victim)
            self._let_them_work(self.chance.randint(0, MOST_ANSWERS_BETWEEN))
            if self._kill(victim):
                self.kills[victim] += 1
                self.hall.note(f"killed: {dict(self.kills)}")

    def _let_them_work(self, answers: int) -> None:
        """Until residents got so many answers more, or do not get any."""
        enough, deadline = self.hall.answered_count + answers, time.monotonic() + LONGEST_WAIT_SECONDS
        while self.hall.answered_count < enough and time.monotonic() < deadline and not self.is_over.is_set():
            time.sleep(0.02)
        time.sleep(self.chance.uniform(0, LAST_MOMENT_SECONDS))

    def _wait_until_on_its_feet(self, victim: str) -> None:
        self.hall.wait_until_it_answers()
        while victim in self.hall.running and self.hall.age_of(victim) < ON_ITS_FEET_AFTER_SECONDS[victim]:
            time.sleep(0.05)

    def _kill(self, victim: str) -> bool:
        if victim == "database":
            return self._kill_a_process_of_the_database()
        if victim == "web" and self.chance.random() < SHARE_OF_ONES_THAT_ANSWER:
            return self._kill_the_one_that_answers()
        self.hall.kill(victim)
        return True

    def _kill_the_one_that_answers(self) -> bool:
        """Not the whole web server, only its process that does the work; the server has to notice by itself."""
        found = list(children(self.hall.running["web"].pid))
        if not found:
            return False
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.chance.choice(found), signal.SIGKILL)
        return True

    def _kill_a_process_of_the_database(self) -> bool:
        """One that works for somebody now, if there is one; PostgreSQL then ends all others and recovers."""
        try:
            with psycopg.connect(self.hall.database_url, autocommit=True) as connection:
                found = connection.execute(BUSY_FIRST).fetchone()
        except psycopg.OperationalError:  # still recovering from the last time
            return False
        if found is None:
            return False
        os.kill(found[0], signal.SIGKILL)
        return True
