"""The list of applications by legal deadline: what the day holds, filters, search, order, pages, and as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from eroba.capabilities.services.forms.desk import InboxFilter
from eroba.capabilities.services.queries import inbox as queries
from eroba.capabilities.services.queries.inbox import ORDERS, InboxRow, Wanted
from eroba.capabilities.services.views.desk.addresses import (
    clear_address,
    desk_address,
    keep_list,
    kept_list,
    staff_only,
)
from eroba.capabilities.services.views.desk.figures import day_figures
from eroba.capabilities.services.views.desk.undo import undoable
from eroba.kernel.base.clock import today
from eroba.kernel.people.queries import actor_for
from eroba.kernel.ui.dates import as_day
from eroba.kernel.ui.long_lists import LongList
from eroba.kernel.ui.sheets import Sheet, SheetCell, sheet_response

PAGE_SIZE = 50
LARGEST_FILE_ROWS = 10_000


@dataclass(frozen=True)
class Heading:
    """The head of a column: its words, the address that sorts by it, and how it is sorted now."""

    words: str
    href: str = ""
    direction: str = ""


@never_cache
@staff_only
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Show the applications an official asked for, the nearest deadline first."""
    kept = kept_list(request)
    if kept and not request.GET:
        # The filters stay until they are cleared, and the address says which they are.
        return HttpResponseRedirect(f"{desk_address(request, 'inbox')}?{kept}")
    keep_list(request)
    by, offered = actor_for(request), queries.services_here()
    form = _filter_of(request, offered)
    wanted = _wanted(form, by.account_id)
    page = LongList(queries.wanted_cases(wanted), PAGE_SIZE).get_page(request.GET.get("page"))
    officials = queries.officials_here()
    definitions = [definition for _service, definition in offered]
    day = queries.my_day(wanted, definitions)
    shown = {
        "form_filter": form,
        "page": page,
        "rows": [
            (row, desk_address(request, "case", number=row.case.matter.number))
            for row in queries.inbox_rows(list(page.object_list), by.account_id, officials)
        ],
        "figures": day_figures(request, day, wanted.whose, queries.approval_stages(definitions)),
        "headings": _headings(request, wanted.sort),
        "has_many_services": len(offered) > 1,
        "is_narrow": wanted.is_narrow,
        "officials": sorted(officials.items(), key=lambda one: one[1]),
        "me": by.account_id,
        "here": request.GET.urlencode(),
        "clear_href": clear_address(request),
        "file_hrefs": [desk_address(request, name) for name in ("export", "export-workbook")],
        "assign_href": desk_address(request, "assign"),
        "undo_href": desk_address(request, "undo"),
        "undoable": undoable(request),
    }
    return render(request, "services/desk/inbox.html", shown)


@never_cache
@staff_only
@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """Hand out the same list as a file; without names, because the number leads to the case."""
    by, offered = actor_for(request), queries.services_here()
    wanted = _wanted(_filter_of(request, offered), by.account_id)
    officials = queries.officials_here()
    cases = list(queries.wanted_cases(wanted)[:LARGEST_FILE_ROWS])
    is_cut = len(cases) == LARGEST_FILE_ROWS
    sheet = Sheet(
        title=_("Applications"),
        heads=[
            _("Number"),
            _("Service"),
            _("Stage"),
            _("Waiting for"),
            _("Received on"),
            _("Due on"),
            _("Urgency"),
            _("With"),
        ],
        rows=[_file_row(row) for row in queries.inbox_rows(cases, by.account_id, officials)],
        note=_("The file ends here: it holds %(most)s rows at most.") % {"most": LARGEST_FILE_ROWS}
        if is_cut
        else "",
    )
    return sheet_response(sheet, kind, f"applications-{today():%Y-%m-%d}")


def _file_row(row: InboxRow) -> list[SheetCell]:
    case = row.case
    cells: list[SheetCell] = [case.matter.number, case.service.title, row.stage, row.waits]
    return [*cells, as_day(case.received_at), case.due_on, row.urgency.words, row.assigned]


def _filter_of(request: HttpRequest, offered: Sequence[Any]) -> InboxFilter:
    stages = queries.stage_choices([definition for _service, definition in offered])
    services = [(service.code, service.title) for service, _definition in offered]
    form = InboxFilter(request.GET or None, stages=stages, services=services, auto_id="filter_%s")
    if len(offered) < 2:
        del form.fields["service"]
    return form


def _wanted(form: InboxFilter, account_id: Any) -> Wanted:
    """What is asked for; a word of the address that means nothing is passed over."""
    form.is_valid()
    asked = {name: value for name, value in getattr(form, "cleaned_data", {}).items() if value}
    if asked.get("sort", "").removeprefix("-") not in ORDERS:
        asked.pop("sort", None)
    return Wanted(account_id=account_id, **asked)


def _headings(request: HttpRequest, sorted_by: str) -> list[Heading]:
    words = {
        "number": _("Number"),
        "due": _("Due"),
        "applicant": _("Applicant and service"),
        "": _("Stage"),
        "received": _("Received"),
        "with": _("With"),
    }
    return [
        _heading(request, code, said, sorted_by) if code in ORDERS else Heading(said)
        for code, said in words.items()
    ]


def _heading(request: HttpRequest, code: str, words: str, sorted_by: str) -> Heading:
    direction = {code: "ascending", f"-{code}": "descending"}.get(sorted_by, "")
    query = request.GET.copy()
    query.pop("page", None)
    query["sort"] = f"-{code}" if direction == "ascending" else code
    return Heading(words, f"?{query.urlencode()}", direction)
