"""Reading look-ups: what was asked about one person, over all their towns, in words."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from eroba.capabilities.registers.known_registers import KnownRegister, known_registers
from eroba.capabilities.registers.models import ANSWERED, OUTCOME_WORDS, LookUp, Outcome, Reply
from eroba.capabilities.registers.ports import Trouble
from eroba.kernel.audit.personal import decrypt_for
from eroba.kernel.base.clock import TBILISI
from eroba.kernel.people.models import Account, Person, Role
from eroba.kernel.people.queries import person_of
from eroba.kernel.registry import Look as Opened
from eroba.kernel.registry import capabilities
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

#: In place of a register's code: somebody of the town hall opened something.
OPENED = "opened"
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


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
    """Every question about a person in the town worked for now, newest first."""
    rows = LookUp.objects.filter(person=person).order_by("-asked_at", "-id")
    if wanted.register:
        rows = rows.filter(register=wanted.register)
    if wanted.year:
        rows = rows.filter(asked_at__year=wanted.year)
    if wanted.who:
        own = Q(is_own=True) | Q(account_id=person.account_id, account_id__isnull=False)
        rows = rows.filter(own) if wanted.who == "self" else rows.exclude(own)
    return rows


def places_of_looks(account: Account, wanted: Wanted = EVERYTHING) -> list[Place]:
    """Where all looks at the persons behind an account are, newest first, over all its towns."""
    places = []
    for town in towns_of(account):
        with scope(town):
            person = person_of(account)
            if person is not None:
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


def looks_at(places: Iterable[Place], *, opened: UUID | None = None, all_opened: bool = False) -> list[Look]:
    """Says the looks at these places in words, in the same order; values are opened only for the one named."""
    wanted = list(places)
    replies = Prefetch("replies", queryset=Reply.objects.order_by("answered_at", "id"))
    found = {one.id: opening_in_words(one.opened, one.town.name) for one in wanted if one.opened}
    for town in {place.town for place in wanted if not place.opened}:
        ids = [place.id for place in wanted if place.town == town and not place.opened]
        with scope(town):
            rows = LookUp.objects.filter(pk__in=ids).select_related("person").prefetch_related(replies)
            found |= {
                row.pk: in_words(row, town.name, with_values=all_opened or row.pk == opened) for row in rows
            }
    return [found[place.id] for place in wanted if place.id in found]


def opening_in_words(opened: Opened, town: str) -> Look:
    """Says in words that an official opened something."""
    return Look(
        id=opened.id,
        at=opened.at,
        town=town,
        who=opened.who or _("an official"),
        unit=opened.unit,
        role="",
        register_code=OPENED,
        register=_("In the town hall"),
        fields=(),
        purpose=str(opened.what),
        legal_ground="",
        case_number=opened.number,
        outcome="",
        outcome_words=_("opened"),
        problem="",
        answered_at=None,
        times_asked=1,
        is_own=False,
        address=opened.address,
    )


def in_words(look_up: LookUp, town: str, *, with_values: bool = False) -> Look:
    """Says a look-up in words; its values are opened only when wanted."""
    replies = list(look_up.replies.all())
    last = next((one for one in replies if one.outcome in ANSWERED), replies[-1] if replies else None)
    register = known_registers().get(look_up.register)
    return Look(
        id=look_up.pk,
        at=look_up.asked_at,
        town=town,
        who=_who(look_up),
        unit=look_up.unit,
        role=_role_words(look_up.role),
        register_code=look_up.register,
        register=look_up.register_title,
        fields=tuple(register.field_words(name) if register else name for name in look_up.fields),
        purpose=look_up.purpose,
        legal_ground=look_up.legal_ground,
        case_number=look_up.case_number,
        outcome=last.outcome if last else "",
        outcome_words=str(OUTCOME_WORDS[Outcome(last.outcome)]) if last else _("asked, no answer"),
        problem=str(Trouble(last.trouble).label) if last and last.trouble else "",
        answered_at=last.answered_at if last else None,
        times_asked=max(len(replies), 1),
        is_own=_is_by_oneself(look_up),
        values=_opened(look_up, last, register) if with_values and last and register else None,
    )


def values_of(reply: Reply, person_id: UUID) -> dict[str, Any]:
    """Opens the values of a reply; nothing when there were none or the person was erased."""
    text = decrypt_for(person_id, reply.values_locked) if reply.values_locked else None
    return json.loads(text) if text else {}


def _opened(look_up: LookUp, reply: Reply, register: KnownRegister) -> dict[str, str]:
    values = values_of(reply, look_up.person_id)
    # In the order in which they were asked for; what is kept is sorted by name.
    names = sorted(values, key=lambda name: look_up.fields.index(name) if name in look_up.fields else 99)
    return {register.field_words(name): _said(values[name]) for name in names}


def _said(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        return date_format(dt.date.fromisoformat(value), "DATE_FORMAT")
    return str(value)


def _is_by_oneself(look_up: LookUp) -> bool:
    # Who they are is checked before the account is tied to the person; afterwards the look was their own.
    return look_up.is_own or (
        look_up.account_id is not None and look_up.account_id == look_up.person.account_id
    )


def _who(look_up: LookUp) -> str:
    if _is_by_oneself(look_up):
        return _("you yourself")
    if "system" in look_up.role and look_up.account_id is None:
        return _("the platform, by itself")
    if not _role_words(look_up.role):
        # An account that nobody has tied to a person yet: somebody was saying who they are.
        return _("somebody who signed in and gave your personal number")
    return look_up.official or _("an official")


def _role_words(stored: str) -> str:
    words = dict(Role.choices)
    return ", ".join(str(words[code]) for code in stored.split(", ") if code in words)
