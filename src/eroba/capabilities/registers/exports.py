"""What this capability hands over when a person asks for everything that is held about them."""

from typing import Any

from eroba.capabilities.registers.copies import look_as_row
from eroba.capabilities.registers.queries.looks import in_words, look_ups_about
from eroba.kernel.people.models import Person
from eroba.kernel.tenancy.scope import current_municipality


def look_ups_held(person: Person) -> list[dict[str, Any]]:
    """Hands over what this capability holds about one person in the town worked for."""
    rows = look_ups_about(person).select_related("person").prefetch_related("replies")
    town = current_municipality().name
    return [look_as_row(in_words(row, town, with_values=True)) for row in rows]
