"""Lints and simulates a service as one check, by the folder's own amounts and by those a town set for itself.

What the examples expect holds for the folder's amounts; with a town's own, gaps and rows that never decide are looked
for anew, and whoever ends otherwise there is named.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from eroba.capabilities.services.definition.findings import Finding
from eroba.capabilities.services.definition.folder import ServiceFolder
from eroba.capabilities.services.lint import held_here, lint, open_questions
from eroba.capabilities.services.simulate import Simulation, simulation_of

OwnValues = Mapping[str, Any]


@dataclass(frozen=True)
class Check:
    """Everything that was found about one service, and the town's own run where it set amounts of its own."""

    folder: ServiceFolder
    findings: list[Finding]
    simulation: Simulation
    order_decides: list[str]
    not_decided: list[str]
    own_values: Mapping[str, str]
    in_town: Simulation | None = None

    @property
    def is_fine(self) -> bool:
        """Whether nothing stands against publishing; warnings do not."""
        return not any(finding.severity == "error" for finding in self.findings)

    def otherwise_in_town(self) -> dict[str, dict[str, object]]:
        """The examples that end otherwise by the town's own amounts, and how."""
        here = self.in_town.examples if self.in_town else {}
        return {name: ends for name, ends in here.items() if ends != self.simulation.examples[name]}


def check_folder(folder: ServiceFolder, today: dt.date, own: OwnValues | None = None) -> Check:
    """Lint and simulate a folder; with a town's own amounts, its tables are looked at by those."""
    values = own_values(folder, own or {})
    here = with_values(folder, values)
    simulation = simulation_of(folder, today)
    in_town = simulation_of(here, today) if values else None
    findings = [*lint(here, held_here()), *simulation.findings]
    if in_town is not None:
        # Examples speak of the folder's amounts; of the town's run only what breaks in every town counts.
        findings += [one for one in in_town.findings if not one.file.startswith("examples/")]
    questions = open_questions(here.definition)
    return Check(
        folder,
        list(dict.fromkeys(findings)),
        simulation,
        questions["order_decides"],
        questions["not_decided"],
        values,
        in_town,
    )


def own_values(folder: ServiceFolder, own: OwnValues) -> dict[str, str]:
    """Those of a town's amounts that the folder knows and that differ from its own; no number is passed over."""
    found: dict[str, str] = {}
    for setting in folder.definition.settings:
        number = _number(own.get(setting.code))
        if number is not None and number != setting.number():
            found[setting.code] = str(number)
    return found


def with_values(folder: ServiceFolder, values: Mapping[str, str]) -> ServiceFolder:
    """The folder as a town runs it: the same tables, read by the town's own amounts."""
    if not values:
        return folder
    settings = tuple(
        replace(one, value=values.get(one.code, one.value)) for one in folder.definition.settings
    )
    return replace(folder, definition=replace(folder.definition, settings=settings))


def _number(written: object) -> Decimal | None:
    try:
        number = Decimal(str(written))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
