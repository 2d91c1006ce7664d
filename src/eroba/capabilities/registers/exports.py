"""What this capability hands over when a person asks for everything that is held about them."""

from dataclasses import replace
from typing import Any

from eroba.capabilities.registers.copies import look_as_row
from eroba.capabilities.registers.models import ConsentWord
from eroba.capabilities.registers.queries.look_words import ASKED_BACK, delays_of, in_words
from eroba.capabilities.registers.queries.looks import look_ups_about
from eroba.kernel.people.models import Person
from eroba.kernel.tenancy.scope import current_municipality


def look_ups_held(person: Person) -> list[dict[str, Any]]:
    """Hands over what this capability holds about one person in the town worked for; not what an order keeps back."""
    found = look_ups_about(person).select_related("person").prefetch_related("replies", ASKED_BACK)
    rows, town = list(found), current_municipality().name
    delays = delays_of(rows)
    looks = (in_words(row, town, with_values=True) for row in rows)
    kept_back = (delays.get((row.person_id, row.case_number), "") for row in rows)
    return [look_as_row(replace(look, kept_back=words)) for look, words in zip(looks, kept_back, strict=True)]


def consents_held(person: Person) -> list[dict[str, Any]]:
    """Hands over what a person said about private registers, each word with its moment."""
    words = ConsentWord.objects.filter(person=person).order_by("said_at", "id")
    return [{"register": one.register, "said": one.said, "said_at": one.said_at} for one in words]
