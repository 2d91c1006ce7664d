"""What the desk says of the room a counter has left on a day."""

import datetime as dt

import pytest
from django.test import Client

from eroba.capabilities.services import actions
from eroba.capabilities.services.models import Counter
from eroba.capabilities.services.tests.test_visits import MONDAY, NOBODY_FOR, SUNDAY, moment, neighbour, said
from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import at
from eroba.kernel.people.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter(in_ozurgeti, head: Actor):
    """A reception with three times on Monday, of which one is taken; it is the Sunday before."""
    with at(SUNDAY):
        kept = actions.save_counter(head, said=said())
        actions.book_visit(neighbour(0), counter=kept, starts_at=moment(), purpose=NOBODY_FOR)
        yield kept


def test_the_desk_says_whether_somebody_can_still_come(counter: Counter, clerk: Actor, head: Actor):
    client = Client()
    client.force_login(Account.objects.get(pk=clerk.account_id))

    def told(on: dt.date, chosen: str = "&counter=reception") -> str:
        return client.get(f"/en/ozurgeti/desk/services/visits/?on={on}{chosen}").content.decode()

    assert "1 visit. 2 times are still free." in told(MONDAY)
    assert "still free" not in told(MONDAY, ""), "of several counters together nobody can say it"
    for number, minute in ((1, 20), (2, 40)):
        actions.book_visit(
            neighbour(number), counter=counter, starts_at=moment(minute=minute), purpose=NOBODY_FOR
        )
    assert "3 visits. No time is free any more." in told(MONDAY)
    assert "Nobody is received here on this day." in told(MONDAY + dt.timedelta(days=3))
    tuesday = MONDAY + dt.timedelta(days=1)
    actions.close_counter_day(head, counter=counter, on=tuesday, reason_ka="რემონტი", reason_en="repairs")
    assert "Closed on this day: repairs." in told(tuesday)
    gone = told(MONDAY - dt.timedelta(days=7))
    assert "free" not in gone and "Nobody is received" not in gone, "a day gone by needs no such words"
