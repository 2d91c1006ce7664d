"""The thread as pure thinking: walk links outwards from one matter, leave out what a reader may not see, put in order.

Knows nothing of databases or pages: keys are anything hashable, links come from a function that is asked.
"""

import heapq
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

K = TypeVar("K")

STEPS = 12
MOST = 60


@dataclass(frozen=True)
class Edge(Generic[K]):
    """One thing stands in a relation to another, e.g. a petition arose from a need."""

    source: K
    relation: str
    target: K

    def other(self, end: K) -> K:
        """The end that is not this one."""
        return self.target if self.source == end else self.source


@dataclass(frozen=True)
class Thread(Generic[K]):
    """What hangs together with the start: keys in the order in which they were found, and the links between them."""

    start: K
    keys: tuple[K, ...]
    edges: tuple[Edge[K], ...]
    is_cut: bool = False
    """Whether more hangs on it than was walked."""


def walk(
    start: K, edges_at: Callable[[Collection[K]], Iterable[Edge[K]]], *, steps: int = STEPS, most: int = MOST
) -> Thread[K]:
    """Walks links in both directions, nearest first, at most so many steps and so many things; circles are no harm.

    `edges_at` is asked once for each step, with all things found in the step before.
    """
    found: dict[K, None] = {start: None}
    edges: dict[Edge[K], None] = {}
    border: list[K] = [start]
    is_cut = False
    for _step in range(steps):
        here, border = border, []
        for edge in edges_at(here) if here else ():
            edges[edge] = None
            for end in (edge.source, edge.target):
                if end not in found and len(found) < most:
                    found[end] = None
                    border.append(end)
    if border:
        # One look further: it brings links between what is known, and tells whether the thread goes on.
        edges.update(dict.fromkeys(edges_at(border)))
    is_cut = any(edge.source not in found or edge.target not in found for edge in edges)
    kept = tuple(edge for edge in edges if edge.source in found and edge.target in found)
    return Thread(start, tuple(found), kept, is_cut)


def reveal(thread: Thread[K], visible: Collection[K]) -> Thread[K]:
    """Leaves out what a reader may not see, but for steps without which visible things would fall apart.

    What is kept is the least that is needed: leaving out one hidden step more would part visible things.
    """
    seen = set(visible)
    kept = dict.fromkeys(_together(thread.start, thread.edges, set(thread.keys)))
    wanted = {key for key in kept if key in seen} | {thread.start}
    for key in reversed(list(kept)):
        if key in wanted:
            continue
        rest = kept.keys() - {key}
        if wanted <= set(_together(thread.start, thread.edges, rest)):
            del kept[key]
    edges = tuple(edge for edge in thread.edges if edge.source in kept and edge.target in kept)
    return Thread(thread.start, tuple(key for key in thread.keys if key in kept), edges, thread.is_cut)


def _together(start: K, edges: Iterable[Edge[K]], among: Collection[K]) -> list[K]:
    """Everything that can be reached from the start within a set."""
    nearby: dict[K, list[K]] = {}
    for edge in edges:
        if edge.source in among and edge.target in among:
            nearby.setdefault(edge.source, []).append(edge.target)
            nearby.setdefault(edge.target, []).append(edge.source)
    reached: dict[K, None] = {start: None}
    waiting = [start]
    while waiting:
        for key in nearby.get(waiting.pop(), ()):
            if key not in reached:
                reached[key] = None
                waiting.append(key)
    return list(reached)


def in_order(thread: Thread[K], *, age: Mapping[K, Any], forward: Collection[str] = ()) -> list[K]:
    """Puts what came first first: along the links, then by age; a circle is opened at its oldest thing.

    A link's target came before its source (an answer comes after the question), except for the relations in
    `forward`, whose source came first (money comes before what it pays for).
    """
    before: dict[K, set[K]] = {key: set() for key in thread.keys}
    for edge in thread.edges:
        earlier, later = ends_in_time(edge, forward)
        before[later].add(earlier)
    place = {key: number for number, key in enumerate(sorted(thread.keys, key=lambda key: age[key]))}
    ordered: list[K] = []
    left = set(thread.keys)
    ready = [(place[key], key) for key in thread.keys if not before[key]]
    heapq.heapify(ready)
    while left:
        key = heapq.heappop(ready)[1] if ready else min(left, key=lambda key: place[key])
        if key not in left:
            continue
        left.discard(key)
        ordered.append(key)
        for later in left:
            if key in before[later]:
                before[later].discard(key)
                if not before[later]:
                    heapq.heappush(ready, (place[later], later))
    return ordered


def ends_in_time(edge: Edge[K], forward: Collection[str] = ()) -> tuple[K, K]:
    """The earlier and the later end of a link."""
    return (edge.source, edge.target) if edge.relation in forward else (edge.target, edge.source)


def layers(ordered: Sequence[K], edges: Iterable[Edge[K]]) -> dict[K, int]:
    """In which column of a drawing each thing stands: one further than everything it is linked to before it."""
    place = {key: number for number, key in enumerate(ordered)}
    column = dict.fromkeys(ordered, 0)
    earlier: dict[K, list[K]] = {key: [] for key in ordered}
    for edge in edges:
        first, last = sorted((edge.source, edge.target), key=lambda key: place[key])
        earlier[last].append(first)
    for key in ordered:
        column[key] = max((column[other] + 1 for other in earlier[key]), default=0)
    return column
