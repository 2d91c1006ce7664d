"""What the ballots of a file say: approvals, one choice, rankings or points. Equal ballots are read and kept once."""

from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction

from eroba.capabilities.budgeting.pabulib.amounts import amount, whole_number
from eroba.capabilities.budgeting.pabulib.document import Document, Row
from eroba.capabilities.budgeting.pabulib.faults import Fault
from eroba.capabilities.budgeting.pabulib.faults import marked as _

Points = Fraction | int
Given = tuple[tuple[int, Points], ...]
"""Pairs of a project's place in the list and the points it is given, in the order of the list."""


class BallotBox:
    """Takes the rows of ballots one by one and knows in the end how many voters gave each."""

    def __init__(self, document: Document, ids: Sequence[str], places: int = 0) -> None:
        self._kind = document.meta.get("vote_type", "").strip().lower()
        if self._kind not in _POINTS:
            raise Fault(
                0,
                _("vote_type is “%(kind)s”; what can be counted is %(known)s"),
                kind=self._kind,
                known=", ".join(_POINTS),
            )
        self._numbers = {id_: number for number, id_ in enumerate(ids)}
        self._vote = document.vote_columns.index("vote")
        self._points = document.vote_place("points") if self._kind in _WITH_POINTS else None
        if self._kind in _WITH_POINTS and self._points is None:
            raise Fault(0, _("the ballots give points, but the header of VOTES lacks the column points"))
        self._unnamed = amount(document.meta.get("default_score") or "0", "default_score", 0)
        self._most = whole_number(document.meta.get("max_length") or "0", "max_length", 0)
        self._places = max(self._most, places)
        self.too_long = 0
        """How many ballots name more projects than the file allows; they count all the same."""
        self._read: dict[tuple[str, str], Given] = {}
        self._count: Counter[tuple[str, str]] = Counter()

    def add(self, row: Row) -> None:
        """Takes one ballot; raises Fault when it names what is not there, or anything twice."""
        cells = row.cells
        written = (cells[self._vote], cells[self._points] if self._points is not None else "")
        if written not in self._read:
            self._read[written] = self._ballot(row.line, *written)
        self._count[written] += 1
        if self._most and len(self._read[written]) > self._most and not self._unnamed:
            self.too_long += 1

    def counted(self) -> dict[Given, int]:
        """How many voters gave each ballot."""
        together: Counter[Given] = Counter()
        for written, count in self._count.items():
            together[self._read[written]] += count
        return dict(together)

    def _ballot(self, line: int, vote: str, points: str) -> Given:
        named = [one.strip() for one in vote.split(",")] if vote.strip() else []
        for id_ in named:
            if id_ not in self._numbers:
                raise Fault(
                    line, _("the ballot names the project “%(id)s”, which is not in PROJECTS"), id=id_[:40]
                )
        if len(set(named)) < len(named):
            raise Fault(line, _("the ballot names a project twice"))
        if self._kind == "choose-1" and len(named) > 1:
            raise Fault(line, _("the ballot names %(count)s projects; one may be chosen"), count=len(named))
        given: dict[int, Points] = (
            dict.fromkeys(range(len(self._numbers)), self._unnamed) if self._unnamed else {}
        )
        each = _POINTS[self._kind](len(named), self._places, points, line)
        given.update((self._numbers[id_], its) for id_, its in zip(named, each, strict=True))
        return tuple(sorted(given.items()))


def _one_each(count: int, _places: int, _written: str, _line: int) -> list[Points]:
    return [1] * count


def _by_rank(count: int, places: int, _written: str, _line: int) -> list[Points]:
    """Borda: the first place is worth as many points as a ballot has places, the next one less."""
    return [max(0, (places or count) - rank) for rank in range(count)]


def _as_written(count: int, _places: int, written: str, line: int) -> list[Points]:
    points: list[Points] = (
        [amount(one, "points", line) for one in written.split(",")] if written.strip() else []
    )
    if len(points) != count:
        raise Fault(
            line,
            _("the ballot names %(count)s projects and gives points to %(given)s"),
            count=count,
            given=len(points),
        )
    return points


_POINTS: dict[str, Callable[[int, int, str, int], list[Points]]] = {
    "approval": _one_each,
    "choose-1": _one_each,
    "ordinal": _by_rank,
    "cumulative": _as_written,
    "scoring": _as_written,
}
_WITH_POINTS = {"cumulative", "scoring"}
