"""What GeoReport answers, with the field names of its specification; texts are in the language being read."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext

from eroba.capabilities.services.definition.form import Field
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.georeport.sent import asked_besides
from eroba.capabilities.services.queries.public_reports import ReportKind, ShownReport

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
#: When what this says last changed in kind.
CHANGESET = "2026-11-23T00:00:00Z"
_DATATYPES = {
    "text": "string",
    "number": "number",
    "money": "number",
    "date": "datetime",
    "choice": "singlevaluelist",
    "settlement": "singlevaluelist",
    "many": "multivaluelist",
}


def discovery(endpoint: str, contact: str, key_service: str) -> dict[str, Any]:
    """Where the interface is, who answers for it, and how one gets a key."""
    return {
        "changeset": CHANGESET,
        "contact": contact,
        "key_service": key_service,
        "endpoints": [
            {
                "specification": SPECIFICATION,
                "url": endpoint,
                "changeset": CHANGESET,
                "type": "production",
                "formats": ["application/json", "text/xml"],
            }
        ],
    }


def service_of(kind: ReportKind) -> dict[str, Any]:
    """One thing one can report."""
    said = kind.service.definition
    return {
        "service_code": kind.code,
        "service_name": str(kind.choice.label),
        "description": str(kind.choice.hint) or str(said.summary),
        "metadata": bool(asked_besides(said)),
        "type": "realtime",
        "keywords": ", ".join(words for _language, words in kind.choice.label.in_languages if words),
        "group": str(said.title),
    }


def definition_of_service(kind: ReportKind, settlements: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """What else may be said with one kind of report. None of it is required: a report is never lost for it."""
    asked = asked_besides(kind.service.definition)
    attributes = [_attribute(one, order, settlements) for order, one in enumerate(asked, 1)]
    return {"service_code": kind.code, "attributes": attributes}


def _attribute(field: Field, order: int, settlements: Sequence[tuple[str, str]]) -> dict[str, Any]:
    choices = settlements if field.kind == "settlement" else [(c.code, str(c.label)) for c in field.choices]
    datatype = "text" if field.kind == "text" and field.rows > 1 else _DATATYPES.get(field.kind, "string")
    return {
        "variable": True,
        "code": field.code,
        "datatype": datatype,
        "required": False,
        "datatype_description": str(field.hint),
        "order": order,
        "description": str(field.label),
        "values": [{"key": key, "name": name} for key, name in choices],
    }


def request_of(one: ShownReport) -> dict[str, Any]:
    """One report as everybody may read it."""
    settlement = one.report.settlement
    address = ", ".join(part for part in (one.report.words, settlement.name if settlement else "") if part)
    point = one.point
    due_on = one.report.case.due_on
    return {
        "service_request_id": one.number,
        "status": "open" if one.is_open else "closed",
        "status_notes": _notes(one),
        "service_name": str(one.kind),
        "service_code": one.code,
        "description": None,
        "agency_responsible": unit_of(one.said),
        "service_notice": None,
        "requested_datetime": moment(one.report.received_at),
        "updated_datetime": moment(one.last_at),
        "expected_datetime": moment(dt.datetime.combine(due_on, dt.time(14), dt.UTC)) if due_on else None,
        "address": address or None,
        "address_id": None,
        "zipcode": None,
        "lat": point[0] if point else None,
        "long": point[1] if point else None,
        "media_url": None,
    }


def unit_of(said: ServiceDefinition) -> str:
    """Who answers for reports of a service."""
    return str(said.competent_unit.title)


def moment(at: dt.datetime) -> str:
    """A moment as the specification writes it."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _notes(one: ShownReport) -> str | None:
    """What the town hall answered; of a report that was merged, the number of the one that goes on."""
    if one.goes_on_as:
        return gettext("handled together with %(number)s") % {"number": one.goes_on_as}
    return str(one.outcome) or None
