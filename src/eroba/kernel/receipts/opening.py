"""Opening what was accepted: in the request that brought it when nobody else is opening, else by the worker.

The rows say what there is to do. They are held while they are opened, all of a batch in one transaction, so whoever is
killed in the middle has done nothing, and of two who open at once one finds nothing left.
"""

import datetime as dt
import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from uuid import UUID

from django.db import InterfaceError, OperationalError
from django.db.models import Case, QuerySet, UUIDField, Value, When

from eroba.kernel.actions import system_actor
from eroba.kernel.actions.ledger import one_act
from eroba.kernel.actions.standing_in import allowed_before
from eroba.kernel.base.clock import at, now
from eroba.kernel.outbox.problems import WORKER_DIED, described
from eroba.kernel.receipts.actions import set_aside
from eroba.kernel.receipts.models import Receipt
from eroba.kernel.registry.shelf import receivings
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import across_all, scope

BATCH = 20
#: So long a request waits for another to have opened; then the resident is shown the receipt instead.
PATIENCE_SECONDS = 0.03
#: So long the worker leaves what came in to the request that brought it.
LEFT_TO_REQUEST = dt.timedelta(seconds=1)
#: What waits for so long may be what kills those who open it; the outbox counts its attempts.
LONGEST_WAIT = dt.timedelta(minutes=5)

State = Receipt.State
logger = logging.getLogger("eroba.receipts")
_turn = threading.Lock()


@contextmanager
def as_received(receipt: Receipt) -> Iterator[None]:
    """The moment of receipt: what is done in the block counts from then, and was allowed then."""
    with at(receipt.received_at), allowed_before():
        yield


def open_now(receipt: Receipt) -> Receipt:
    """Opens what came in up to this one, if nobody else in this process is opening; the receipt as it stands then.

    Never raises for what goes wrong: it was accepted, and the worker goes on with it.
    """
    if not receipt.is_opened and _turn.acquire(timeout=PATIENCE_SECONDS):
        try:
            opened = open_waiting()
        except (OperationalError, InterfaceError) as problem:
            logger.warning("the database could not open what came in: %s", problem)
            return receipt
        finally:
            _turn.release()
        mine = next((one for one in opened if one.pk == receipt.pk), None)
        if mine is not None:
            return mine
    return Receipt.objects.get(pk=receipt.pk)


def open_due() -> int:
    """Opens what waits in all towns, the oldest first; how many. What waited too long is handed to the outbox."""
    with across_all(reason="open what came in"):
        towns = list(_waiting(older_than=LEFT_TO_REQUEST).order_by().values_list("municipality").distinct())
    count = 0
    for town in Municipality.objects.filter(pk__in=[key for (key,) in towns]) if towns else ():
        with scope(town):
            for receipt in _waiting(older_than=LONGEST_WAIT)[:BATCH]:
                set_aside(system_actor("worker"), receipt=receipt, problem=WORKER_DIED)
            count += len(open_waiting())
    return count


def open_waiting(*, limit: int = BATCH) -> list[Receipt]:
    """Opens what waits in this town, the oldest first; what was opened. What cannot be is set aside and reported.

    Raises OperationalError while the database cannot be written to: then everything goes on waiting.
    """
    try:
        return _open(_waiting()[:limit])
    except (OperationalError, InterfaceError):
        raise
    except Exception as problem:  # one of them spoils the batch: each by itself, to see which
        logger.info("a batch could not be opened together: %s", described(problem))
    keys = list(_waiting().values_list("pk", flat=True)[:limit])
    return [one for key in keys for one in _open_or_set_aside(key)]


def open_set_aside(receipt_id: UUID) -> list[Receipt]:
    """Tries again to open one that was set aside; raises what stands against it."""
    return _open(Receipt.objects.filter(pk=receipt_id, state=State.SET_ASIDE))


def _open_or_set_aside(key: UUID) -> list[Receipt]:
    try:
        return _open(_waiting().filter(pk=key))
    except (OperationalError, InterfaceError):
        raise
    except Exception as problem:  # whatever it is, those behind it must not wait for it
        receipt = Receipt.objects.get(pk=key)
        logger.warning("%s could not be opened", receipt.number, exc_info=problem)
        set_aside(system_actor("worker"), receipt=receipt, problem=described(problem))
        return []


def _waiting(*, older_than: dt.timedelta = dt.timedelta()) -> QuerySet[Receipt]:
    found = Receipt.objects.filter(state=State.WAITING).order_by("id")
    return found.filter(received_at__lte=now() - older_than) if older_than else found


def _open(chosen: QuerySet[Receipt]) -> list[Receipt]:
    """Opens these in one transaction, with one journal entry and the facts of each."""
    with one_act():
        held = list(chosen.select_for_update(of=("self",)).select_related("person"))
        matters: dict[UUID, UUID] = {}
        for kind, group in groupby(held, key=lambda one: one.kind):
            receipts = list(group)
            for receipt, matter in zip(receipts, receivings()[kind].open(receipts), strict=True):
                matters[receipt.pk] = matter.pk
        if held:
            _note(held, matters)
    return held


def _note(held: Sequence[Receipt], matters: dict[UUID, UUID]) -> None:
    """Ties each receipt to what became of it, and destroys what was sent: the matter has it now."""
    became = [When(pk=key, then=Value(matter, output_field=UUIDField())) for key, matter in matters.items()]
    moment = now()
    Receipt.objects.filter(pk__in=list(matters)).update(
        state=State.OPENED, sealed="", opened_at=moment, matter_id=Case(*became, output_field=UUIDField())
    )
    for receipt in held:
        receipt.state, receipt.matter_id = State.OPENED, matters[receipt.pk]
        receipt.sealed, receipt.opened_at = "", moment
