"""Checks that what a folder says of keeping its applications leads somewhere: a law, and a number of years."""

from collections.abc import Iterator

from eroba.capabilities.services.definition.findings import Finding
from eroba.capabilities.services.definition.flow import Retention
from eroba.capabilities.services.definition.form_references import unknown
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.definition.yaml_reading import Path, Sheet


def findings_in_retention(service: ServiceDefinition, sheet: Sheet) -> Iterator[Finding]:
    """Say which outcomes name a law or a setting nobody has, and which are destroyed nobody knows when."""
    for at, outcome in enumerate(service.flow.outcomes):
        if outcome.retention is not None:
            yield from _one(service, sheet, outcome.code, outcome.retention, ("outcomes", at, "retention"))


def _one(
    service: ServiceDefinition, sheet: Sheet, code: str, retention: Retention, path: Path
) -> Iterator[Finding]:
    laws = {law.code for law in service.legal}
    if retention.basis not in laws:
        yield unknown(sheet, (*path, "basis"), retention.basis, laws)
    years = {one.code for one in service.settings if one.kind == "number"}
    if retention.setting and retention.setting not in years:
        yield unknown(sheet, (*path, "setting"), retention.setting, years)
    if not retention.is_for_ever and not retention.setting:
        message = f"{code} is destroyed, and nobody knows after how many years"
        yield Finding(sheet.file, sheet.line_of(path), message, "setting: the code of a number")
