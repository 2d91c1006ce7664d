"""How long an application that ended is kept: by how it ended, with the years its town has set."""

import datetime as dt
from dataclasses import dataclass

from eroba.capabilities.services.definition.flow import Retention
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.definition.texts import NO_TEXT, Text
from eroba.capabilities.services.models import Case
from eroba.capabilities.services.published import cited, definition_for


@dataclass(frozen=True)
class Kept:
    """Until when something is kept (nothing: for ever), and on which law."""

    until: dt.date | None
    basis: Text
    is_verified: bool


def last_day(ended_on: dt.date, years: int) -> dt.date:
    """The first day on which something that ended then need not be kept any more: years count from the next January.

    Institutions count whole calendar years, so nothing goes before the year it ended in is over.
    """
    return dt.date(ended_on.year + 1 + years, 1, 1)


def kept(case: Case, ended_on: dt.date) -> Kept:
    """How long a case is kept; for ever where its folder does not say, because what is gone does not come back."""
    service = definition_for(case)
    outcome = service.flow.outcome(case.outcome)
    retention = outcome.retention if outcome else None
    if retention is None or retention.is_for_ever:
        return Kept(None, _law(service, retention), retention.verified if retention else False)
    years = case.service.settings_over(service.setting_values()).get(retention.setting)
    if years is None:
        return Kept(None, _law(service, retention), False)
    return Kept(last_day(ended_on, int(years)), _law(service, retention), retention.verified)


def _law(service: ServiceDefinition, retention: Retention | None) -> Text:
    return cited(service, retention.basis) if retention else NO_TEXT
