"""Making the figures of the open process: once a month has closed, for everything that closed with it."""

import datetime as dt

from eroba.capabilities.services import rules
from eroba.capabilities.services.definition.texts import NO_TEXT
from eroba.capabilities.services.models import FiguresMade, ProcessFigure
from eroba.capabilities.services.open_process.cells import REASON, Cell
from eroba.capabilities.services.open_process.counting import counted
from eroba.capabilities.services.open_process.figure import Figure
from eroba.capabilities.services.open_process.periods import kind_of
from eroba.capabilities.services.open_process.publishing import published
from eroba.capabilities.services.queries.happened import happenings_since, words_of_reason
from eroba.kernel.actions import Actor, Done, action

_LONGEST_LABEL = 300


@action(may=rules.may_make_figures)
def make_figures(by: Actor, *, until: str) -> Done[int]:
    """Publish how the services went up to the end of a month; what was published before stays as it is."""
    last = FiguresMade.objects.order_by("until").last()
    made = FiguresMade.objects.create(until=until)
    # Whole years are looked through, and the year before them for the last twelve months.
    since = dt.date(int(last.until[:4]) - 1, 1, 1) if last else None
    before = {_cell(row): Figure(_cell(row), row.value, row.is_small) for row in ProcessFigure.objects.all()}
    new = published(counted(happenings_since(since), until), until, before)
    ProcessFigure.objects.bulk_create([_row(made, figure) for figure in new], batch_size=500)
    return Done(len(new), subject=made, after={"until": until, "rows": len(new)})


def _cell(row: ProcessFigure) -> Cell:
    return Cell(row.service_code, row.period, row.measure)


def _row(made: FiguresMade, figure: Figure) -> ProcessFigure:
    cell, said = figure.cell, NO_TEXT
    if cell.measure.startswith(REASON):
        said = words_of_reason(cell.service, cell.measure.removeprefix(REASON))
    return ProcessFigure(
        made=made,
        service_code=cell.service,
        span=ProcessFigure.Span.LATELY if "/" in cell.period else kind_of(cell.period),
        period=cell.period,
        measure=cell.measure,
        value=figure.value,
        is_small=figure.is_small,
        label_ka=said.in_language("ka")[:_LONGEST_LABEL],
        label_en=said.in_language("en")[:_LONGEST_LABEL],
    )
