"""Where a public report is, as its folder says which answers are public: words, a settlement, a point. No database."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from eroba.capabilities.services.definition.form import Field
from eroba.capabilities.services.definition.service import ServiceDefinition

PLACE_KINDS = ("text", "settlement", "address", "map_point")
LONGEST_WORDS = 300


@dataclass(frozen=True)
class Place:
    """Where something is; any part of it may be unknown."""

    words: str = ""
    settlement_id: UUID | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None


def place_fields(service: ServiceDefinition) -> dict[str, Field]:
    """The questions that ask where it is, by kind: those the folder names, else the first of each kind that fits.

    Of the texts only one that is marked as an address fits by itself.
    """
    form = service.form
    if service.public_place:
        named = [field for code in service.public_place if (field := form.field(code)) is not None]
    else:
        named = [
            field
            for field in form.fields()
            if field.kind in PLACE_KINDS
            and (field.kind != "text" or field.autocomplete.startswith("street-address"))
        ]
    found: dict[str, Field] = {}
    for field in named:
        found.setdefault(field.kind, field)
    return found


def place_in(service: ServiceDefinition, answers: Mapping[str, object]) -> Place:
    """Where it is, from the answers the folder makes public; nothing from any other answer."""
    said: dict[str, object] = {
        field.kind: answers.get(field.code)
        for field in place_fields(service).values()
        if field.code in service.public_place
    }
    address, point = _parts(said.get("address")), _parts(said.get("map_point"))
    words = " ".join(str(said.get("text") or address.get("street") or "").split())
    settlement = said.get("settlement") or address.get("settlement")
    return Place(
        words[:LONGEST_WORDS],
        _key(settlement),
        Decimal(str(point["lat"])) if "lat" in point else None,
        Decimal(str(point["lon"])) if "lon" in point else None,
    )


def _key(settlement: object) -> UUID | None:
    try:
        return UUID(str(settlement))
    except ValueError:
        return None


def _parts(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}
