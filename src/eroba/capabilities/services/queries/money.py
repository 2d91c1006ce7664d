"""Sums of what came in, by how it was paid, and which days the bank has given its list of."""

import datetime as dt

from django.db.models import Count, Sum

from eroba.capabilities.services.models import Payment, Statement
from eroba.kernel.base.clock import TBILISI
from eroba.kernel.base.money import Money


def sums_of(since: dt.date, until: dt.date) -> list[tuple[str, int, Money]]:
    """How many payments came in these days by each way, and their sum."""
    first = dt.datetime.combine(since, dt.time(), TBILISI)
    last = dt.datetime.combine(until + dt.timedelta(days=1), dt.time(), TBILISI)
    paid = Payment.objects.filter(
        state=Payment.State.PAID, answered_at__gte=first, answered_at__lt=last
    ).order_by()
    rows = paid.values("way").annotate(count=Count("pk"), total=Sum("amount_tetri"))
    by_way = {row["way"]: (row["count"], Money(row["total"])) for row in rows}
    return [(way, *by_way.get(way, (0, Money(0)))) for way in Payment.Way.values]


def listed_days(since: dt.date, until: dt.date) -> list[dt.date]:
    """The days of which the bank's list has come."""
    return list(
        Statement.objects.filter(on__gte=since, on__lte=until).order_by("on").values_list("on", flat=True)
    )
