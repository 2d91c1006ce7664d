"""What the room of people hands over about one person: their own row, and what the journal says of them."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.audit.personal import Safe, safe_of
from eroba.kernel.audit.second_lock import open_within
from eroba.kernel.people.models import Membership, Person, Representation
from eroba.kernel.people.numbers import shown_personal_number
from eroba.kernel.people.standing.queries import deeds_of
from eroba.kernel.registry import capabilities


def holdings_about(person: Person) -> dict[str, Any]:
    """The person's row in words, and each act in the journal that changed something about them."""
    return {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "birth_date": person.birth_date,
        "personal_number": shown_personal_number(person),
        "address": person.address,
        "settlement": person.settlement.name if person.settlement else "",
        "phone": person.phone,
        "e_mail": person.account.email if person.account else "",
        "identified_at": person.identified_at,
        "identified_by": person.identified_by,
        "bodies": [_seat(held) for held in person.memberships.select_related("seat__body")],
        "acts_for_others": [_right(one) for one in person.represents.order_by("asked_at")],
        "others_act_for_them": [
            {**_right(one), "deeds": list(deeds_of(one).values("at", "action", "subject_number"))}
            for one in person.represented_by.order_by("asked_at")
        ],
        "journal": _acts(person),
    }


def _seat(held: Membership) -> dict[str, Any]:
    return {
        "body": held.seat.body.name,
        "seat": held.seat.number,
        "from": held.from_on,
        "until": held.until_on,
    }


def _right(one: Representation) -> dict[str, Any]:
    words = {name: getattr(one, name) for name in ("basis", "reach", "target", "from_on", "until_on")}
    return {**words, "state": one.state, "ended": one.end_reason}


def _acts_about(person: Person) -> list[JournalEntry]:
    return list(JournalEntry.objects.filter(personal__has_key=str(person.pk)).order_by("at", "id"))


def _acts(person: Person) -> list[dict[str, Any]]:
    entries = _acts_about(person)
    subjects = list({entry.subject_id for entry in entries if entry.subject_id})
    salts: dict[UUID, bytes] = {}
    for capability in capabilities():
        for give in capability.second_locks:
            salts |= give(subjects)
    safe = safe_of(person.pk)
    return [_act(entry, safe, salts) for entry in entries]


def _act(entry: JournalEntry, safe: Safe, salts: Mapping[UUID, bytes]) -> dict[str, Any]:
    text = safe.open(entry.personal[str(safe.person_id)])
    salt = salts.get(entry.subject_id) if entry.subject_id else None
    return {
        "at": entry.at,
        "action": entry.action,
        "role": entry.role,
        "basis": entry.basis,
        "matter": entry.subject_number,
        "values": open_within(safe, salt, json.loads(text)) if text else None,
    }
