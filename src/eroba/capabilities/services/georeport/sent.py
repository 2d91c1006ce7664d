"""What a program sends as a report, and the answers it becomes; says of each part what is wrong with it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.definition.form import Field, Form
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.form_engine.compound import is_in_georgia
from eroba.capabilities.services.form_engine.kinds import read_field
from eroba.capabilities.services.form_engine.reading import Answer, Message, Surroundings
from eroba.capabilities.services.public_place import place_fields

Point = tuple[float, float]
#: A report from further away than this from every settlement of the town was meant for another.
FARTHEST_KM = 30.0
KM_PER_DEGREE = 111.2
NO_PLACE = _("Say where it is: lat and long, or address_string.")
NO_POINT = _("lat and long are degrees, such as 41.92361 and 42.00663; send both or neither.")
ELSEWHERE = _("This point is not in Georgia.")
OTHER_TOWN = _(
    "This point is far from every settlement of the municipality. Send the report to the town it is in."
)


@dataclass(frozen=True)
class SentReport:
    """A report as it was sent; `more` holds answers to other questions of the form, by their codes."""

    kind: str
    description: str = ""
    address: str = ""
    latitude: str = ""
    longitude: str = ""
    settlement: str = ""
    given_name: str = ""
    family_name: str = ""
    email: str = ""
    phone: str = ""
    media_url: str = ""
    more: Mapping[str, object] = field(default_factory=dict)


def description_field(form: Form, places: Mapping[str, Field]) -> Field | None:
    """The question that takes the description: the first text of several lines that is no place."""
    taken = {one.code for one in places.values()}
    return next(
        (one for one in form.fields() if one.kind == "text" and one.rows > 1 and one.code not in taken), None
    )


def asked_besides(service: ServiceDefinition) -> list[Field]:
    """The questions a program may answer besides kind, place and description: nothing about a person, no paper."""
    places = place_fields(service)
    description = description_field(service.form, places)
    taken = {service.public_title, *(one.code for one in places.values() if one.kind != "settlement")}
    if description is not None:
        taken.add(description.code)
    unfit = ("file", "declaration", "personal_number", "person", "group", "iban", "map_point", "address")
    return [
        one
        for one in service.form.fields()
        if one.code not in taken and one.kind not in unfit and one.prefill is None
    ]


def answers_of(
    service: ServiceDefinition, sent: SentReport, places: Mapping[UUID, Point], around: Surroundings
) -> tuple[dict[str, Answer], dict[str, Message]]:
    """The answers a report becomes, and what is wrong with what was sent, by the name of the argument."""
    wrong: dict[str, Message] = {}
    point = _point(sent, wrong)
    words = " ".join(sent.address.split())
    if point is None and not words and not wrong:
        wrong["lat"] = NO_PLACE
    nearest = _nearest(point, places) if point else None
    if nearest is not None and nearest[1] > FARTHEST_KM:
        wrong["lat"] = OTHER_TOWN
    typed: dict[str, object] = {service.public_title: sent.kind}
    settlement = sent.settlement or (str(nearest[0]) if nearest else "")
    asked = place_fields(service)
    parts: dict[str, object] = {
        "text": words or (f"{point[0]:.5f}, {point[1]:.5f}" if point else ""),
        "settlement": settlement,
        "address": {"settlement": settlement, "street": words or "–"} if settlement else None,
        "map_point": {"lat": f"{point[0]:.5f}", "lon": f"{point[1]:.5f}"} if point else None,
    }
    for kind, value in parts.items():
        if kind in asked and value:
            typed[asked[kind].code] = value
    description = description_field(service.form, asked)
    if description is not None and sent.description.strip():
        typed[description.code] = sent.description
    others = {one.code for one in asked_besides(service)}
    for code, value in sent.more.items():
        if code in others:
            typed.setdefault(code, value)
        else:
            wrong[f"attribute[{code}]"] = _("There is no such attribute.")
    return _read(service.form, typed, around, wrong), wrong


def _read(
    form: Form, typed: Mapping[str, object], around: Surroundings, wrong: dict[str, Message]
) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    for one in form.fields():
        if one.code not in typed:
            continue
        reading = read_field(one, typed[one.code], around)
        for message in reading.problems(one.code).values():
            wrong.setdefault(f"attribute[{one.code}]", message)
        if reading.value is not None:
            answers[one.code] = reading.value
    return answers


def _point(sent: SentReport, wrong: dict[str, Message]) -> Point | None:
    if not sent.latitude and not sent.longitude:
        return None
    try:
        north, east = Decimal(sent.latitude), Decimal(sent.longitude)
    except InvalidOperation:
        wrong["lat"] = NO_POINT
        return None
    if not (north.is_finite() and east.is_finite() and is_in_georgia(north, east)):
        wrong["lat"] = ELSEWHERE
        return None
    return float(north), float(east)


def _nearest(point: Point, places: Mapping[UUID, Point]) -> tuple[UUID, float] | None:
    if not places:
        return None
    key = min(places, key=lambda one: _km(point, places[one]))
    return key, _km(point, places[key])


def _km(one: Sequence[float], other: Sequence[float]) -> float:
    squeeze = math.cos(math.radians((one[0] + other[0]) / 2))
    return KM_PER_DEGREE * math.hypot(one[0] - other[0], (one[1] - other[1]) * squeeze)
