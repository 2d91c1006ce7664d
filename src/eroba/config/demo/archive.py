"""The archive of the demonstration: of what need not be kept any longer, one is held back and some stand on a list."""

import datetime as dt
from collections.abc import Sequence

from eroba.capabilities.services import actions
from eroba.capabilities.services.models import DestructionList
from eroba.capabilities.services.queries.archive import due_now, held_back
from eroba.config.demo.people import email_of
from eroba.kernel.base.clock import TBILISI, at
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.people.models import Account
from eroba.kernel.people.queries import actor_of
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

HELD_BECAUSE = "სასამართლოში დავაა ამ გადაწყვეტილებაზე (ნიმუში); საქმე დასრულებამდე უნდა შევინახოთ."
HELD_DAYS_AGO, LISTED_DAYS_AGO, STILL_DUE = 20, 4, 2


def keep_archive(towns: Sequence[Municipality], today: dt.date) -> None:
    """Lets the clerk hold back what is disputed and put the rest, but for two, on a list that a head must confirm."""
    for town in towns:
        with scope(town):
            if not DestructionList.objects.exists() and not held_back().exists() and due_now().exists():
                _keep(town, today)


def _keep(town: Municipality, today: dt.date) -> None:
    clerk = actor_of(Account.objects.get(email=email_of("clerk", town.slug)), channel="desk")
    oldest, *others = due_now()
    with at(_noon(today, HELD_DAYS_AGO)):
        actions.hold_back(clerk, archived=oldest, because=HELD_BECAUSE)
    with at(_noon(today, LISTED_DAYS_AGO)):
        actions.list_destruction(clerk, lines=others[:-STILL_DUE])
    while deliver_due():
        pass


def _noon(today: dt.date, days_ago: int) -> dt.datetime:
    return dt.datetime.combine(today - dt.timedelta(days=days_ago), dt.time(12), TBILISI)
