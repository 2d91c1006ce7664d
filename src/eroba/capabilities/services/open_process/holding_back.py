"""Which numbers are held back so that none under five can be read, nor be worked out from those that are shown.

Numbers and their sums make a network of roads: what flows into a sum flows out of it. A number that is held back is
safe when there is another table, in whole numbers and within what everybody knows (a number held back for being small
is one to four), that fits everything shown and differs in it. In a network that is so exactly when it lies on a way
round along which one more, or one fewer, can flow. That is looked for here; where there is none, the cheapest numbers
that open one are held back as well; and where even that does not do, it is not told that the number is small. What was
shown once stays shown and what was held back stays so, or the old page and the new one could be subtracted.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from eroba.capabilities.services.open_process.cells import FEWEST, TOWN, Cell, Edge, Values
from eroba.capabilities.services.open_process.periods import HALF, MONTH, kind_of

ENDLESS = 10**9
# Sums are worth more to readers than their parts, the town more than one service.
_WORTH = {MONTH: 10, HALF: 1_000}
_WORTH_OF_A_YEAR, _WORTH_OF_THE_TOWN = 100_000, 20


@dataclass
class Table:
    """One network: its roads, their true numbers, what was settled earlier, and what nobody will be told yet."""

    edges: Sequence[Edge]
    values: Values
    shown: frozenset[Cell] = frozenset()
    held: frozenset[Cell] = frozenset()
    unsaid: frozenset[Cell] = frozenset()
    hidden: set[Cell] = field(default_factory=set)
    veiled: set[Cell] = field(default_factory=set)
    """Held back without telling whether it is small or large; nought it is not, nought is always shown."""

    def flow(self, edge: Edge) -> int:
        """The true number."""
        return self.values.get(edge.cell, 0)

    def is_hidden(self, edge: Edge) -> bool:
        """Whether readers do not see it."""
        return edge.cell in self.hidden or edge.cell in self.unsaid

    def is_free_to_hide(self, edge: Edge) -> bool:
        """Whether it may still be held back: not shown before, and no nought, which says nothing of anybody."""
        return not self.is_hidden(edge) and edge.cell not in self.shown and self.flow(edge) > 0

    def bounds(self, edge: Edge) -> tuple[int, int]:
        """What everybody knows of a number they do not see; the most that a careful reader could know."""
        if edge.cell in self.unsaid:
            return -ENDLESS, ENDLESS
        if edge.cell in self.veiled:
            return 1, ENDLESS
        return (1, FEWEST - 1) if self.flow(edge) < FEWEST else (FEWEST, ENDLESS)


def hold_back(table: Table) -> None:
    """Settle which numbers of the table must not be shown, and of which not even the smallness."""
    small = {edge.cell for edge in table.edges if 0 < table.flow(edge) < FEWEST}
    table.hidden = (small - table.shown - table.unsaid) | {
        edge.cell for edge in table.edges if edge.cell in table.held
    }
    before = (-1, -1)
    while (len(table.hidden), len(table.veiled)) != before:
        before = (len(table.hidden), len(table.veiled))
        _hide_with_small_sums(table)
        for edge in table.edges:
            if edge.cell in table.hidden and not is_safe(table, edge) and not _protect(table, edge):
                table.veiled |= {edge.cell} - table.held


def veil_everything(table: Table) -> None:
    """Show nothing that is not shown already but noughts, and tell of nothing whether it is small."""
    everything = {edge.cell for edge in table.edges if table.is_free_to_hide(edge)}
    table.hidden |= everything
    table.veiled |= table.hidden - table.held


def is_sound(table: Table) -> bool:
    """Whether every number held back is safe."""
    return all(is_safe(table, edge) for edge in table.edges if edge.cell in table.hidden)


def is_safe(table: Table, edge: Edge) -> bool:
    """Whether another table fits everything shown and differs in this number."""
    return any(_cheapest(table, edge, forward, may_hide=False) is not None for forward in (True, False))


def _protect(table: Table, edge: Edge) -> bool:
    """Hold back what else must be so that this number is safe; whether that can be done."""
    ways = [_cheapest(table, edge, forward, may_hide=True) for forward in (True, False)]
    found = [way for way in ways if way is not None]
    if found:
        table.hidden |= min(found, key=lambda way: way[0])[1]
    return bool(found)


def _cheapest(table: Table, edge: Edge, forward: bool, *, may_hide: bool) -> tuple[int, set[Cell]] | None:
    """The cheapest way round that gives this road one more, or one fewer; what it costs to hide, and what."""
    least, most = table.bounds(edge)
    if not (table.flow(edge) < most if forward else table.flow(edge) > least):
        return None
    start, end = (edge.head, edge.tail) if forward else (edge.tail, edge.head)
    ways = _ways_on(table, edge, may_hide)
    best = {start: 0}
    waiting: list[tuple[int, str, tuple[Cell, ...]]] = [(0, start, ())]
    while waiting:
        cost, place, opened = heapq.heappop(waiting)
        if place == end:
            return cost, set(opened)
        if cost > best[place]:
            continue
        for onward, more, cell in ways[place]:
            if cost + more < best.get(onward, ENDLESS):
                best[onward] = cost + more
                heapq.heappush(waiting, (cost + more, onward, (*opened, cell) if more else opened))
    return None


def _ways_on(table: Table, without: Edge, may_hide: bool) -> dict[str, list[tuple[str, int, Cell]]]:
    ways: dict[str, list[tuple[str, int, Cell]]] = defaultdict(list)
    for edge in table.edges:
        if edge is without or not (table.is_hidden(edge) or (may_hide and table.is_free_to_hide(edge))):
            continue
        least, most = table.bounds(edge)
        cost = 0 if table.is_hidden(edge) else _worth(table, edge)
        if table.flow(edge) < most:
            ways[edge.tail].append((edge.head, cost, edge.cell))
        if table.flow(edge) > least:
            ways[edge.head].append((edge.tail, cost, edge.cell))
    return ways


def _worth(table: Table, edge: Edge) -> int:
    worth = _WORTH.get(kind_of(edge.cell.period), _WORTH_OF_A_YEAR)
    return table.flow(edge) + worth * (_WORTH_OF_THE_TOWN if edge.cell.service == TOWN else 1)


def _hide_with_small_sums(table: Table) -> None:
    """Where numbers held back can be summed by subtraction and the sum is under five, hold one more back."""
    for coming, going in _sums(table.edges):
        for side, other in ((coming, going), (going, coming)):
            hidden = [edge for edge in side if table.is_hidden(edge)]
            if not hidden or any(table.is_hidden(edge) for edge in other):
                continue
            if any(edge.cell in table.unsaid for edge in hidden) or sum(map(table.flow, hidden)) >= FEWEST:
                continue
            _hide_one_of(table, [edge for edge in (*side, *other) if table.is_free_to_hide(edge)])


def _hide_one_of(table: Table, edges: Iterable[Edge]) -> None:
    """Hold back the cheapest of these numbers that is safe then, with whatever that needs."""
    for edge in sorted(edges, key=lambda edge: _worth(table, edge)):
        table.hidden.add(edge.cell)
        if is_safe(table, edge) or _protect(table, edge):
            return
        table.hidden.remove(edge.cell)


def _sums(edges: Iterable[Edge]) -> Iterator[tuple[list[Edge], list[Edge]]]:
    coming: dict[str, list[Edge]] = defaultdict(list)
    going: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        coming[edge.head].append(edge)
        going[edge.tail].append(edge)
    for place in coming:
        yield coming[place], going[place]
