"""Reads answers of several parts: an address, a person, a point on the map."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.definition.form import Field
from eroba.capabilities.services.form_engine.choices import read_declaration, read_settlement
from eroba.capabilities.services.form_engine.identity import read_personal_number
from eroba.capabilities.services.form_engine.reading import EMPTY, Message, Reading, Surroundings, typed_text

#: The parts of each kind, as they are named in forms, answers, conditions and the interface.
PARTS: dict[str, tuple[str, ...]] = {
    "address": ("settlement", "street"),
    "person": ("name", "personal_number", "has_none"),
    "map_point": ("lat", "lon"),
}
LONGEST_STREET = LONGEST_NAME = 200
#: The box around Georgia: south, north, west, east.
GEORGIA = (Decimal("41.0"), Decimal("43.7"), Decimal("39.9"), Decimal("46.8"))
_DEGREES = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,15})?")
_PAIR = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,15})?)°?\s*[,;\s]\s*([0-9]{1,3}(?:\.[0-9]{1,15})?)°?")
_METRE = Decimal("0.00001")


def read_address(field: Field, typed: object, around: Surroundings) -> Reading:
    """Read a settlement and the line with street and house; a register's single line is the street."""
    parts = typed if isinstance(typed, Mapping) else {"street": typed}
    street = typed_text(parts.get("street"))
    settlement = read_settlement(field, parts.get("settlement"), around)
    if not street and settlement == EMPTY:
        return EMPTY
    wrong: dict[str, Message] = {"settlement": settlement.problem} if settlement.problem else {}
    if settlement == EMPTY:
        wrong["settlement"] = _("Choose a settlement.")
    if not street:
        wrong["street"] = _(
            "Write the street and the house; where there is no street, the part of the village."
        )
    elif len(street) > LONGEST_STREET:
        wrong["street"] = _("Shorten this to 200 characters.")
    kept = {"settlement": settlement.value, "street": street if "street" not in wrong else ""}
    return _with_parts(kept, wrong)


def read_person(field: Field, typed: object, around: Surroundings) -> Reading:
    """Read somebody's name with their personal number, or the tick that they have none."""
    parts = typed if isinstance(typed, Mapping) else {"name": typed}
    name = typed_text(parts.get("name"))
    number = read_personal_number(field, parts.get("personal_number"), around)
    has_none = read_declaration(field, parts.get("has_none"), around).value
    if not name and number == EMPTY and not has_none:
        return EMPTY
    wrong: dict[str, Message] = {"personal_number": number.problem} if number.problem else {}
    if not name:
        wrong["name"] = _("Write the given name and the family name.")
    elif len(name) > LONGEST_NAME:
        wrong["name"] = _("Shorten this to 200 characters.")
    if has_none and number != EMPTY:
        wrong["personal_number"] = _("Either write the number, or tick that there is none.")
    elif not has_none and number == EMPTY:
        wrong["personal_number"] = _("Write the personal number, or tick that there is none.")
    kept = {
        "name": name if "name" not in wrong else "",
        "personal_number": number.value,
        "has_none": has_none,
    }
    return _with_parts(kept, wrong)


def read_map_point(field: Field, typed: object, around: Surroundings) -> Reading:
    """Read latitude and longitude in degrees; both pasted together, as maps give them, are parted."""
    parts = typed if isinstance(typed, Mapping) else {"lat": typed}
    lat, lon = typed_text(parts.get("lat")), typed_text(parts.get("lon"))
    if not lat and not lon:
        return EMPTY
    # Whoever pastes both over an older point means the new ones, whatever still stands in the second box.
    pair = _PAIR.fullmatch(lat)
    lat, lon = pair.groups() if pair else (lat, lon)
    north, east = _degrees(lat), _degrees(lon)
    wrong: dict[str, Message] = {}
    if north is None:
        wrong["lat"] = _("Write the latitude in degrees, such as 41.92361.")
    if east is None:
        wrong["lon"] = _("Write the longitude in degrees, such as 42.00663.")
    if north is None or east is None:
        return Reading(parts=tuple(wrong.items()))
    if not is_in_georgia(north, east):
        words = _("This point is outside Georgia.")
        if is_in_georgia(east, north):
            words = _("This point is outside Georgia. The two numbers seem to have changed places.")
        return Reading(parts=(("lat", words),))
    return Reading({"lat": str(north.quantize(_METRE)), "lon": str(east.quantize(_METRE))})


def is_in_georgia(latitude: Decimal, longitude: Decimal) -> bool:
    """Whether a point lies in the box around Georgia."""
    south, north, west, east = GEORGIA
    return south <= latitude <= north and west <= longitude <= east


def _degrees(words: str) -> Decimal | None:
    words = words.removesuffix("°").strip()
    if not words.isascii() or not _DEGREES.fullmatch(words):
        return None
    return Decimal(words.replace(",", "."))


def _with_parts(kept: Mapping[str, object], wrong: Mapping[str, Message]) -> Reading:
    # What could be read is kept beside what could not, so that nobody types a good part twice.
    value = {name: part for name, part in kept.items() if isinstance(part, str | int) and part}
    return replace(EMPTY, value=value or None, parts=tuple(wrong.items()))
