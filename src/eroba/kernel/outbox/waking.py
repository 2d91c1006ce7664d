"""Waking the worker through django-tasks. The task carries nothing: the delivery table says what there is to do."""

import time

from django.db import transaction
from django_tasks import task

from eroba.kernel.outbox.deliver import deliver_due

PAUSE_SECONDS = 0.3


class _LastCall:
    at = 0.0


@task()
def deliver_waiting() -> int:
    """Delivers what is due; how many it delivered."""
    return deliver_due()


def wake_worker() -> None:
    """Lets the worker know after commit. One call stands for all within a third of a second."""
    transaction.on_commit(_wake, robust=True)


def _wake() -> None:
    if time.monotonic() - _LastCall.at > PAUSE_SECONDS:
        _LastCall.at = time.monotonic()
        deliver_waiting.enqueue()
