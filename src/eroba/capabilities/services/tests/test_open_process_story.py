"""The open process, told as one story: from two applications nobody can recognise to a figure everybody reads."""

import datetime as dt
import json

import pytest

from eroba.capabilities.services.models import ProcessFigure
from eroba.capabilities.services.tasks import make_public_figures
from eroba.capabilities.services.tests.decided_cases import CODE, decided, moment
from eroba.kernel.base.clock import at
from eroba.kernel.people.models import Account

pytestmark = pytest.mark.django_db
PAGE = f"/en/ozurgeti/services/{CODE}/open-process/"


def test_the_life_of_a_figure(client, service, resident, clerk):
    official = Account.objects.get(pk=clerk.account_id)

    # A young service: the page says what will be here, and the service's own page leads to it.
    with at(moment(1, 20)):
        make_public_figures()
        assert "No figures yet" in client.get(PAGE).content.decode()
        assert "open-process/" in client.get(f"/en/ozurgeti/services/{CODE}/").content.decode()

    # In January two people apply. In February everybody reads that there were fewer than five, and no more.
    for _each in range(2):
        decided(service, resident, official, 1, took=12)
    with at(moment(2)):
        make_public_figures()
        page = client.get(PAGE).content.decode()
    assert "January 2026" in page and "under 5" in page
    assert (
        not ProcessFigure.objects.filter(value__in=[1, 2, 3, 4]).exclude(measure__endswith="_days").exists()
    )

    # Spring is busy; the half-year is told in July, with how it ended.
    a_busy_spring(service, resident, official)
    with at(moment(7)):
        make_public_figures()
        page = client.get(PAGE).content.decode()
    for words in ("first half of 2026", "34", "under 5", "half of the decisions came within this time"):
        assert words in page, words


def a_busy_spring(service, resident, official) -> None:
    """Eight decisions in each of four months, one of them a refusal."""
    for month in (3, 4, 5, 6):
        for place in range(8):
            decided(
                service,
                resident,
                official,
                month,
                took=5 + place * 4,
                outcome="granted" if place else "refused",
            )


def test_whoever_kept_every_page_learns_no_more(client, service, resident, clerk):
    official = Account.objects.get(pk=clerk.account_id)
    for _each in range(2):
        decided(service, resident, official, 1, took=12)
    a_busy_spring(service, resident, official)
    with at(moment(7)):
        make_public_figures()

    # The sums leave January open: another month is held back with it.
    told = json.loads(client.get(f"/api/v1/ozurgeti/services/{CODE}/open-process").content)["figures"]
    months = [one for one in told if one["measure"] == "received" and len(one["period"]) == 7]
    assert sum(one["value"] is None for one in months) == 2

    # A late entry changes nothing that was told; the service's own page says the same figure.
    decided(service, resident, official, 1, took=1)
    with at(moment(7) + dt.timedelta(days=3)):
        assert make_public_figures() == 0
        page = client.get(f"/en/ozurgeti/services/{CODE}/").content.decode()
    median = next(one["value"] for one in told if "/" in one["period"] and one["measure"] == "median_days")
    assert f"{median} days" in page
