"""What the room of the programming interface hands over about one person."""

from typing import Any

from eroba.kernel.api.models import LetIn
from eroba.kernel.people.models import Person


def holdings_about(person: Person) -> list[dict[str, Any]]:
    """Which apps the person let in, for what, and from when until when."""
    doors = LetIn.objects.filter(person=person).select_related("app").order_by("since")
    return [
        {"app": door.app.name, "scopes": door.scopes, "since": door.since, "until": door.until}
        for door in doors
    ]
