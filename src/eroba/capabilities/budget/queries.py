"""Reading budgets: the years, the figures that hold now, and what waits at the desk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from eroba.capabilities.budget.book import Book, Entry, Tree
from eroba.capabilities.budget.models import Announcement, Budget, Line
from eroba.capabilities.budget.reading.found import CLASSIFICATIONS, PHASES

State = Announcement.State


@dataclass(frozen=True)
class Before:
    """What an earlier announcement said: itself, and its amounts in tetri by code."""

    announcement: Announcement
    amounts: Mapping[str, int | None]


def published_years() -> list[int]:
    """The years of which anything is public, newest first."""
    found = Budget.objects.filter(announcements__state=State.ACCEPTED).values_list("year", flat=True)
    return sorted(set(found), reverse=True)


def budget_of(year: int) -> Budget | None:
    """The budget of a year, with its matter."""
    return Budget.objects.select_related("matter").filter(year=year).first()


def announced(budget: Budget) -> Sequence[Announcement]:
    """What is public of a budget, the newest first."""
    return list(Announcement.objects.filter(budget=budget, state=State.ACCEPTED))


def waiting_and_decided() -> QuerySet[Announcement]:
    """Everything that was read, what waits first, then the newest."""
    return Announcement.objects.select_related("budget").order_by("-budget__year", "-read_at")


def announcement_with(key: UUID) -> Announcement | None:
    """One file that was read."""
    return Announcement.objects.select_related("budget__matter").filter(pk=key).first()


def current_of(found: Iterable[Announcement]) -> Mapping[tuple[str, str], Announcement]:
    """Which announcement holds now for each classification and phase: the newest."""
    current: dict[tuple[str, str], Announcement] = {}
    for one in _oldest_first(found):
        current.update(dict.fromkeys(one.pairs, one))
    return current


def announced_before(found: Iterable[Announcement], kind: str) -> Mapping[str, Before]:
    """By phase, what stood before figures were announced again; one query, none where nothing was."""
    newest: dict[str, Announcement] = {}
    earlier: dict[str, Announcement] = {}
    for one in _oldest_first(found):
        for phase in (phase for of, phase in one.pairs if of == kind):
            if phase in newest:
                earlier[phase] = newest[phase]
            newest[phase] = one
    if not earlier:
        return {}
    amounts: dict[UUID, dict[str, Line]] = {one.pk: {} for one in earlier.values()}
    for line in Line.objects.filter(announcement_id__in=amounts, classification=kind):
        amounts[line.announcement_id][line.code] = line
    return {
        phase: Before(one, {code: getattr(line, phase) for code, line in amounts[one.pk].items()})
        for phase, one in earlier.items()
    }


def book_of(year: int, found: Sequence[Announcement], lines: Iterable[Line] | None = None) -> Book:
    """The budget as it holds now, from what was announced; one query when the lines are not given."""
    current = current_of(found)
    if lines is None:
        keys = {one.pk for one in current.values()}
        lines = Line.objects.filter(announcement_id__in=keys) if keys else ()
    entries: dict[str, dict[str, Entry]] = {}
    newest_first = {one.pk: place for place, one in enumerate(found)}
    for line in sorted(lines, key=lambda one: newest_first.get(one.announcement_id, 0), reverse=True):
        held = {
            phase: getattr(line, phase)
            for phase in PHASES
            if (one := current.get((line.classification, phase))) is not None
            and one.pk == line.announcement_id
            and getattr(line, phase) is not None
        }
        if held:
            tree = entries.setdefault(line.classification, {})
            entry = tree.setdefault(line.code, Entry(line.code, "", ""))
            entry.title_ka, entry.title_en = line.title_ka or entry.title_ka, line.title_en or entry.title_en
            entry.amounts |= held
    return Book(
        year, {kind: Tree(kind, entries[kind].values()) for kind in CLASSIFICATIONS if kind in entries}
    )


def book_waiting(announcement: Announcement) -> Book:
    """What one file says, by itself."""
    lines = Line.objects.filter(announcement=announcement)
    return book_of(announcement.budget.year, [announcement], lines)


def _oldest_first(found: Iterable[Announcement]) -> list[Announcement]:
    return sorted(found, key=lambda one: (one.announced_on, one.decided_at or one.read_at))
