"""Reading clocks: the law in force here, the town's calendar, counts, and lists ordered by deadline."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from eroba.kernel.base.memory import forget, once
from eroba.kernel.clocks import periods
from eroba.kernel.clocks.calendars import Calendar, Name
from eroba.kernel.clocks.counting import Count, count
from eroba.kernel.clocks.law import Duty, Rule, national_rules
from eroba.kernel.clocks.models import CalendarDay, Clock, ClockRule, Pause
from eroba.kernel.clocks.periods import Unit

OPEN = (Clock.State.RUNNING, Clock.State.PAUSED, Clock.State.LATE)


def rule_in_force(code: str, *, on: date) -> Rule:
    """The national period of this code as this town has it on a day; LookupError for an unknown code."""
    if code not in national_rules():
        raise LookupError(f"There is no legal period with the code {code!r}.")
    return adapted_here(national_rules()[code], on=on)


def adapted_here(rule: Rule, *, on: date) -> Rule:
    """A rule as this town has it on a day: its own period and basis stand before what was proposed."""
    return adapted(rule, own_rules(on=on, codes=[rule.code]))


def own_rules(*, on: date, codes: Iterable[str]) -> dict[str, ClockRule]:
    """The periods this town has set itself, as they are in force on a day, by code."""
    found = ClockRule.objects.filter(code__in=list(codes), valid_from__lte=on).order_by("valid_from")
    return {own.code: own for own in found}


def adapted(rule: Rule, own_ones: Mapping[str, ClockRule]) -> Rule:
    """A rule with the town's own period in place of the national one, where the town has set one."""
    own = own_ones.get(rule.code)
    if own is None:
        return rule
    return replace(
        rule,
        period=own.period,
        cap_days=own.cap_days,
        basis=Name(own.basis_ka, own.basis_en),
        valid_from=own.valid_from,
        verified=own.is_verified,
    )


def calendar_here() -> Calendar:
    """The calendar of the town worked for: the national one with this town's closures and additions."""
    return calendar_of(list(CalendarDay.objects.all()))


def calendar_of(entries: Sequence[CalendarDay]) -> Calendar:
    """The national calendar with some days that differ, whether they are stored or only thought of."""
    kinds = CalendarDay.Kind
    return Calendar(
        closures={each.on: each.name for each in entries if each.kind == kinds.CLOSURE},
        added_holidays={each.on: each.name for each in entries if each.kind == kinds.HOLIDAY},
        worked_anyway=frozenset(each.on for each in entries if each.kind == kinds.WORKED),
    )


def count_of(clock: Clock, *, today: date, calendar: Calendar | None = None) -> Count:
    """Count a clock with every day; while it stands, the due date supposes that it resumes today."""
    return _count(clock, as_of=clock.met_on or today, calendar=calendar or calendar_here())


def latest_count_of(clock: Clock, *, calendar: Calendar | None = None) -> Count | None:
    """Count a clock to the last date it can be due; None while it stands and no cap ends the stop."""
    calendar = calendar or calendar_here()
    if clock.cap_days is None and any(pause.resumed_on is None for pause in _pauses_of(clock)):
        return None
    return _count(clock, as_of=None, calendar=calendar)


def _count(clock: Clock, *, as_of: date | None, calendar: Calendar) -> Count:
    return count(
        clock.event_on,
        clock.period,
        calendar,
        pauses=[
            periods.Pause(pause.stopped_on, pause.resumed_on, pause.reason, pause.basis)
            for pause in _pauses_of(clock)
        ],
        extension=_extension_of(clock),
        cap_days=clock.cap_days,
        as_of=as_of,
    )


def _pauses_of(clock: Clock) -> Iterable[Pause]:
    """A clock that starts now has never stood, and the database is not asked."""
    return () if clock._state.adding else clock.pauses.all()


def _extension_of(clock: Clock) -> periods.Extension | None:
    if not clock.extension_length:
        return None
    by = periods.Period(clock.extension_length, Unit(clock.extension_unit))
    return periods.Extension(by, clock.extension_reason, clock.extension_basis)


def clocks_of(subject_id: UUID) -> QuerySet[Clock]:
    """All clocks of one matter, oldest first, with their stops."""
    return Clock.objects.filter(subject_id=subject_id).prefetch_related("pauses").order_by("event_on", "id")


def open_clock(subject_id: UUID, code: str) -> Clock | None:
    """The clock of this code that is still open for a matter, if there is one."""
    return Clock.objects.filter(subject_id=subject_id, code=code, state__in=OPEN).first()


def running_codes(subject_id: UUID) -> set[str]:
    """The codes of a matter's open deadlines. In an act read once; whoever starts or ends one there says so."""
    return once((running_codes, subject_id), lambda: _codes_now(subject_id))


def _codes_now(subject_id: UUID) -> set[str]:
    return set(Clock.objects.filter(subject_id=subject_id, state__in=OPEN).values_list("code", flat=True))


def nothing_runs_yet(subject_id: UUID) -> None:
    """Remembers that a matter opened just now has no deadlines, so that nobody asks."""
    once((running_codes, subject_id), set)


def one_runs_less(subject_id: UUID) -> None:
    """Has the open deadlines of a matter read anew, because one of them ended in this act."""
    forget((running_codes, subject_id))


def open_clocks() -> QuerySet[Clock]:
    """What the town hall still has to do in time, the nearest deadline first, clocks that stand last."""
    return Clock.objects.filter(state__in=OPEN, duty=Duty.AUTHORITY.value).order_by("due_on", "id")


def due_soon_clocks(*, today: date, within_days: int) -> QuerySet[Clock]:
    """Running clocks of the town hall that are due within so many calendar days, today included."""
    until = today + timedelta(days=within_days)
    return open_clocks().filter(state=Clock.State.RUNNING, due_on__gte=today, due_on__lte=until)


def late_clocks(*, today: date) -> QuerySet[Clock]:
    """Open clocks of the town hall whose deadline has passed, the longest ago first."""
    return open_clocks().filter(due_on__lt=today)


@dataclass(frozen=True, slots=True)
class Move:
    """An open deadline that another calendar would end on another day."""

    clock: Clock
    before: date
    after: date


def touched_by(on: date) -> QuerySet[Clock]:
    """Open deadlines whose last day can depend on whether this is a working day."""
    touched = Clock.objects.filter(state__in=OPEN, due_on__gte=on, event_on__lt=on)
    return touched.prefetch_related("pauses").order_by("due_on", "id")


def moves_if(on: date, entry: CalendarDay | None) -> list[Move]:
    """Which open deadlines would move if this day differed so from the national calendar, or (None) did not."""
    others = list(CalendarDay.objects.exclude(on=on))
    calendar = calendar_of([*others, entry] if entry else others)
    moves = []
    for clock in touched_by(on):
        counted = latest_count_of(clock, calendar=calendar)
        if counted and clock.due_on and counted.due_on != clock.due_on:
            moves.append(Move(clock, clock.due_on, counted.due_on))
    return moves
