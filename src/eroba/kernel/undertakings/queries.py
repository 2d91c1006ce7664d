"""Reading promises: lists by how they stand, counts, and one of them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet

from eroba.kernel.base.clock import today
from eroba.kernel.undertakings.models import Standing, Undertaking

State = Undertaking.State
#: So many days before its day whoever promised is reminded.
DUE_SOON_DAYS = 7


@dataclass(frozen=True)
class Balance:
    """How many promises stand how, today."""

    open: int
    late: int
    kept: int
    kept_in_time: int
    broken: int
    replaced: int

    @property
    def total(self) -> int:
        """All promises ever made here."""
        return self.open + self.late + self.kept + self.broken + self.replaced

    @property
    def due(self) -> int:
        """Those whose day has come, one way or the other."""
        return self.late + self.kept + self.broken


def standing_is(standing: str, on: date) -> Q:
    """The condition that a promise stands so on a day."""
    if standing == Standing.LATE:
        return Q(state=State.OPEN, due_on__lt=on)
    if standing == Standing.OPEN:
        return Q(state=State.OPEN, due_on__gte=on)
    return Q(state=standing)


def undertakings(standing: str = "") -> QuerySet[Undertaking]:
    """Promises of this town, what is due first on top; only those that stand so, when it is said."""
    found = Undertaking.objects.select_related("matter").order_by("due_on", "id")
    if not standing:
        return found
    found = found.filter(standing_is(standing, today()))
    return found if standing in (Standing.OPEN, Standing.LATE) else found.order_by("-ended_on", "-id")


def late_unannounced() -> QuerySet[Undertaking]:
    """Promises whose day passed and was not announced yet."""
    said = Q(late_announced_for=F("due_on"))
    return undertakings(str(Standing.LATE)).exclude(said & Q(late_announced_for__isnull=False))


def due_soon_unannounced() -> QuerySet[Undertaking]:
    """Promises whose day is near, of which nobody was reminded yet."""
    day = today()
    near = undertakings(str(Standing.OPEN)).filter(due_on__lte=day + timedelta(days=DUE_SOON_DAYS))
    return near.exclude(Q(due_soon_announced_for=F("due_on")) & Q(due_soon_announced_for__isnull=False))


def undertaking_numbered(number: str) -> Undertaking | None:
    """The promise with a number."""
    return (
        Undertaking.objects.select_related("matter", "replaced_by__matter")
        .filter(matter__number=number)
        .first()
    )


def balance() -> Balance:
    """How the promises of this town stand today, counted in one query."""
    day = today()
    counts = {value: Count("pk", filter=standing_is(value, day)) for value in Standing.values}
    in_time = Q(state=State.KEPT, ended_on__lte=F("first_due_on"))
    return Balance(**Undertaking.objects.aggregate(**counts, kept_in_time=Count("pk", filter=in_time)))
