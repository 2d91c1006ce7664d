"""What a page says of a programme beside its money: priority, aim, result, indicators, promises."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from eroba.capabilities.budget import programmes
from eroba.capabilities.budget.indicators import Reached, reached, way_percent
from eroba.capabilities.budget.models import Actual, Indicator, Priorities, Programme
from eroba.capabilities.budget.showing import href_of
from eroba.kernel.matters.models import Matter
from eroba.kernel.matters.queries import timeline
from eroba.kernel.ui.components import Card, Column, Moment, Row, Table
from eroba.kernel.ui.numbers import number
from eroba.kernel.undertakings.models import Undertaking
from eroba.kernel.undertakings.presentation import card_of


def told_of(request: HttpRequest, code: str, year: int) -> dict[str, Any]:
    """Everything the priorities and the promises say of a programme in a year; a fixed number of queries."""
    one, found = programmes.programme_in(code, year), programmes.numbered_programme(code)
    promised = programmes.promises_of([code]).get(code, ())
    return {
        "one": one,
        "document": one.document if one else None,
        "is_draft": bool(one) and one.document.state != Priorities.State.ADOPTED,  # type: ignore[union-attr]
        "document_href": href_of(request, "priorities", first_year=one.document.first_year) if one else "",
        "priority": one.said("priority") if one else "",
        "indicators": indicator_table(one) if one else None,
        "promises": promise_cards(promised),
        "moments": _moments(found.matter) if found else [],
        "thread_href": thread_href(found.matter.number) if found else "",
        "number": found.matter.number if found else "",
    }


def _moments(matter: Matter) -> list[Moment]:
    return [Moment(at=one.at, sentence=one.words) for one in timeline(matter, audience="public")]


def promise_cards(promised: Sequence[Undertaking]) -> list[Card]:
    """Promises that carry a programme out, each with its day and how it stands."""
    return [card_of(one, promise_href(one.matter.number)) for one in promised]


def promise_href(number: str) -> str:
    """The public page of a promise."""
    return reverse(
        "undertakings:detail",
        kwargs={"municipality": programmes.current_municipality().slug, "number": number},
    )


def thread_href(number: str) -> str:
    """Where one reads what a number came from and what became of it."""
    return reverse(
        "matters:thread", kwargs={"municipality": programmes.current_municipality().slug, "number": number}
    )


def indicator_table(programme: Programme) -> Table | None:
    """By what one sees whether the programme does what it is for: from where, where to, and where it is."""
    found = list(programme.indicators.all())
    measured = {one.pk: newest_actuals(one) for one in found}
    rows = []
    for one in found:
        name = f"{one.title}, {one.unit}" if one.unit else one.title
        cells = [name, plain(one.baseline), plain(one.target), f"± {plain(one.tolerance_percent)} %"]
        if any(measured.values()):
            cells += _measured_cells(one, measured[one.pk])
        rows.append(Row(cells))
    columns = [
        Column(_("Indicator")), Column(_("Baseline"), numeric=True), Column(_("Target"), numeric=True),
        Column(_("Tolerance"), numeric=True),
    ]  # fmt: skip
    if any(measured.values()):
        columns += [Column(_("Actual"), numeric=True), Column(_("Against the target"))]
    return Table(f"{_('Indicators')}: {programme.title}", columns, rows) if rows else None


def newest_actuals(one: Indicator) -> list[Actual]:
    """What an indicator came to, year by year; of each year what was written down last."""
    by_year = {actual.year: actual for actual in sorted(one.actuals.all(), key=lambda each: each.recorded_at)}
    return [by_year[year] for year in sorted(by_year)]


def standing_words(one: Indicator, actual: Actual) -> str:
    """How a figure stands to the target, in words."""
    found = reached(one.baseline, one.target, one.tolerance_percent, actual.value)
    if found is Reached.ON_THE_WAY:
        percent = way_percent(one.baseline, one.target, actual.value)
        return _("%(percent)s %% of the way") % {"percent": percent}
    return str(found.label)


def plain(value: Any) -> str:
    """A figure without noughts nobody reads."""
    return number(value.normalize() if value else 0)


def _measured_cells(one: Indicator, actuals: Sequence[Actual]) -> list[str]:
    if not actuals:
        return ["–", _("not measured yet")]
    figures = "; ".join(f"{actual.year}: {plain(actual.value)}" for actual in actuals)
    newest = actuals[-1]
    earlier = [each for each in one.actuals.all() if each.year == newest.year and each.pk != newest.pk]
    words = f"{standing_words(one, newest)} · {newest.source}"
    if earlier:
        words += " · " + _("written down before: %(figures)s") % {
            "figures": ", ".join(plain(each.value) for each in earlier)
        }
    return [figures, words]
