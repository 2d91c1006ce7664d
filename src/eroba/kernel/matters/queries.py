"""Reading matters: what somebody may see, the timeline of one, and the thread it hangs in."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from eroba.kernel.actions import Actor
from eroba.kernel.matters.models import Link, Matter, Party
from eroba.kernel.matters.rules import SEES_ALL, parties_are
from eroba.kernel.matters.thread import MOST, Edge, in_order, reveal, walk
from eroba.kernel.matters.wording import FORWARD
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.registry.shelf import fact_types
from eroba.kernel.ui.names import as_read

#: At most so many links are read in one step; a budget line may have thousands.
LINKS_AT_ONCE = 4 * MOST

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
    said: Mapping[str, Any] = field(default_factory=dict)
    """The fact's own values, as they were written."""


@dataclass(frozen=True)
class Step:
    """One matter of a thread as a reader may see it; without `matter` it is one that is not public."""

    key: UUID
    matter: Matter | None
    last: TimelineEntry | None = None


@dataclass(frozen=True)
class ShownThread:
    """A thread for one reader: its steps in order, first things first, and the links between them."""

    start: UUID
    steps: tuple[Step, ...]
    edges: tuple[Edge[UUID], ...]
    is_cut: bool


def timeline(matter: Matter, *, audience: str) -> list[TimelineEntry]:
    """What happened to a matter, oldest first, as far as this audience (`public`, `parties`, `staff`) may read."""
    return steps_and_looks(matter, audience=audience)[0]


def steps_and_looks(matter: Matter, *, audience: str) -> tuple[list[TimelineEntry], list[TimelineEntry]]:
    """What happened to a matter, and apart from it who looked at it; both oldest first, in one query."""
    readable = FactRecord.objects.filter(matter_id=matter.pk, shown_to__in=AUDIENCES[audience])
    entries = [_entry(record) for record in readable.order_by("at", "id")]
    no_steps = _names_of_no_steps()
    steps = [entry for entry in entries if entry.name not in no_steps]
    return steps, [entry for entry in entries if entry.name in no_steps]


def visible_matters(by: Actor) -> QuerySet[Matter]:
    """The matters somebody may see: the same answer as `may_see_matter`, for lists, in one query."""
    if by.has_role(*SEES_ALL):
        return Matter.objects.all()
    public = Q(visibility=Matter.Visibility.PUBLIC)
    who = parties_are(by)
    if who is None:
        return Matter.objects.filter(public)
    own = Party.objects.filter(who).values("matter_id")
    return Matter.objects.filter(public | Q(visibility=Matter.Visibility.PARTIES, pk__in=own))


def matter_by_number(number: str) -> Matter | None:
    """The matter of this town that has a number."""
    return Matter.objects.filter(number=number).first()


def thread_of(matter: Matter, by: Actor) -> ShownThread:
    """What came before a matter and what became of it, as far as this reader may see.

    One query for each step outwards (there are at most twelve), and three more however many matters there are:
    the matters, the age of those this reader may not see, and the last facts.
    """
    walked = walk(matter.pk, _links_at)
    seen = {seen.pk: seen for seen in _with_last_fact(visible_matters(by).filter(pk__in=walked.keys), by)}
    hidden = Matter.objects.filter(pk__in=[key for key in walked.keys if key not in seen])
    ages = {one.pk: one.opened_at for one in seen.values()} | dict(hidden.values_list("pk", "opened_at"))
    shown = reveal(walked, seen.keys())
    last = FactRecord.objects.in_bulk([m.last_fact_id for m in seen.values() if m.last_fact_id])  # type: ignore[attr-defined]
    steps = []
    for key in in_order(shown, age={key: (ages[key], key) for key in shown.keys}, forward=FORWARD):
        found = seen.get(key)
        record = last.get(found.last_fact_id) if found else None  # type: ignore[attr-defined]
        steps.append(Step(key, found, _entry(record) if record else None))
    return ShownThread(matter.pk, tuple(steps), shown.edges, shown.is_cut)


def _links_at(keys: Collection[UUID]) -> Iterable[Edge[UUID]]:
    touching = Link.objects.filter(Q(source_id__in=keys) | Q(target_id__in=keys)).order_by("id")
    rows = touching.values_list("source_id", "relation", "target_id")[:LINKS_AT_ONCE]
    return [Edge(source, relation, target) for source, relation, target in rows]


def _with_last_fact(matters: QuerySet[Matter], by: Actor) -> QuerySet[Matter]:
    """Adds the id of the last fact this reader may read of each matter."""
    readable = Q(shown_to="public")
    who = parties_are(by)
    if by.has_role(*SEES_ALL):
        readable = Q(shown_to__in=AUDIENCES["staff"])
    elif who is not None:
        readable |= Q(shown_to="parties", matter_id__in=Party.objects.filter(who).values("matter_id"))
    facts = FactRecord.objects.filter(readable, matter_id=OuterRef("pk")).order_by("-at", "-id")
    facts = facts.exclude(name__in=_names_of_no_steps())
    return matters.annotate(last_fact_id=Subquery(facts.values("id")[:1]))


def _names_of_no_steps() -> list[str]:
    return [name for name, fact in fact_types().items() if not fact.is_step]  # type: ignore[attr-defined]


def _entry(record: FactRecord) -> TimelineEntry:
    return TimelineEntry(record.at, record.words(), as_read(record.actor_label), record.name, record.payload)
