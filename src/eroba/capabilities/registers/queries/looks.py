"""Reading look-ups: where the looks at one person are, over all their towns, without what an order keeps back."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from eroba.capabilities.registers.models import DisclosureDelay, LookUp
from eroba.kernel.base.clock import TBILISI, today
from eroba.kernel.people.models import Account, Person
from eroba.kernel.people.queries import person_of
from eroba.kernel.registry import Look as Opened
from eroba.kernel.registry import capabilities
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

#: In place of a register's code: somebody of the town hall opened something.
OPENED = "opened"


@dataclass(frozen=True)
class Look:
    """One look at a person's record, in words the person can read."""

    id: UUID
    at: dt.datetime
    town: str
    who: str
    unit: str
    role: str
    register_code: str
    register: str
    fields: tuple[str, ...]
    purpose: str
    legal_ground: str
    case_number: str
    outcome: str
    outcome_words: str
    problem: str
    answered_at: dt.datetime | None
    times_asked: int
    is_own: bool
    values: Mapping[str, str] | None = None
    address: str = ""
    as_of: dt.date | None = None
    kept_back: str = ""
    """By which order it was not shown for a time, once that time is over."""
    asked: Sequence["AskedBack"] = ()
    ask_address: str = ""


@dataclass(frozen=True)
class AskedBack:
    """A question the person asked about a look, and its answer."""

    number: str
    asked_at: dt.datetime
    text: str
    answer: str
    answered_by: str
    answered_at: dt.datetime | None


@dataclass(frozen=True)
class Wanted:
    """Which looks somebody wants to see; empty means all of them."""

    register: str = ""
    who: str = ""
    year: int | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out."""
        return self != EVERYTHING


EVERYTHING = Wanted()


@dataclass(frozen=True, order=True)
class Place:
    """Where one look is to be found, and when it was: enough to sort and to count pages over several towns."""

    at: dt.datetime
    id: UUID
    town: Municipality = field(compare=False)
    opened: Opened | None = field(default=None, compare=False)
    """What another capability told of it; none for a question to a register."""


def towns_of(account: Account) -> list[Municipality]:
    """The towns in which an account is somebody."""
    known = account.towns.select_related("municipality").order_by("municipality__name_ka")
    return [mark.municipality for mark in known]


def look_ups_about(person: Person, wanted: Wanted = EVERYTHING) -> QuerySet[LookUp]:
    """Every question about a person in the town worked for now, newest first, but for what an order keeps back."""
    held_back = DisclosureDelay.objects.filter(
        person=OuterRef("person"), case_number=OuterRef("case_number"), until_on__gte=today()
    )
    rows = LookUp.objects.filter(~Exists(held_back), person=person).order_by("-asked_at", "-id")
    if wanted.register:
        rows = rows.filter(register=wanted.register)
    if wanted.year:
        rows = rows.filter(asked_at__year=wanted.year)
    if wanted.who:
        own = Q(is_own=True) | Q(account_id=person.account_id, account_id__isnull=False)
        rows = rows.filter(own) if wanted.who == "self" else rows.exclude(own)
    return rows


def persons_of(account: Account) -> list[tuple[Municipality, Person]]:
    """The persons behind an account, each with their town; a page reads them once for all it shows."""
    found = []
    for town in towns_of(account):
        with scope(town):
            person = person_of(account)
        if person is not None:
            found.append((town, person))
    return found


def places_of_looks(
    persons: Iterable[tuple[Municipality, Person]], wanted: Wanted = EVERYTHING
) -> list[Place]:
    """Where all looks at these persons are, newest first, over all their towns."""
    places = []
    for town, person in persons:
        with scope(town):
            rows = look_ups_about(person, wanted).values_list("asked_at", "pk")
            places += [Place(at, pk, town) for at, pk in rows]
            places += [Place(told.at, told.id, town, told) for told in openings_of(person, wanted)]
    return sorted(places, reverse=True)


def openings_of(person: Person, wanted: Wanted = EVERYTHING) -> list[Opened]:
    """What officials opened of a person in the town worked for now, as other capabilities tell it."""
    if wanted.who == "self" or wanted.register not in ("", OPENED):
        return []
    told = [one for capability in capabilities() for looks in capability.looks for one in looks(person)]
    return [one for one in told if wanted.year in (None, one.at.astimezone(TBILISI).year)]
