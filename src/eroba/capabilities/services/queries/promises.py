"""How well the town keeps its time with applications: what the home of the town shows, small numbers left out."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, Q

from eroba.capabilities.services.models import Decision
from eroba.kernel.base.clock import now, today
from eroba.kernel.clocks.law import Duty
from eroba.kernel.clocks.models import Clock

YEAR = dt.timedelta(days=365)
# Under five a figure would say something about single people.
FEWEST = 5


@dataclass(frozen=True)
class KeptTime:
    """Decisions of the last twelve months, and how many of the town hall's deadlines in them were kept."""

    decision_count: int
    deadline_count: int
    in_time_count: int

    @property
    def in_time_share(self) -> int:
        """The share of deadlines kept, in whole per cent."""
        return round(100 * self.in_time_count / self.deadline_count)


def kept_time() -> KeptTime | None:
    """The last twelve months of the town worked for now; nothing while there are fewer than five decisions."""
    since = today() - YEAR
    in_time = Q(met_on__lte=F("due_on"))
    kept = Clock.objects.filter(
        duty=Duty.AUTHORITY.value, code__endswith=".decision", met_on__gte=since, due_on__isnull=False
    ).aggregate(every=Count("pk"), in_time=Count("pk", filter=in_time))
    decisions = Decision.objects.filter(delivered_at__gte=now() - YEAR).count()
    if decisions < FEWEST or kept["every"] < FEWEST:
        return None
    return KeptTime(decisions, kept["every"], kept["in_time"])
