"""The legal periods a town works with: national ones, those of its capabilities, and what it has set for itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.clocks.calendars import Name
from eroba.kernel.clocks.law import Rule, national_rules
from eroba.kernel.clocks.models import ClockRule, Subject
from eroba.kernel.people.models import Appointment
from eroba.kernel.registry import capabilities
from eroba.kernel.tenancy.scope import current_municipality

CALENDAR = "calendar"
MOST_CHANGES = 100


@dataclass(frozen=True)
class KnownRule:
    """One legal period: as proposed to every town, as this town has it today, and what it has set for later."""

    proposed: Rule
    own: ClockRule | None = None
    coming: ClockRule | None = None

    @property
    def in_force(self) -> Rule:
        """The period as it is here today."""
        own = self.own
        if own is None:
            return self.proposed
        return replace(
            self.proposed,
            period=own.period,
            cap_days=own.cap_days,
            basis=Name(own.basis_ka, own.basis_en),
            valid_from=own.valid_from,
            verified=own.is_verified,
        )


@dataclass(frozen=True)
class Change:
    """One act that changed a period or the calendar, as the journal has it."""

    at: datetime
    by: str
    act: str
    before: Mapping[str, object]
    after: Mapping[str, object]


def known_rules(*, on: date) -> list[KnownRule]:
    """All legal periods of this town by their title; the national ones first."""
    set_here: dict[str, list[ClockRule]] = {}
    for row in ClockRule.objects.order_by("valid_from"):
        set_here.setdefault(row.code, []).append(row)
    proposed = dict(national_rules())
    for rule in _of_capabilities():
        proposed.setdefault(rule.code, rule)
    for code, rows in set_here.items():
        proposed.setdefault(code, _left_alone(code, rows[-1]))
    return [_known(rule, set_here.get(code, []), on) for code, rule in proposed.items()]


def known_rule(code: str, *, on: date) -> KnownRule | None:
    """One of them by its code."""
    return next((known for known in known_rules(on=on) if known.proposed.code == code), None)


def _of_capabilities() -> Iterator[Rule]:
    for capability in capabilities():
        for give in capability.deadlines:
            yield from give()


def _known(rule: Rule, rows: list[ClockRule], on: date) -> KnownRule:
    past = [row for row in rows if row.valid_from <= on]
    ahead = [row for row in rows if row.valid_from > on]
    return KnownRule(rule, past[-1] if past else None, ahead[0] if ahead else None)


def _left_alone(code: str, row: ClockRule) -> Rule:
    # its service was taken away; what the town had set stays visible under its code
    return Rule(code=code, title=Name(code, code), period=row.period, basis=Name(row.basis_ka, row.basis_en))


def subject_of(code: str) -> Subject:
    """What the journal keeps changes of a period under: the same for each of its versions, and after the last."""
    town = current_municipality()
    return Subject(uuid5(NAMESPACE_URL, f"eroba:{town.pk}:clocks:{code}"), code)


def changes_of(code: str) -> list[Change]:
    """Who changed a period (or the calendar) and how, the newest first."""
    entries = list(
        JournalEntry.objects.filter(subject_id=subject_of(code).pk).order_by("-at", "-id")[:MOST_CHANGES]
    )
    names = _names_of({entry.account_id for entry in entries if entry.account_id})
    return [
        Change(
            at=entry.at,
            by=names.get(entry.account_id, entry.unit) if entry.account_id else "",
            act=entry.action.partition(".")[2],
            before=entry.before,
            after=entry.after,
        )
        for entry in entries
    ]


def _names_of(accounts: set[UUID]) -> dict[UUID | None, str]:
    posts = Appointment.objects.filter(account_id__in=accounts) if accounts else ()
    return {post.account_id: post.name for post in posts}
