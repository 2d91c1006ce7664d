"""Studies as tables: the ranking, one study's counts, proofs, steps and cost; the same rows for pages and the file."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from eroba.capabilities.studies.models import Step, Study
from eroba.capabilities.studies.queries import Studied
from eroba.kernel.ui.components import Cell, Column, Mark, Row, Table
from eroba.kernel.ui.names import as_heading
from eroba.kernel.ui.numbers import money
from eroba.kernel.ui.sheets import Sheet

KINDS = {
    "proposed": "open",
    "studied": "progress",
    "to_build": "attention",
    "not_now": "paused",
    "built": "good",
}


def state_of(study: Study) -> Mark:
    """Where a study stands, as a word and a shape."""
    return Mark(str(study.get_state_display()), KINDS[study.state])


def ranking(studies: Sequence[Studied], hrefs: Sequence[str]) -> Table:
    """The public studies, what saves most first."""
    heads = (
        Column(_("Request")),
        Column(_("A year"), numeric=True),
        Column(_("Cost of one on paper"), numeric=True),
        Column(_("as a service"), numeric=True),
        Column(_("Saved a year"), numeric=True),
        Column(_("State")),
    )
    rows = [
        Row(
            (
                one.study.title,
                one.requests if one.requests is not None else "–",
                _money(one.before.whole if one.before else None),
                _money(one.after.whole if one.after else None),
                _money(one.saving),
                state_of(one.study),
            ),
            href,
        )
        for one, href in zip(studies, hrefs, strict=True)
    ]
    return Table(_("What a year would save"), heads, rows, caption_hidden=True)


def cost_table(one: Studied) -> Table:
    """One request before and after, by side, and the difference."""
    before, after = one.before, one.after
    heads = [Column(_("What is counted"))]
    heads += [Column(_("On paper"), numeric=True), Column(_("As a service"), numeric=True)]
    lines: list[tuple[str, str]] = [
        (_("Resident, minutes"), "resident_minutes"),
        (_("Resident, money"), "resident"),
        (_("Town hall, minutes"), "town_minutes"),
        (_("Town hall, money"), "town"),
        (_("Together"), "whole"),
    ]
    rows = [
        Row((words, *(_figure(getattr(cost, name), name) if cost else "–" for cost in (before, after))))
        for words, name in lines
    ]
    return Table(_("What one request takes"), heads, rows, caption_hidden=True)


def steps_table(one: Studied, phase: str) -> Table:
    """The steps of one phase with every figure and its source, so that anybody can count again."""
    heads = (
        Column(_("Step")), Column(_("Whose")), Column(_("Minutes"), numeric=True), Column(_("An hour"), numeric=True),
        Column(_("Fees and travel"), numeric=True), Column("%", numeric=True), Column(_("Source")),
    )  # fmt: skip
    rows = [
        Row(
            (
                step.title,
                str(Step.Side(step.side).label),
                _plain(step.minutes),
                money(step.hourly_rate),
                money(step.paid),
                _plain(step.share_percent),
                step.source,
            )
        )
        for step in one.steps
        if step.phase == phase
    ]
    return Table(as_heading(Step.Phase(phase).label), heads, rows)


def proofs_table(one: Studied) -> Table:
    """The papers that are asked for, and who knows already what they say."""
    heads = (Column(_("Paper")), Column(_("Who asks")), Column(_("Who knows it already")))
    rows = [Row((proof.title, proof.asked_by, proof.held_by or _("nobody"))) for proof in one.proofs]
    return Table(_("Which papers are asked for"), heads, rows, caption_hidden=True)


def counts_table(one: Studied) -> Table:
    """The requests on paper by month, with their source."""
    heads = (Column(_("Month")), Column(_("Requests"), numeric=True), Column(_("Source")))
    rows = [Row((count.month, count.count, count.source)) for count in one.counts]
    return Table(_("How often the request comes"), heads, rows, caption_hidden=True)


def sheet_of(studies: Sequence[Studied]) -> Sheet:
    """The ranking as open data: one row a study, numbers as numbers."""
    heads = (
        "number", "title_ka", "title_en", "state", "from_unit", "our_selection", "requests_a_year",
        "papers", "papers_known_elsewhere", "resident_minutes_before", "town_minutes_before", "cost_before",
        "resident_minutes_after", "town_minutes_after", "cost_after", "saved_a_year", "service",
    )  # fmt: skip
    return Sheet("studies", heads, [_row(one) for one in studies])


def _row(one: Studied) -> list[str | int | Decimal | None]:
    study, before, after = one.study, one.before, one.after
    return [
        study.matter.number, study.title_ka, study.title_en, study.state, study.from_unit,
        "yes" if study.is_our_selection else "no", one.requests, len(one.proofs), one.needless_proofs,
        before.resident_minutes if before else None, before.town_minutes if before else None,
        before.whole if before else None,
        after.resident_minutes if after else None, after.town_minutes if after else None,
        after.whole if after else None,
        one.saving, study.service_code,
    ]  # fmt: skip


def _figure(value: Decimal, name: str) -> Cell:
    return _plain(value) if name.endswith("minutes") else money(value)


def _plain(value: Decimal) -> str:
    written = f"{value.normalize():f}"
    return written.replace(".", ",") if get_language() == "ka" else written


def _money(value: Decimal | None) -> str:
    return money(value) if value is not None else "–"
