"""Lists of things: tasks, answers, cards, doors, tables with sorting and paging, filters."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page
from django.forms import BaseForm
from django.http import QueryDict
from django.template import Context

from eroba.kernel.ui.components import Answer, Card, Column, Door, Table, Task


@dataclass(frozen=True)
class Heading:
    """A column's head as drawn: its link and the direction it is sorted in."""

    column: Column
    href: str
    direction: str


def task_list(tasks: Sequence[Task]) -> dict[str, object]:
    """Show the topics of a form with how far each is."""
    return {"tasks": tasks}


def summary_list(answers: Sequence[Answer]) -> dict[str, object]:
    """Show answers with a way to change each."""
    return {"answers": answers}


def card_list(cards: Sequence[Card], *, level: int = 3) -> dict[str, object]:
    """Show things to open; `level` is the level of their headings."""
    return {"cards": cards, "level": level}


def doors(ways: Sequence[Door]) -> dict[str, object]:
    """Show the large ways in of a front page."""
    return {"doors": ways}


def table(context: Context, shown: Table) -> dict[str, object]:
    """Show a table; heads of sortable columns are links that keep the rest of the address."""
    query, end = _query(context), _end(shown.anchor)
    headings = [_heading(column, shown.sorted_by, query, end) for column in shown.columns]
    rows = [(row, list(zip(row.cells, shown.columns, strict=True))) for row in shown.rows]
    return {"table": shown, "headings": headings, "rows": rows}


def pagination(
    context: Context, page: Page, *, parameter: str = "page", anchor: str = ""
) -> dict[str, object]:
    """Lead through the pages of a long list, keeping filters and order; `anchor` is where the list begins."""
    query, end = _query(context), _end(anchor)
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "numbers": [
            (number, _with(query, parameter, number) + end if isinstance(number, int) else "")
            for number in numbers
        ],
        "previous": _with(query, parameter, page.number - 1) + end if page.has_previous() else "",
        "next": _with(query, parameter, page.number + 1) + end if page.has_next() else "",
    }


def list_files(context: Context, *hrefs: str) -> dict[str, object]:
    """Offer the list as files, filtered and sorted as it is shown; each address ends with its kind."""
    query = _query(context)
    query.pop("page", None)
    end = f"?{query.urlencode()}" if query else ""
    return {"files": [(href.rpartition(".")[2].upper(), f"{href}{end}") for href in hrefs]}


def filters(form: BaseForm, *, clear_href: str = "", folds: bool = False) -> dict[str, object]:
    """Show a row of filters that live in the address, so that they can be kept and sent on.

    With `folds` they are behind a fold where there is little room, and its words say how many are in use.
    """
    used = [field.name for field in form.visible_fields() if form.data.get(form.add_prefix(field.name))]
    return {"form": form, "clear_href": clear_href or "?", "folds": folds, "used": len(used)}


def _query(context: Context) -> QueryDict:
    request = context.get("request")
    return request.GET.copy() if request is not None else QueryDict(mutable=True)


def _with(query: QueryDict, name: str, value: object) -> str:
    changed = query.copy()
    changed[name] = str(value)
    return f"?{changed.urlencode()}"


def _end(anchor: str) -> str:
    return f"#{anchor}" if anchor else ""


def _heading(column: Column, sorted_by: str, query: QueryDict, end: str) -> Heading:
    if not column.sort:
        return Heading(column, "", "")
    direction = {column.sort: "ascending", f"-{column.sort}": "descending"}.get(sorted_by, "")
    wanted = f"-{column.sort}" if direction == "ascending" else column.sort
    without_page = query.copy()
    without_page.pop("page", None)
    return Heading(column, _with(without_page, "sort", wanted) + end, direction)
