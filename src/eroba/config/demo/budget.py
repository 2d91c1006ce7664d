"""Budgets of the demonstration: real figures of 2025 where there are any, and a made-up plan of the running year."""

import csv
import datetime as dt
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from eroba.capabilities.budget import actions
from eroba.capabilities.budget.actions import Laid
from eroba.capabilities.budget.models import Budget
from eroba.capabilities.budget.national import SOURCE_EN, SOURCE_KA, Spent, day_of, spent_by
from eroba.capabilities.budget.reading.codes import DIVISIONS, ECONOMIC_NAMES
from eroba.capabilities.budget.reading.found import ADJUSTED, ECONOMIC, EXECUTED, FUNCTIONAL, PLANNED, Wanted
from eroba.capabilities.budget.reading.reader import read_budget
from eroba.config.demo.people import read_yaml
from eroba.kernel.actions import Actor
from eroba.kernel.people.models import Appointment, Role
from eroba.kernel.people.queries import actor_of
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

CODE_HEADS = {
    FUNCTIONAL: "functional code",
    ECONOMIC: "economic code",
    "programmes": "programme code",
    "revenue": "revenue code",
}
Rows = Sequence[Sequence[Any]]


def make_budgets(towns: Sequence[Municipality], today: dt.date) -> None:
    """Gives each town the figures there are of it, unless it has a budget already."""
    for place, town in enumerate(towns):
        with scope(town):
            if Budget.objects.exists():
                continue
            head = actor_of(Appointment.objects.filter(role=Role.HEAD).earliest("pk").account, channel="desk")
            for classification in (FUNCTIONAL, ECONOMIC):
                for one in spent_by(town.slug, classification):
                    _publish_real(head, one, classification)
            if place == 0:
                _publish_example(head, today)


def _publish_real(head: Actor, one: Spent, classification: str) -> None:
    names: Mapping[str, Sequence[str]] = DIVISIONS if classification == FUNCTIONAL else ECONOMIC_NAMES
    rows = [
        (code, names[code][0], names[code][1], Decimal(tetri) / 100) for code, tetri in one.by_code.items()
    ]
    content = _csv((CODE_HEADS[classification], "name", "title en", EXECUTED), rows)
    laid = {"source_ka": SOURCE_KA, "source_en": SOURCE_EN, "announced_on": day_of(one.year)}
    _publish(head, one.year, content, f"{classification}-{one.year}.csv", laid)


def _publish_example(head: Actor, today: dt.date) -> None:
    said = read_yaml("budget")["example"]
    source = {"source_ka": said["source"]["ka"], "source_en": said["source"]["en"], "is_example": True}
    for part in ("programmes", "revenue"):
        heads = (CODE_HEADS[part], "name", "title en", PLANNED, ADJUSTED, EXECUTED)
        laid = {**source, "announced_on": today.replace(day=1)}
        _publish(
            head, today.year, _csv(heads, list(_example_rows(said[part]))), f"{part}-{today.year}.csv", laid
        )


def _example_rows(rows: Rows) -> Iterator[Sequence[Any]]:
    for code, ka, en, planned, adjusted, per_mille in rows:
        if planned is None:
            yield code, ka, en, "", "", ""
        else:
            executed = (Decimal(str(adjusted)) * per_mille / 1000).quantize(Decimal("0.01"))
            yield code, ka, en, planned, adjusted, executed


def _publish(head: Actor, year: int, content: bytes, name: str, laid: Mapping[str, Any]) -> None:
    read = read_budget(content, Wanted(year))
    drawn = Laid(year=year, file_name=name, fingerprint=hashlib.sha256(content).hexdigest(), **laid)
    actions.accept_figures(head, announcement=actions.lay_before(head, laid=drawn, read=read))


def _csv(heads: Sequence[str], rows: Rows) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(heads)
    writer.writerows(rows)
    return file.getvalue().encode()
