"""Getting codes out of the house within a second or two: the worker is woken, and looks each minute besides."""

import logging
import time

from django.db import transaction
from django_tasks import task

from eroba.capabilities.petitions import sending
from eroba.capabilities.petitions.models import Signature
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import current_municipality, scope

PAUSE_SECONDS = 0.3
AT_ONCE = 200
logger = logging.getLogger("eroba.petitions")
_last_wake: dict[str, float] = {}


@task()
def send_waiting_codes(town_slug: str) -> int:
    """Sends the codes that wait in one town."""
    with scope(Municipality.objects.get(slug=town_slug)):
        return send_codes()


def wake_for_codes() -> None:
    """Lets the worker know after commit that codes wait; one call stands for all within a third of a second."""
    slug = current_municipality().slug
    transaction.on_commit(lambda: _wake(slug), robust=True)


def _wake(slug: str) -> None:
    if time.monotonic() - _last_wake.get(slug, 0.0) > PAUSE_SECONDS:
        _last_wake[slug] = time.monotonic()
        send_waiting_codes.enqueue(slug)


def send_codes() -> int:
    """Sends waiting codes, oldest first; one that cannot be sent now is tried again with the next minute."""
    due = Signature.objects.filter(code_due=True, state="waiting").select_related("petition")
    sent = 0
    for signature in due.order_by("taken_at")[:AT_ONCE]:
        try:
            sending.send_code(signature)
        except Exception:  # one letterbox must not hold up the others
            logger.exception("the code of a signature could not be sent; trying again")
            continue
        same = Signature.objects.filter(pk=signature.pk, code_round=signature.code_round)
        sent += same.update(code_due=False)
    return sent
