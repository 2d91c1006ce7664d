"""A check as a report somebody who writes no folders can read: what must be mended, how applicants end, who came where.

The same report stands at the desk and, as a page of its own, beside the command.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from eroba.capabilities.services.analysis.coverage import Reached
from eroba.capabilities.services.checking import Check
from eroba.capabilities.services.definition.findings import Finding
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.finding_words import in_words
from eroba.capabilities.services.form_engine.showing import shown_money
from eroba.kernel.base.clock import today
from eroba.kernel.ui.components import Cell, Column, Mark, Row, Table
from eroba.kernel.ui.dates import in_words as day_in_words

LOOKS = Path(__file__).parent / "static" / "services" / "report.css"
KINDS = {
    "pages": gettext_lazy("Pages of the form"),
    "questions": gettext_lazy("Questions"),
    "rows": gettext_lazy("Rows of the table"),
    "outcomes": gettext_lazy("Outcomes"),
    "stages": gettext_lazy("Stages"),
    "letters": gettext_lazy("Letters"),
    "opinions": gettext_lazy("Opinions"),
    "periods": gettext_lazy("Periods by answer"),
}


@dataclass(frozen=True)
class FoundIn:
    """What was found in one file, in the order of its lines."""

    file: str
    findings: list[Finding]


@dataclass(frozen=True)
class Report:
    """A check in words and tables."""

    title: str
    code: str
    town: str
    verdict: str
    is_fine: bool
    found: list[FoundIn]
    ends: Table
    reached: Table
    amounts: Table | None
    order_decides: list[str]
    not_decided: list[str]
    walked: str


def report_of(check: Check, town: str = "") -> Report:
    """Put a check into the words of the language being read; `town` is named where its own amounts were used."""
    service = check.folder.definition
    return Report(
        title=str(service.title),
        code=service.code,
        town=town,
        verdict=verdict_on(check.findings),
        is_fine=check.is_fine,
        found=found_by_file(check.findings),
        ends=_ends(check, service, town),
        reached=_reached_table(check, service),
        amounts=_amounts(check, service, town) if check.own_values else None,
        order_decides=check.order_decides,
        not_decided=check.not_decided,
        walked=_walked(check),
    )


def report_page(report: Report) -> str:
    """Return the report as one HTML page that stands alone: its looks inside, nothing fetched from anywhere."""
    shown = {
        "report": report,
        "made_on": day_in_words(today()),
        "looks": mark_safe(f"<style>{LOOKS.read_text(encoding='utf-8')}</style>"),  # noqa: S308 (our own file)
    }
    return render_to_string("services/report/page.html", shown)


def verdict_on(findings: list[Finding]) -> str:
    """Say in one sentence whether the service can be published."""
    errors = sum(1 for one in findings if one.severity == "error")
    if errors:
        return ngettext(
            "%(count)s mistake must be mended before it can be published.",
            "%(count)s mistakes must be mended before it can be published.",
            errors,
        ) % {"count": errors}
    if findings:
        return _("Nothing stands against publishing it; some lines below are worth a look.")
    return _("Nothing stands against publishing it.")


def found_by_file(findings: list[Finding]) -> list[FoundIn]:
    """The findings by file, what must be mended first, in the language being read."""
    told = sorted(findings, key=lambda one: (one.severity != "error", one.file, one.line))
    by_file = sorted(told, key=lambda one: one.file)
    return [
        FoundIn(file, [in_words(one) for one in group])
        for file, group in groupby(by_file, lambda one: one.file)
    ]


def _ends(check: Check, service: ServiceDefinition, town: str) -> Table:
    wrong = {one.file for one in check.findings if one.severity == "error"}
    otherwise = check.otherwise_in_town()
    heads = [Column(_("Test applicant")), Column(_("How it ends")), Column(_("As expected"))]
    if check.in_town is not None:
        heads.append(Column(_("In %(town)s") % {"town": town}))
    rows = []
    for name, ends in check.simulation.examples.items():
        as_said = Mark(_("no"), "late") if f"examples/{name}.yaml" in wrong else Mark(_("yes"), "good")
        cells: list[Cell] = [name, _ending(service, ends), as_said]
        if check.in_town is not None:
            cells.append(_ending(service, otherwise[name]) if name in otherwise else _("the same"))
        rows.append(Row(tuple(cells)))
    return Table(_("How the test applicants end"), heads, rows)


def _ending(service: ServiceDefinition, ends: Mapping[str, object]) -> str:
    if "outcome" in ends:
        outcome = service.flow.outcome(str(ends["outcome"]))
        title = str(outcome.title) if outcome else str(ends["outcome"])
        row = _("row %(code)s") % {"code": ends["rule"]}
        amount = str(ends["amount"])
        return ", ".join([title, *([shown_money(amount)] if float(amount) else []), row])
    if "problems" in ends:
        labels = _labels(service)
        said = ", ".join(labels.get(str(one), str(one)) for one in _listed(ends["problems"]))
        return _("The form does not take: %(fields)s") % {"fields": said}
    if "not_yet" in ends:
        titles = {fact.code: str(fact.title) for fact in service.decision.facts}
        said = ", ".join(titles.get(str(one), str(one)) for one in _listed(ends["not_yet"]))
        return _("Not decided yet: %(facts)s") % {"facts": said}
    return _("The table fails: %(why)s") % {"why": ends.get("failure", "")}


def _reached_table(check: Check, service: ServiceDefinition) -> Table:
    runs = check.in_town or check.simulation
    heads = (Column(_("What")), Column(_("Reached"), numeric=True), Column(_("Never reached")))
    return Table(
        _("What the applicants came through"),
        heads,
        [Row(tuple(_reached_cells(one, service))) for one in runs.reached],
    )


def _reached_cells(one: Reached, service: ServiceDefinition) -> Iterator[str | Mark]:
    yield str(KINDS.get(one.kind, one.kind))
    yield f"{len(one.reached)} / {len(one.reached) + len(one.never)}"
    words = _titles(service, one.kind)
    yield ", ".join(words.get(code, code) for code in one.never) or Mark(_("nothing is left"), "good")


def _titles(service: ServiceDefinition, kind: str) -> dict[str, str]:
    match kind:
        case "pages":
            return {page.code: str(page.title) for page in service.form.pages}
        case "questions":
            return _labels(service)
        case "outcomes":
            return {one.code: str(one.title) for one in service.flow.outcomes}
        case "stages":
            return {one.code: str(one.title) for one in service.flow.stages}
        case _:
            return {}


def _labels(service: ServiceDefinition) -> dict[str, str]:
    return {field.code: str(field.label) for field in service.form.fields()}


def _amounts(check: Check, service: ServiceDefinition, town: str) -> Table:
    heads = (
        Column(_("Amount or threshold")),
        Column(_("In the folder"), numeric=True),
        Column(_("In %(town)s") % {"town": town}, numeric=True),
    )
    rows = [
        Row((str(one.title), one.value, check.own_values.get(one.code, one.value)))
        for one in service.settings
    ]
    return Table(_("What the town set for itself"), heads, rows)


def _walked(check: Check) -> str:
    told = {"examples": len(check.simulation.examples), "invented": check.simulation.invented_count}
    return (
        _("%(examples)s test applicants of the folder and %(invented)s invented ones walked through.") % told
    )


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, (list, tuple)) else [value]
