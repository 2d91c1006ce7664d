"""Looks in words the person can read: who, which register, what for, what came back, and what was asked about it."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from eroba.capabilities.registers.known_registers import KnownRegister, known_registers
from eroba.capabilities.registers.models import (
    ANSWERED,
    OUTCOME_WORDS,
    DisclosureDelay,
    LookQuestion,
    LookUp,
    Outcome,
    Reply,
)
from eroba.capabilities.registers.ports import Trouble
from eroba.capabilities.registers.queries.looks import OPENED, AskedBack, Look, Place
from eroba.kernel.audit.personal import decrypt_for, locked_key_of, safe_with
from eroba.kernel.people.models import Role
from eroba.kernel.people.staff.queries import unit_names_as_read
from eroba.kernel.registry import Look as Opened
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope
from eroba.kernel.ui.names import as_read

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def looks_at(places: Iterable[Place], *, opened: UUID | None = None, all_opened: bool = False) -> list[Look]:
    """Says the looks at these places in words, in the same order; values are opened only for the one named."""
    wanted = list(places)
    replies = Prefetch("replies", queryset=Reply.objects.order_by("answered_at", "id"))
    found = {one.id: opening_in_words(one.opened, one.town.name) for one in wanted if one.opened}
    for town in {place.town for place in wanted if not place.opened}:
        ids = [place.id for place in wanted if place.town == town and not place.opened]
        with scope(town):
            rows = list(
                LookUp.objects.filter(pk__in=ids)
                .select_related("person")
                .prefetch_related(replies, ASKED_BACK)
                .annotate(locked_key=locked_key_of("person_id"))
            )
            delays = delays_of(rows)
            for row in rows:
                look = in_words(row, town.name, with_values=all_opened or row.pk == opened)
                found[row.pk] = replace(
                    look,
                    kept_back=delays.get((row.person_id, row.case_number), ""),
                    ask_address=_ask_address(town, row),
                )
    for town in {place.town for place in wanted}:
        looks = [found[place.id] for place in wanted if place.town == town and place.id in found]
        with scope(town):
            units = unit_names_as_read(look.unit for look in looks)
        found |= {look.id: replace(look, unit=units[look.unit]) for look in looks}
    return [found[place.id] for place in wanted if place.id in found]


ASKED_BACK = Prefetch("questions", LookQuestion.objects.select_related("matter").order_by("asked_at"))


def delays_of(rows: Sequence[LookUp]) -> dict[tuple[UUID, str], str]:
    """By person and case: by whose order looks were kept back, in words. One question to the database."""
    cases = {row.case_number for row in rows if row.case_number}
    persons = {row.person_id for row in rows}
    found = DisclosureDelay.objects.filter(case_number__in=cases, person_id__in=persons)
    said = _("kept back until %(until)s by order %(number)s of %(who)s; %(basis)s")
    return {
        (one.person_id, one.case_number): said
        % {
            "until": date_format(one.until_on, "DATE_FORMAT"),
            "number": one.order_number,
            "who": one.ordered_by,
            "basis": one.basis,
        }
        for one in found.order_by("until_on")
    }


def _ask_address(town: Municipality, row: LookUp) -> str:
    if any(one.answered_at is None for one in row.questions.all()):
        return ""
    return reverse("registers:ask", kwargs={"municipality": town.slug, "look": row.pk})


def opening_in_words(opened: Opened, town: str) -> Look:
    """Says in words that an official opened something."""
    return Look(
        id=opened.id,
        at=opened.at,
        town=town,
        who=as_read(opened.who) or _("an official"),
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
        as_of=last.as_of if last else None,
        asked=tuple(_asked_back(look_up, one) for one in look_up.questions.all()),
    )


def _asked_back(look_up: LookUp, one: LookQuestion) -> AskedBack:
    return AskedBack(
        number=one.matter.number,
        asked_at=one.asked_at,
        text=_opened_text(look_up, one.text_locked) or "",
        answer=(_opened_text(look_up, one.answer_locked) or "") if one.answer_locked else "",
        answered_by=one.answered_by,
        answered_at=one.answered_at,
    )


def values_of(reply: Reply, person_id: UUID) -> dict[str, Any]:
    """Opens the values of a reply; nothing when there were none or the person was erased."""
    text = decrypt_for(person_id, reply.values_locked) if reply.values_locked else None
    return json.loads(text) if text else {}


def _opened_text(look_up: LookUp, locked: str) -> str | None:
    """What is kept under the key of the person; the key is asked for only when it was not read with the look."""
    if hasattr(look_up, "locked_key"):
        return safe_with(look_up.person_id, look_up.locked_key).open(locked)
    return decrypt_for(look_up.person_id, locked)


def _opened(look_up: LookUp, reply: Reply, register: KnownRegister) -> dict[str, str]:
    text = _opened_text(look_up, reply.values_locked) if reply.values_locked else None
    values = json.loads(text) if text else {}
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
    return as_read(look_up.official) or _("an official")


def _role_words(stored: str) -> str:
    words = dict(Role.choices)
    return ", ".join(str(words[code]) for code in stored.split(", ") if code in words)
