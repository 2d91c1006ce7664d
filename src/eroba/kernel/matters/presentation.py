"""A thread as the page, the table and the JSON need it. What may be seen was decided before."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from eroba.kernel.matters.layout import Drawing, draw
from eroba.kernel.matters.models import Link
from eroba.kernel.matters.queries import ShownThread, Step
from eroba.kernel.matters.thread import Edge, ends_in_time
from eroba.kernel.matters.wording import (
    FORWARD,
    SAID_BY_THE_EARLIER,
    SAID_BY_THE_LATER,
    kind_in_words,
    state_in_words,
)
from eroba.kernel.ui.components import Column, Row, Table
from eroba.kernel.ui.dates import day_and_month


@dataclass(frozen=True)
class Tie:
    """How a step hangs on an earlier one: the words and that one's title."""

    words: str
    step: Step
    title: str


@dataclass(frozen=True)
class ShownStep:
    """One step of the path: its words, and how it hangs on what stands above it."""

    step: Step
    title: str
    kind: str
    state: tuple[str, str]
    ties: tuple[Tie, ...]
    is_start: bool


def path_of(thread: ShownThread) -> list[ShownStep]:
    """The thread from top to bottom; each link is said once, at its lower end."""
    place = {step.key: number for number, step in enumerate(thread.steps)}
    ties: dict[UUID, list[Tie]] = {step.key: [] for step in thread.steps}
    for edge in thread.edges:
        lower = max((edge.source, edge.target), key=lambda key: place[key])
        upper = thread.steps[place[edge.other(lower)]]
        ties[lower].append(Tie(_relation(edge, lower), upper, _title(upper)))
    return [_shown(step, ties[step.key], step.key == thread.start) for step in thread.steps]


def drawing_of(thread: ShownThread) -> Drawing:
    """The thread from left to right."""
    titles: dict[Hashable, str] = {step.key: _title(step) for step in thread.steps}
    return draw([step.key for step in thread.steps], thread.edges, titles)


def table_of(path: Sequence[ShownStep], hrefs: dict[UUID, str]) -> Table:
    """The same as the drawing, as a table."""
    columns = (
        Column(_("Number")),
        Column(_("Matter")),
        Column(_("Opened")),
        Column(_("State")),
        Column(_("How it hangs together")),
    )
    rows = []
    for shown in path:
        matter = shown.step.matter
        number = matter.number if matter else "–"
        opened = day_and_month(matter.opened_at) if matter else "–"
        said = "; ".join(f"{tie.words}: {tie.title}" for tie in shown.ties) or "–"
        title = f"{shown.kind}: {shown.title}" if shown.kind else shown.title
        rows.append(Row((number, title, opened, shown.state[0] or "–", said), hrefs.get(shown.step.key, "")))
    return Table(_("The thread as a table"), columns, rows)


def thread_as_json(thread: ShownThread, hrefs: dict[UUID, str]) -> dict[str, Any]:
    """The thread for programs; matters that are not public have no name but a place in the list."""
    names = {
        step.key: step.matter.number if step.matter else f"not-public-{place}"
        for place, step in enumerate(thread.steps, 1)
    }
    return {
        "start": names[thread.start],
        "matters": [_matter_as_json(step, names[step.key], hrefs.get(step.key, "")) for step in thread.steps],
        "links": [
            {"source": names[edge.source], "relation": edge.relation, "target": names[edge.target]}
            for edge in thread.edges
        ],
        "is_complete": not thread.is_cut,
    }


def _matter_as_json(step: Step, name: str, href: str) -> dict[str, Any]:
    matter = step.matter
    if matter is None:
        return {"number": name, "is_public": False}
    return {
        "number": matter.number,
        "is_public": matter.visibility == matter.Visibility.PUBLIC,
        "kind": matter.kind,
        "title": {"ka": matter.title_ka, "en": matter.title_en},
        "state": matter.state,
        "opened_at": matter.opened_at,
        "closed_at": matter.closed_at,
        "address": href,
    }


def _title(step: Step) -> str:
    return step.matter.title if step.matter else _("A matter that is not public")


def _relation(edge: Edge[UUID], lower: UUID) -> str:
    _earlier, later = ends_in_time(edge, FORWARD)
    words = SAID_BY_THE_LATER if later == lower else SAID_BY_THE_EARLIER
    return str(words.get(edge.relation, Link.Relation(edge.relation).label))


def _shown(step: Step, ties: Sequence[Tie], is_start: bool) -> ShownStep:
    matter = step.matter
    kind = kind_in_words(matter.kind) if matter else ""
    state = state_in_words(matter) if matter else ("", "quiet")
    return ShownStep(step, _title(step), kind, state, tuple(ties), is_start)
