"""What the worker does for rounds each minute: opens and closes voting on time, counts, destroys keys, forgets."""

import datetime as dt
import logging
from collections.abc import Callable

from django.db.models import QuerySet

from eroba.capabilities.budgeting import actions
from eroba.capabilities.budgeting.models import CodeTry, Phase, Round
from eroba.capabilities.budgeting.recount import count_area
from eroba.capabilities.budgeting.rules import has_ended, is_in_phase
from eroba.kernel.actions import Actor, system_actor
from eroba.kernel.base.clock import now, today
from eroba.kernel.base.errors import Refusal

VOTING = str(Phase.Kind.VOTING)
TRIES_KEPT = dt.timedelta(days=1)
logger = logging.getLogger("eroba.budgeting")


def open_votings() -> int:
    """Opens voting where its day has come and the order on the ballot is drawn."""
    waiting = _under_way().filter(frozen_at=None, order_drawn_at__isnull=False)
    return sum(_done(actions.open_voting, one) for one in waiting if is_in_phase(one, VOTING))


def close_votings() -> int:
    """Closes voting once its last day is over."""
    open_now = _under_way().filter(frozen_at__isnull=False, closed_at=None)
    return sum(_done(actions.close_voting, one) for one in open_now if has_ended(one, VOTING))


def count_rounds() -> int:
    """Counts the rounds whose box is closed."""
    count = 0
    for one in _under_way().filter(closed_at__isnull=False, counted_at=None):
        try:
            counted = [count_area(area) for area in one.areas.select_related("round__matter")]
            actions.record_outcomes(_by(), round=one, counted=counted)
            count += 1
        except Refusal as wrong:
            logger.error("the round %s cannot be counted: %s", one.matter.number, wrong)
    return count


def destroy_keys() -> int:
    """Destroys the keys of rounds that nobody can question any more."""
    over = Round.objects.filter(key_ends_on__lt=today(), locked_key__isnull=False).select_related("matter")
    return sum(_done(actions.destroy_key, one) for one in over)


def forget_tries() -> int:
    """Forgets from where wrong codes were tried, a day later."""
    before = now() - TRIES_KEPT
    if not CodeTry.objects.filter(at__lt=before).exists():
        return 0
    return actions.forget_tries(_by(), before=before)


def _under_way() -> QuerySet[Round]:
    rows = Round.objects.filter(state=Round.State.OPEN)
    return rows.select_related("matter").prefetch_related("phases")


def _done(act: Callable[..., object], found: Round) -> int:
    try:
        act(_by(), round=found)
    except Refusal as wrong:
        logger.error("the round %s stays as it is: %s", found.matter.number, wrong)
        return 0
    return 1


def _by() -> Actor:
    return system_actor("budgeting")
