"""Kills an act by `kill -9` at each of its steps, one life after the other, until a life comes to the act's end.

A step is a statement to the database or a commit. Each life begins where the one before it left the database, as after
a power cut: it is killed one step later than that one, and as soon as something new stands there the steps are counted
anew. So each step of the act comes to be the last one, however often the act commits in between.
"""

import datetime as dt
import gc
import os
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, connections, transaction

from eroba.kernel.base.clock import at
from eroba.kernel.notify.models import Sending
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.outbox.models import Delivery, FactRecord
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

#: Does one thing, and says whether nothing of it is left to be done.
Act = Callable[[], bool]
MOST_LIVES, NOT_DONE = 2_000, 2
#: A worker that died holds what it had taken for two minutes.
LEASE_IS_OVER = dt.timedelta(minutes=3)


@dataclass(frozen=True)
class Course:
    """When the first life begins, how much later each of the next ones, and how many steps more each of them lives."""

    begins_at: dt.datetime
    apart: dt.timedelta = dt.timedelta()
    stride: int = 1


def prepare_to_die() -> None:
    """No letter leaves a process that is about to be killed."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"


@contextmanager
def dying_after(steps: int, last_words: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Let so many steps of this process through; the next one is its end."""
    count = 0
    carry_out = connections["default"]._commit

    def step() -> None:
        nonlocal count
        count += 1
        if count > steps:
            last_words()
            os.kill(os.getpid(), signal.SIGKILL)

    def execute(run: Callable, sql: str, params: Any, many: bool, context: dict) -> Any:
        step()
        return run(sql, params, many, context)

    def commit() -> None:
        step()
        carry_out()

    connections["default"]._commit = commit  # type: ignore[method-assign]
    with connection.execute_wrapper(execute):
        yield


def die_at_each_step(name: str, act: Act, course: Course, look: Callable[[], str] = lambda: "") -> None:
    """Let lives of an act follow one another until one ends by itself; says how many died, and what they saw.

    `look` is what a life sees of the last one's doing, before it does anything itself.
    """
    rehearse(act, course.begins_at)
    steps, stood, deaths = 0, "", 0
    for number in range(MOST_LIVES):
        heard, told = os.pipe()
        process_id = os.fork()
        if not process_id:
            _live(act, course.begins_at + number * course.apart, (steps, stood), told, look)
        os.close(told)
        with os.fdopen(heard) as report:
            lasted, _space, stands = report.readline().strip().partition(" ")
            seen = report.readline().strip()
        _process_id, status = os.waitpid(process_id, 0)
        deaths += os.WIFSIGNALED(status)
        if seen:
            print("saw", name, seen, flush=True)
        if status == 0:
            print("died", name, deaths, flush=True)
            return
        assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == NOT_DONE, f"{name} failed by itself"
        steps, stood = int(lasted) + course.stride, stands
    raise AssertionError(f"{name} never came to its end")


def rehearse(act: Act, moment: dt.datetime) -> None:
    """Do it once and take it back: what a process loads at its first act, no life has to load again."""
    with at(moment), scope(Municipality.objects.get(slug="ozurgeti")), transaction.atomic():
        act()
        transaction.set_rollback(True)
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()
    gc.freeze()


def work() -> bool:
    """The worker delivers what is due, and rests when nothing waits."""
    while deliver_due():
        pass
    return not Delivery.objects.filter(state=Delivery.State.WAITING).exists()


def how_it_stands() -> str:
    """What only grows, and does so whenever an act was done or a fact reached somebody."""
    arrived = Delivery.objects.filter(state=Delivery.State.DONE).count()
    sent = Sending.objects.filter(sent_at__isnull=False).count()
    return f"{FactRecord.objects.count()} facts, {arrived} deliveries, {sent} letters"


def _live(act: Act, moment: dt.datetime, last: tuple[int, str], told: int, look: Callable[[], str]) -> None:
    """One life; it never returns."""
    ended = 1
    try:
        with at(moment), scope(Municipality.objects.get(slug="ozurgeti")):
            steps, stood = last
            stands, seen = how_it_stands(), look()
            steps = steps if stands == stood else 0
            os.write(told, f"{steps} {stands}\n{seen}\n".encode())
            with dying_after(steps):
                ended = 0 if act() else NOT_DONE
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(ended)
