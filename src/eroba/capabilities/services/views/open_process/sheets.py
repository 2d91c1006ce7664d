"""The published figures as one long list, for spreadsheets and programs: a line for each number or its empty place."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from eroba.capabilities.services.open_process.cells import OTHERS, REASON, TOWN, Cell
from eroba.capabilities.services.queries.open_process import OpenProcess
from eroba.capabilities.services.views.open_process.words import MEASURES
from eroba.kernel.ui.sheets import Sheet, SheetCell


def figures_sheet(shown: OpenProcess, titles: Mapping[str, str]) -> Sheet:
    """Every figure at hand as a list; its codes are the same in every language."""
    return Sheet(
        title=_("Open process"),
        heads=["service", _("Service"), "period", "measure", _("What"), "value", "state"],
        rows=_rows(shown, titles),
        note=_(
            "under-5: fewer than five, not shown. held-back: not shown, because a smaller number could be worked out"
            " from it. A period that is over and has no line is nought."
        ),
    )


def name_of(service: str, titles: Mapping[str, str]) -> str:
    """The service's title, or what stands in its place."""
    return {TOWN: _("The whole town"), OTHERS: _("The others together")}.get(service) or titles.get(
        service, service
    )


def measure_in_words(shown: OpenProcess, cell: Cell) -> str:
    """What the number is of."""
    if cell.measure.startswith(REASON):
        return f"{MEASURES['refused']}: {shown.labels.get(cell, '')}"
    return str(MEASURES[cell.measure])


def _rows(shown: OpenProcess, titles: Mapping[str, str]) -> Iterator[Sequence[SheetCell]]:
    for cell, figure in shown.in_order():
        yield [
            cell.service,
            name_of(cell.service, titles),
            cell.period,
            cell.measure,
            measure_in_words(shown, cell),
            figure.value,
            figure.state,
        ]
