"""The timeline of a matter: the facts that happened to it, as sentences, for whoever reads."""

from dataclasses import dataclass
from datetime import datetime

from eroba.kernel.matters.models import Matter
from eroba.kernel.outbox.models import FactRecord

AUDIENCES = {
    "public": ("public",),
    "parties": ("public", "parties"),
    "staff": ("public", "parties", "staff"),
}


@dataclass(frozen=True)
class TimelineEntry:
    """One sentence of a timeline."""

    at: datetime
    words: str
    actor_label: str
    name: str


def timeline(matter: Matter, *, audience: str) -> list[TimelineEntry]:
    """What happened to a matter, oldest first, as far as this audience (`public`, `parties`, `staff`) may read."""
    records = FactRecord.objects.filter(matter_id=matter.pk, shown_to__in=AUDIENCES[audience]).order_by(
        "at", "id"
    )
    return [TimelineEntry(r.at, r.words(), r.actor_label, r.name) for r in records]
