"""The tables and charts of the open process, filled from the published figures."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from eroba.capabilities.services.models import FiguresMade
from eroba.capabilities.services.open_process.cells import (
    APPEAL_ENDINGS,
    APPEALED,
    APPEALS_DECIDED,
    DECIDED,
    ENDINGS,
    OTHERS,
    RECEIVED,
    REFUSED,
    TIMELINESS,
    TOWN,
)
from eroba.capabilities.services.open_process.durations import HALF_OF_THEM, NINE_IN_TEN
from eroba.capabilities.services.open_process.periods import HALF, MONTH, YEAR
from eroba.capabilities.services.queries.open_process import OpenProcess
from eroba.capabilities.services.views.open_process.words import (
    MEASURES,
    days_in_words,
    period_in_words,
    said,
    share_in_words,
    short_half,
    short_month,
)
from eroba.kernel.ui.charts.kinds import Bars, Lines, Part, Series, Source
from eroba.kernel.ui.components import Column, Row, Table

MONTHS_SHOWN = 24
HALVES_SHOWN = 4


def months_chart(shown: OpenProcess, service: str, made: FiguresMade) -> Lines | None:
    """Applications and decisions month by month; nothing where most months are too small for a line."""
    months = shown.periods(service, MONTH)[-MONTHS_SHOWN:]
    series = []
    for measure in (RECEIVED, DECIDED):
        heights = [_height(shown, service, month, measure) for month in months]
        if sum(height is not None for height in heights) * 2 >= len(months) and any(heights):
            series.append(Series(str(MEASURES[measure]), heights))
    if not series:
        return None
    return Lines(
        title=_("Applications and decisions, month by month"),
        source=_source(made),
        labels=[short_month(month) for month in months],
        series=series,
    )


def months_table(shown: OpenProcess, service: str) -> Table:
    """Every month with its numbers and how long the decisions took; years below, as their own sums."""
    years = shown.periods(service, YEAR)[::-1]
    months = shown.periods(service, MONTH)[-MONTHS_SHOWN:][::-1]
    columns = [Column(_("When")), _numeric(_("Received")), _numeric(_("Decided"))]
    columns += [_numeric(_("Half within")), _numeric(_("9 in 10 within"))]
    rows = [_line_of_period(shown, service, period) for period in (*months, *years)]
    return Table(caption=_("Month by month"), columns=columns, rows=rows)


def halves_table(shown: OpenProcess, service: str) -> Table:
    """How the decisions of the latest half-years ended, which share was in time, and what became of appeals."""
    halves = shown.periods(service, HALF)[-HALVES_SHOWN:][::-1]
    rows = [
        Row((str(MEASURES[measure]), *(said(shown.figure(service, half, measure)) for half in halves)))
        for measure in (RECEIVED, DECIDED)
    ]
    rows.append(Row((_("Decided in time"), *(_in_time(shown, service, half) for half in halves))))
    for ending in ENDINGS:
        cells = [
            said(shown.figure(service, half, ending)) if _is_cut(shown, service, half) else "–"
            for half in halves
        ]
        rows.append(Row((str(MEASURES[ending]), *cells)))
    for measure in (APPEALED, APPEALS_DECIDED, APPEAL_ENDINGS[0]):
        rows.append(
            Row((str(MEASURES[measure]), *(said(shown.figure(service, half, measure)) for half in halves)))
        )
    columns = [Column(_("What")), *(_numeric(short_half(half)) for half in halves)]
    return Table(caption=_("How the decisions ended, by half-year"), columns=columns, rows=rows)


def reasons_table(shown: OpenProcess, service: str) -> Table | None:
    """Why applications were refused, by half-year; nothing while none was."""
    rows = [
        Row((period_in_words(half), words, said(figure)))
        for half in shown.periods(service, HALF)[-HALVES_SHOWN:][::-1]
        for words, figure in shown.reasons(service, half)
    ]
    columns = [Column(_("When")), Column(_("What the decision said")), _numeric(MEASURES[REFUSED])]
    return Table(caption=_("Refusals by reason"), columns=columns, rows=rows) if rows else None


def endings_chart(shown: OpenProcess, service: str, made: FiguresMade) -> Bars | None:
    """How the decisions of the last half-year ended, as far as it is shown."""
    halves = [half for half in shown.periods(service, HALF) if shown.figure(service, half, ENDINGS[0])]
    if not halves:
        return None
    values = [(MEASURES[ending], shown.value(service, halves[-1], ending)) for ending in ENDINGS]
    parts = [Part(str(words), value) for words, value in values if value is not None]
    title = _("How decisions ended: %(when)s") % {"when": period_in_words(halves[-1])}
    return Bars(title=title, source=_source(made), parts=parts) if len(parts) > 1 else None


def services_table(shown: OpenProcess, titles: Mapping[str, str], hrefs: Mapping[str, str]) -> Table | None:
    """Each service in the last half-year, with a way to its own page."""
    halves = shown.periods(TOWN, HALF)
    if not halves:
        return None
    half, rows = halves[-1], []
    for code, title in titles.items():
        if not any(shown.figure(code, half, measure) for measure in (RECEIVED, DECIDED)):
            continue
        rows.append(Row((title, *_cells_of_service(shown, code, half)), hrefs.get(code, "")))
    if shown.figure(OTHERS, half, ENDINGS[0]):
        rows.append(Row((_("The others together"), "", "", "", _in_time(shown, OTHERS, half))))
    columns = [Column(_("Service")), _numeric(_("Received")), _numeric(_("Decided"))]
    columns += [_numeric(_("Half within")), _numeric(_("In time"))]
    caption = _("Service by service: %(when)s") % {"when": period_in_words(half)}
    return Table(caption=caption, columns=columns, rows=rows) if rows else None


def _is_cut(shown: OpenProcess, service: str, half: str) -> bool:
    """Whether it is told how the decisions of a half-year ended."""
    return shown.figure(service, half, ENDINGS[0]) is not None


def _in_time(shown: OpenProcess, service: str, half: str) -> str:
    if shown.figure(service, half, TIMELINESS[0]) is None:
        return "–"
    return share_in_words(shown.in_time(service, half))


def _cells_of_service(shown: OpenProcess, code: str, half: str) -> list[str]:
    return [
        *(said(shown.figure(code, half, measure)) for measure in (RECEIVED, DECIDED)),
        days_in_words(shown.lately(code, HALF_OF_THEM)),
        _in_time(shown, code, half),
    ]


def _line_of_period(shown: OpenProcess, service: str, period: str) -> Row:
    numbers = [said(shown.figure(service, period, measure)) for measure in (RECEIVED, DECIDED)]
    days = [days_in_words(shown.value(service, period, measure)) for measure in (HALF_OF_THEM, NINE_IN_TEN)]
    return Row((period_in_words(period), *numbers, *days))


def _height(shown: OpenProcess, service: str, month: str, measure: str) -> int | None:
    figure = shown.figure(service, month, measure)
    return figure.value if figure else 0


def _numeric(words: object) -> Column:
    return Column(str(words), numeric=True)


def _source(made: FiguresMade) -> Source:
    return Source(words=_("Applications in this system, counted once the month was over"), of=made.made_on)
