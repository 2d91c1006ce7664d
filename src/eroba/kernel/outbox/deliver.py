"""Delivering facts to their listeners: each under a lease, tried again with growing pauses, never forgotten.

A worker killed in the middle loses its lease after a while and another takes over. A listener may therefore run
twice; it uses `delivery.key` to do its work once.
"""

import datetime as dt
import logging

from django.db.models import Q, QuerySet

from eroba.kernel.base.clock import now
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.registry.shelf import listeners_of
from eroba.kernel.tenancy.scope import across_all, scope

LEASE = dt.timedelta(minutes=2)
LAST_ATTEMPT = 12
LONGEST_PAUSE = dt.timedelta(hours=6)
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
            _put_off(delivery, "nobody of this name listens any more")
            return False
        try:
            listener(delivery.fact.fact, delivery)
        except Exception as problem:  # a listener's failure must never stop the others
            logger.warning("delivery %s failed: %s", delivery.key, problem, exc_info=problem)
            _put_off(delivery, f"{type(problem).__name__}: {problem}")
            return False
        Delivery.objects.filter(pk=delivery.pk).update(
            state=Delivery.State.DONE, done_at=now(), leased_until=None, last_problem=""
        )
        return True


def _put_off(delivery: Delivery, problem: str) -> None:
    """Tries again later, each time after a longer pause; after the last attempt a person must look."""
    pause = min(dt.timedelta(seconds=5 * 2**delivery.attempts), LONGEST_PAUSE)
    state = Delivery.State.DEAD if delivery.attempts >= LAST_ATTEMPT else Delivery.State.WAITING
    Delivery.objects.filter(pk=delivery.pk).update(
        state=state, next_at=now() + pause, leased_until=None, last_problem=problem[:2000]
    )
