"""What the worker does again and again, each chore a plain function that says how much it did."""

import datetime as dt
import logging

from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as TaskWorker
from django_tasks_db.models import DBTaskResult

from eroba.kernel.audit.sealer import seal_journals
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.receipts.opening import open_due
from eroba.kernel.registry import capabilities
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

KEPT_TASKS = dt.timedelta(days=1)
BATCHES = 20
logger = logging.getLogger("eroba.worker")


def deliver_all_due() -> int:
    """Delivers facts to their listeners, batch after batch while there are any."""
    total = 0
    for _batch in range(BATCHES):
        arrived = deliver_due()
        total += arrived
        if not arrived:
            break
    return total


def open_all_due() -> int:
    """Opens what was accepted and not opened in its own request, batch after batch while there is any."""
    total = 0
    for _batch in range(BATCHES):
        opened = open_due()
        total += opened
        if not opened:
            break
    return total


def run_ready_tasks() -> int:
    """Runs what was queued through django-tasks; asks first, because its worker writes even when idle."""
    count = DBTaskResult.objects.ready().count()
    if count:
        TaskWorker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id="eroba",
        ).run()
    return count


def chain_journals() -> int:
    """Chains what was written to the journals of all towns since the last time."""
    return seal_journals()


def chain_what_was_left_behind() -> int:
    """Looks through whole journals for entries that the frequent look has passed by."""
    return seal_journals(thorough=True)


def sweep_all_towns() -> int:
    """Lets every capability see, in each open town, what fell due. One failing sweep holds up no other."""
    sweeps = [(capability.name, sweep) for capability in capabilities() for sweep in capability.sweeps]
    if not sweeps:
        return 0
    for town in Municipality.objects.filter(is_open=True):
        for name, sweep in sweeps:
            try:
                with scope(town):
                    sweep()
            except Exception:
                logger.exception("%s: the sweep %s.%s failed", town.slug, name, sweep.__name__)
    return 0


def forget_old_tasks() -> int:
    """Removes the record of tasks older than a day, also those a killed worker left behind: they only wake it."""
    old = timezone.now() - KEPT_TASKS
    count, _by_table = DBTaskResult.objects.filter(enqueued_at__lt=old).delete()
    return count
