"""How the town's registers are: which line each has, whether it is asked, what came back lately, what still waits."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet

from eroba.capabilities.registers.breaker import Road, roads_of
from eroba.capabilities.registers.connections import Way, breaker_of, ways_here
from eroba.capabilities.registers.models import ANSWERED, OpenQuestion, Reply
from eroba.kernel.base.clock import TBILISI, now

LATELY = dt.timedelta(days=7)
LAST_SHOWN = 20


@dataclass(frozen=True)
class Health:
    """One register of the town as the desk sees it."""

    code: str
    way: Way
    road: Road
    resting_until: dt.datetime | None
    answered_at: dt.datetime | None
    failed_at: dt.datetime | None
    answered_count: int
    failed_count: int
    waiting_count: int
    given_up_count: int

    @property
    def is_failing(self) -> bool:
        """Whether the last thing heard of it was trouble."""
        return self.failed_at is not None and (self.answered_at is None or self.answered_at < self.failed_at)


def health_here() -> list[Health]:
    """Every register this installation knows, as it is in the town worked for; a fixed number of questions."""
    ways = ways_here()
    roads = roads_of({code: breaker_of(code) for code in ways})
    heard, waiting = _heard(), _waiting()
    return [
        _health(code, way, *roads[code], heard.get(code, {}), waiting.get(code, {}))
        for code, way in ways.items()
    ]


def _health(
    code: str,
    way: Way,
    road: Road,
    until: float | None,
    heard: dict[str, object],
    waiting: dict[str, object],
) -> Health:
    return Health(
        code=code,
        way=way,
        road=road,
        resting_until=dt.datetime.fromtimestamp(until, TBILISI) if until else None,
        answered_at=heard.get("last_answer"),  # type: ignore[arg-type]
        failed_at=heard.get("last_failure"),  # type: ignore[arg-type]
        answered_count=heard.get("answered_count", 0),  # type: ignore[arg-type]
        failed_count=heard.get("failed_count", 0),  # type: ignore[arg-type]
        waiting_count=waiting.get("waiting_count", 0),  # type: ignore[arg-type]
        given_up_count=waiting.get("given_up_count", 0),  # type: ignore[arg-type]
    )


def _heard() -> dict[str, dict[str, object]]:
    since = now() - LATELY
    answered, lately = Q(outcome__in=ANSWERED), Q(answered_at__gte=since)
    rows = (
        Reply.objects.filter(lately)
        .values("look_up__register")
        .annotate(
            last_answer=Max("answered_at", filter=answered),
            last_failure=Max("answered_at", filter=~answered),
            answered_count=Count("id", filter=answered),
            failed_count=Count("id", filter=~answered),
        )
        .order_by()
    )
    return {row["look_up__register"]: row for row in rows}


def _waiting() -> dict[str, dict[str, object]]:
    rows = (
        OpenQuestion.objects.values("look_up__register")
        .annotate(
            waiting_count=Count("id", filter=Q(given_up_at__isnull=True)),
            given_up_count=Count("id", filter=Q(given_up_at__isnull=False)),
        )
        .order_by()
    )
    return {row["look_up__register"]: row for row in rows}


def last_replies(register: str = "") -> QuerySet[Reply]:
    """What registers answered last, newest first; says nothing about whom."""
    rows = Reply.objects.select_related("look_up").order_by("-answered_at", "-id")
    return (rows.filter(look_up__register=register) if register else rows)[:LAST_SHOWN]


def waiting_questions(register: str = "") -> QuerySet[OpenQuestion]:
    """Questions of cases that still wait for an answer, the next to be asked first, given-up ones last."""
    rows = OpenQuestion.objects.select_related("look_up").order_by("given_up_at", "next_at", "id")
    return (rows.filter(look_up__register=register) if register else rows)[:LAST_SHOWN]
