"""The days that count for a person: every open deadline of the matters that concern them, for their own calendar."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Max, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import get_language

from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import TBILISI
from eroba.kernel.clocks.models import Clock
from eroba.kernel.clocks.queries import OPEN
from eroba.kernel.matters.models import Matter, Party
from eroba.kernel.matters.rules import parties_are
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.registry import Day
from eroba.kernel.tenancy.scope import current_municipality


def my_days(actor: Actor) -> Sequence[Day]:
    """The open deadlines of whatever concerns somebody in this town; a deadline that stands still has no day."""
    who = parties_are(actor)
    if who is None:
        return []
    concerned = Party.objects.filter(who).values("matter_id")
    told = FactRecord.objects.filter(matter_id=OuterRef("pk")).order_by().values("matter_id")
    matters = Matter.objects.exclude(visibility=Matter.Visibility.STAFF).filter(pk__in=concerned)
    # A deadline that moves is told by a fact, so the last fact says when the day was last changed.
    last = Subquery(told.annotate(last=Max("at")).values("last"))
    by_id = {matter.pk: matter for matter in matters.annotate(changed_at=last)}
    clocks = Clock.objects.filter(state__in=OPEN, due_on__isnull=False, subject_id__in=list(by_id))
    return [_day(clock, by_id[clock.subject_id]) for clock in clocks.order_by("due_on", "id")]


def _day(clock: Clock, matter: Matter) -> Day:
    begun = dt.datetime.combine(clock.event_on, dt.time(), TBILISI)
    title = clock.title_en if get_language() == "en" else clock.title_ka
    return Day(
        uid=f"clock-{clock.pk}",
        on=clock.due_on,  # type: ignore[arg-type]
        title=f"{title}: {matter.title}",
        text=matter.number,
        changed_at=matter.changed_at or begun,  # type: ignore[attr-defined]
        address=reverse(
            "matters:thread", kwargs={"municipality": current_municipality().slug, "number": matter.number}
        ),
    )
