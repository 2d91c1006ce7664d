"""Giving matters their numbers, without gaps, whoever comes at the same time."""

from django.db.models import F

from eroba.kernel.base.clock import today
from eroba.kernel.base.databases.returning import update_returning
from eroba.kernel.clocks.queries import nothing_runs_yet
from eroba.kernel.matters.models import Link, Matter, NumberSeries
from eroba.kernel.tenancy.scope import current_municipality


def open_matter(
    *,
    kind: str,
    prefix: str,
    title_ka: str,
    title_en: str,
    visibility: str = "parties",
    state: str = "",
) -> Matter:
    """Opens a matter and gives it the next number of the year, e.g. `OZU-2026-SOC-00042`.

    Part of an action: if the action is undone, the number was never given.
    """
    year = today().year
    town = current_municipality()
    matter = Matter(
        kind=kind,
        number=f"{town.number_prefix}-{year}-{prefix}-{_next_number(prefix, year):05d}",
        title_ka=title_ka,
        title_en=title_en,
        visibility=visibility,
        state=state,
    )
    matter.save(force_insert=True)
    nothing_runs_yet(matter.pk)
    return matter


def _next_number(prefix: str, year: int) -> int:
    """Count one on. Whoever comes at the same time waits here until this action has ended."""
    given = _count_on(prefix, year)
    if not given:
        NumberSeries.objects.get_or_create(prefix=prefix, year=year)
        given = _count_on(prefix, year)
    return given[0]


def _count_on(prefix: str, year: int) -> list[int]:
    series = NumberSeries.objects.filter(prefix=prefix, year=year)
    return update_returning(series, wanted="last", last=F("last") + 1)


def link_matters(*, source: Matter, relation: str, target: Matter) -> Link:
    """Ties two matters together; the same tie twice is one. Part of an action."""
    link, _created = Link.objects.get_or_create(source=source, relation=relation, target=target)
    return link
