"""What stands in the feeds of a town: public facts about public matters as sentences, newest first."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import TBILISI
from eroba.kernel.matters.models import Matter
from eroba.kernel.matters.queries import thread_of
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.registry import FeedEntry, Topic
from eroba.kernel.registry.shelf import fact_types
from eroba.kernel.tenancy.scope import current_municipality

ENTRIES = 50
#: When a feed in which nothing stands yet was last changed: never.
LONG_AGO = dt.datetime(2014, 1, 1, tzinfo=TBILISI)


def town_entries() -> list[FeedEntry]:
    """Everything public that happened in this town."""
    return _entries(_public_facts([name for name, fact in fact_types().items() if fact.is_step]))  # type: ignore[attr-defined]


def topic_entries(topic: Topic) -> Sequence[FeedEntry]:
    """What a topic has to tell: its own entries, or the facts it names."""
    if topic.entries is not None:
        return topic.entries()[:ENTRIES]
    return _entries(_public_facts([fact.name for fact in topic.facts]))  # type: ignore[attr-defined]


def thread_entries(matter: Matter) -> list[FeedEntry]:
    """What happened to a public matter and to the public matters it hangs together with."""
    shown = thread_of(matter, Actor())
    keys = [step.matter.pk for step in shown.steps if step.matter]
    return _entries(_public_facts(list(fact_types())).filter(matter_id__in=keys))


def last_change(entries: Iterable[FeedEntry]) -> dt.datetime:
    """When a feed was last changed: with the newest of its entries, not with the clock."""
    return max((entry.changed_at or entry.written_at for entry in entries), default=LONG_AGO)


def _public_facts(names: Collection[str]) -> QuerySet[FactRecord]:
    public = Matter.objects.filter(visibility=Matter.Visibility.PUBLIC).values("pk")
    found = FactRecord.objects.filter(shown_to="public", name__in=names, matter_id__in=public)
    return found.order_by("-at", "-id")


def _entries(records: QuerySet[FactRecord]) -> list[FeedEntry]:
    newest = list(records[:ENTRIES])
    matters = Matter.objects.in_bulk({record.matter_id for record in newest})
    return [_entry(record, matters[_key(record)]) for record in newest if record.matter_id in matters]


def _key(record: FactRecord) -> UUID:
    assert record.matter_id is not None
    return record.matter_id


def _entry(record: FactRecord, matter: Matter) -> FeedEntry:
    here = {"municipality": current_municipality().slug, "number": matter.number}
    return FeedEntry(
        id=f"urn:uuid:{record.pk}",
        title=f"{matter.title} ({matter.number})",
        text=record.words(),
        address=reverse("matters:thread", kwargs=here),
        written_at=record.at,
    )
