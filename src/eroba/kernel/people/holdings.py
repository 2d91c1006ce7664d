"""What the room of people hands over about one person: their own row, and what the journal says of them."""

import json
from typing import Any

from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.audit.personal import decrypt_for
from eroba.kernel.people.models import Membership, Person, Representation
from eroba.kernel.people.numbers import shown_personal_number
from eroba.kernel.people.standing.queries import deeds_of


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
        "journal": [_act(entry, person) for entry in _acts_about(person)],
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


def _act(entry: JournalEntry, person: Person) -> dict[str, Any]:
    text = decrypt_for(person.pk, entry.personal[str(person.pk)])
    return {
        "at": entry.at,
        "action": entry.action,
        "role": entry.role,
        "basis": entry.basis,
        "matter": entry.subject_number,
        "values": json.loads(text) if text else None,
    }
