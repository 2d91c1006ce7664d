"""Delivering facts to their listeners: each under a lease, tried again after pauses, never forgotten.

A worker killed in the middle loses its lease after a while and another takes over. A listener may therefore run
twice; it uses `delivery.key` to do its work once.
"""

import datetime as dt
import logging

from django.db.models import Q, QuerySet

from eroba.kernel.base.clock import now
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.outbox.patience import patience
from eroba.kernel.outbox.problems import NOBODY_LISTENS, WORKER_DIED, described
from eroba.kernel.registry.shelf import listeners_of
from eroba.kernel.tenancy.scope import across_all, scope

LEASE = dt.timedelta(minutes=2)
BATCH = 50

logger = logging.getLogger("eroba.outbox")


def deliver_due(*, limit: int = BATCH) -> int:
    """Delivers what is due in all towns, oldest first; returns how many arrived."""
    with across_all(reason="deliver facts"):
        due = list(_due().select_related("municipality", "fact").order_by("next_at", "id")[:limit])
    return sum(_deliver(delivery) for delivery in due)


def _due() -> QuerySet[Delivery]:
    moment = now()
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=moment)
    return Delivery.objects.filter(free, state=Delivery.State.WAITING, next_at__lte=moment)


def _deliver(delivery: Delivery) -> bool:
    with scope(delivery.municipality):
        taken = (
            _due().filter(pk=delivery.pk).update(leased_until=now() + LEASE, attempts=delivery.attempts + 1)
        )
        if not taken:
            return False
        delivery.attempts += 1
        listener = dict(listeners_of(delivery.fact.name)).get(delivery.listener)
        if listener is None:
            _put_off(delivery, f"{NOBODY_LISTENS}: nobody of this name listens any more")
            return False
        if delivery.attempts_now > patience().most_attempts:
            # what kills the worker never comes to its own end, and would be tried for ever
            _put_off(delivery, f"{WORKER_DIED}: the worker stopped in the middle of the last attempt")
            return False
        try:
            listener(delivery.fact.fact, delivery)
        except Exception as problem:  # a listener's failure must never stop the others
            logger.warning("delivery %s failed: %s", delivery.key, problem, exc_info=problem)
            _put_off(delivery, described(problem))
            return False
        Delivery.objects.filter(pk=delivery.pk).update(
            state=Delivery.State.DONE, done_at=now(), leased_until=None, last_problem=""
        )
        return True


def _put_off(delivery: Delivery, problem: str) -> None:
    """Tries again later, as the schedule says; after the last attempt a person must look."""
    pause = patience().pause_after(delivery.attempts_now)
    Delivery.objects.filter(pk=delivery.pk).update(
        state=Delivery.State.DEAD if pause is None else Delivery.State.WAITING,
        next_at=now() + (pause or dt.timedelta()),
        leased_until=None,
        last_problem=problem,
    )
