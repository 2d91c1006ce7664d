"""The priorities document as it is read: programmes, what changed since the draft, remarks with their clocks."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from eroba.capabilities.budget.models import Priorities, Programme, Remark
from eroba.capabilities.budget.programme_pages import indicator_table, plain, promise_cards
from eroba.capabilities.budget.programmes import address_of
from eroba.capabilities.budget.showing import lari
from eroba.kernel.base.clock import today
from eroba.kernel.clocks.models import Clock as Running
from eroba.kernel.clocks.presentation import present_to_public
from eroba.kernel.clocks.queries import calendar_here
from eroba.kernel.ui.components import Clock, Column, Row, Table
from eroba.kernel.undertakings.models import Undertaking

Stage, State = Programme.Stage, Priorities.State
COMPARED = ("title", "priority", "aim", "result")


def documents(*, is_public: bool) -> list[Priorities]:
    """Priorities documents, newest first; for everybody only those that were laid open."""
    found = Priorities.objects.select_related("matter")
    return list(found.exclude(state=State.WRITING) if is_public else found)


def document_of(first_year: int) -> Priorities | None:
    """The document that begins with a year."""
    return Priorities.objects.select_related("matter").filter(first_year=first_year).first()


def programmes_of(document: Priorities, *, actuals: bool = True) -> dict[str, list[Programme]]:
    """Its programmes by stage, with their indicators, and with what these came to unless nobody asks."""
    found: dict[str, list[Programme]] = {str(stage): [] for stage in Stage.values}
    read_too = "indicators__actuals" if actuals else "indicators"
    for one in document.programmes.prefetch_related(read_too).order_by("code"):
        found[one.stage].append(one)
    return found


def newest_of(document: Priorities, stages: dict[str, list[Programme]]) -> list[Programme]:
    """The programmes as they stand now."""
    return stages[str(Stage.DRAFT if document.state == State.WRITING else Stage.FINAL)]


def money_table(document: Priorities, programmes: Sequence[Programme]) -> Table:
    """Four years of money, programme by programme, with the sum of each year."""
    rows = [Row((f"{one.code} {one.title}", *map(lari, one.money)), f"#p-{one.pk}") for one in programmes]
    sums = [sum(one.money[place] for one in programmes) for place in range(len(document.years))]
    rows.append(Row((_("Together"), *map(lari, sums))))
    columns = (
        Column(_("Called")),
        *(Column(str(year), numeric=True) for year in document.years),
    )
    return Table(_("Money by year"), columns, rows)


def shown(
    programmes: Sequence[Programme],
    years: Sequence[int],
    promised: Mapping[str, Sequence[Undertaking]] | None = None,
) -> list[dict[str, Any]]:
    """Each programme with its tables, and with the promises that carry it out."""
    return [
        {
            "one": one,
            "priority": one.said("priority"),
            "money": list(zip(years, map(lari, one.money), strict=True)),
            "indicators": indicator_table(one),
            "promises": promise_cards((promised or {}).get(one.code, ())),
            "href": address_of(one.code),
        }
        for one in programmes
    ]


def difference(document: Priorities, stages: dict[str, list[Programme]]) -> Table | None:
    """What was changed since the draft: texts, money, indicators, programmes that came."""
    before = {one.code: one for one in stages[str(Stage.DRAFT)]}
    labels = {
        "title": _("Called"),
        "priority": _("Priority"),
        "aim": _("What it is for"),
        "result": _("Expected result"),
    }
    rows = []
    for now in stages[str(Stage.FINAL)]:
        was = before.get(now.code)
        if was is None:
            rows.append(Row((f"{now.code} {now.title}", _("new programme"), "–", lari(sum(now.money)))))
            continue
        name = f"{now.code} {now.title}"
        for text, label in labels.items():
            if was.said(text) != now.said(text):
                rows.append(Row((name, label, was.said(text), now.said(text))))
        for year, old, new in zip(document.years, was.money, now.money, strict=True):
            if old != new:
                rows.append(Row((name, str(year), lari(old), lari(new))))
        old_lines, new_lines = (list(map(_in_words, one.indicators.all())) for one in (was, now))
        if old_lines != new_lines:
            rows.append(
                Row((name, _("Indicators"), "; ".join(old_lines) or "–", "; ".join(new_lines) or "–"))
            )
    columns = (Column(_("Programme")), Column(_("What")), Column(_("In the draft")), Column(_("Now")))
    return Table(_("What changed since the draft"), columns, rows) if rows else None


def remarks_of(document: Priorities) -> list[dict[str, Any]]:
    """Every remark with its answer, or with the clock that runs for it."""
    found = list(Remark.objects.filter(document=document).select_related("matter"))
    running = {
        one.subject_id: one
        for one in Running.objects.filter(
            subject_id__in=[r.matter_id for r in found], met_on=None
        ).prefetch_related("pauses")
    }
    calendar = calendar_here() if running else None
    return [{"one": one, "clock": _clock(running.get(one.matter_id), calendar)} for one in found]


def _clock(running: Running | None, calendar: Any) -> Clock | None:
    if running is None:
        return None
    face = present_to_public(running, today(), calendar=calendar)
    state = "late" if face.mood == "late" else "running"
    return Clock(
        what=face.title,
        due_on=face.due_on,
        state=state,
        basis=face.basis,
        started_on=face.event_on,
        note=face.left,
    )


def _in_words(one: Any) -> str:
    span = f"{plain(one.baseline)} → {plain(one.target)} {one.unit}"
    return f"{one.title}: {span} (± {plain(one.tolerance_percent)} %)"
