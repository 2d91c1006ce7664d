"""One file of a working copy: as text, or a table by its cells. Who was overtaken by a colleague sees both texts."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from eroba.capabilities.services import actions, rules_of_writing
from eroba.capabilities.services.actions.writing import Overtaken
from eroba.capabilities.services.definition.table_cells import (
    CellTable,
    after_act,
    as_file,
    cells_of,
    with_typed,
)
from eroba.capabilities.services.forms.copies import TextForm
from eroba.capabilities.services.queries.working import (
    Written,
    edition_of,
    editions_of,
    last_edition,
    latest_text,
)
from eroba.capabilities.services.views.desk.addresses import staff_only
from eroba.capabilities.services.views.desk.copies.opened import file_href, findings_in, href, opened
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.people.queries import actor_for
from eroba.kernel.ui.forms import HouseForm

ROWS_A_PAGE = 15


@never_cache
@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest, copy_id: UUID, name: str) -> HttpResponse:
    """Show one file as text with what is wrong in it, and save what was typed."""
    current = opened(copy_id)
    text = latest_text(current.copy, name)
    if text is None:
        raise NotFound(_("There is no such file in this working copy."))
    form = TextForm(request.POST or None, initial=_initial(request, current, name))
    if request.method == "POST" and form.is_valid():
        body, edition = form.cleaned_data["body"], form.cleaned_data["edition"]
        return _saved(request, current, form, name=name, body=body, edition=edition)
    return _show_text(request, current, name, form, status=422 if form.is_bound else 200)


@never_cache
@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest, copy_id: UUID, name: str) -> HttpResponse:
    """Show a table by its cells, some rows at a time, and save what was typed, also with a row added or moved."""
    current = opened(copy_id)
    file_name = f"rules/{name}.json"
    text = current.texts.get(file_name)
    if text is None:
        raise NotFound(_("There is no such file in this working copy."))
    cells = cells_of(name, text.body.encode())
    if cells is None:
        return HttpResponseRedirect(href(request, "file", current.copy, name=file_name))
    if request.method != "POST":
        return _show_cells(request, current, file_name, cells, edition=text.edition)
    typed = with_typed(cells, request.POST.dict())
    edition = _number(request.POST.get("edition"))
    changed = after_act(typed, request.POST.get("act", ""))
    if edition != text.edition:
        # Rows may stand elsewhere by now: what was typed is shown as text beside the colleague's, and neither is lost.
        form = TextForm({"body": as_file(changed), "edition": edition})
        return _overtaken(request, current, form, file_name, as_file(changed))
    body = as_file(changed)
    if body == as_file(cells):
        return HttpResponseRedirect(_page_href(request, current, name))
    try:
        by = actor_for(request, channel="desk")
        actions.save_text(by, copy=current.copy, name=file_name, body=body, edition=edition)
    except Overtaken:
        return _overtaken(request, current, TextForm({"body": body, "edition": edition}), file_name, body)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(_page_href(request, current, name))


@never_cache
@staff_only
@require_POST
def remove(request: HttpRequest, copy_id: UUID, name: str) -> HttpResponse:
    """Take a file out of the folder; its editions stay."""
    current = opened(copy_id)
    actions.remove_text(actor_for(request, channel="desk"), copy=current.copy, name=name)
    return HttpResponseRedirect(href(request, "copy", current.copy))


def _saved(
    request: HttpRequest, current: Written, form: HouseForm, *, name: str, body: str, edition: int
) -> HttpResponse:
    by = actor_for(request, channel="desk")
    try:
        actions.save_text(by, copy=current.copy, name=name, body=body, edition=edition)
    except Overtaken:
        return _overtaken(request, current, form, name, body)
    except Refusal as refused:
        form.add_error("body", str(refused))
        return _show_text(request, current, name, form, status=refused.status)
    messages.success(request, _("Saved."))
    if "go_on" in request.POST:
        return HttpResponseRedirect(href(request, "copy", current.copy))
    return HttpResponseRedirect(href(request, "file", current.copy, name=name))


def _overtaken(request: HttpRequest, current: Written, form: HouseForm, name: str, body: str) -> HttpResponse:
    """Both texts: the colleague's as it is saved, and one's own, ready to be saved over it or thrown away."""
    theirs = latest_text(current.copy, name)
    shown = {
        "copy": current.copy,
        "name": name,
        "theirs": theirs,
        "form": TextForm(initial={"body": body, "edition": theirs.edition if theirs else 0}),
        "file_href": href(request, "file", current.copy, name=name),
        "open_href": file_href(request, current.copy, name),
    }
    return render(request, "services/desk/copies/overtaken.html", shown, status=409)


def _show_text(
    request: HttpRequest, current: Written, name: str, form: HouseForm, *, status: int = 200
) -> HttpResponse:
    found = findings_in(current, name)
    shown = {
        "copy": current.copy,
        "name": name,
        "form": form,
        "found": found,
        "editions": [(one, f"?edition={one.edition}") for one in editions_of(current.copy, name)[:20]],
        "may_write": bool(rules_of_writing.may_write_copy(actor_for(request, channel="desk"), current.copy)),
        "may_remove": "/" in name and name in current.texts,
        "remove_href": href(request, "remove", current.copy, name=name),
        "copy_href": href(request, "copy", current.copy),
        "cells_href": file_href(request, current.copy, name) if name.startswith("rules/") else "",
        "older": _number(request.GET.get("edition")) if "edition" in request.GET else 0,
    }
    return render(request, "services/desk/copies/file.html", shown, status=status)


def _show_cells(
    request: HttpRequest, current: Written, name: str, cells: CellTable, *, edition: int
) -> HttpResponse:
    page = max(_number(request.GET.get("page")), 1)
    first = min((page - 1) * ROWS_A_PAGE, max(len(cells.rows) - 1, 0))
    rows = list(enumerate(cells.rows))[first : first + ROWS_A_PAGE]
    titles = _titles(current)
    shown = {
        "copy": current.copy,
        "name": name,
        "columns": [(column, titles.get(column.field, "")) for column in cells.columns],
        "rows": [(at, row, list(zip(cells.columns, row.cells, strict=True))) for at, row in rows],
        "edition": edition,
        "found": findings_in(current, name),
        "pages": [(number, number == page) for number in range(1, (len(cells.rows) - 1) // ROWS_A_PAGE + 2)],
        "may_write": bool(rules_of_writing.may_write_copy(actor_for(request, channel="desk"), current.copy)),
        "text_href": href(request, "file", current.copy, name=name),
        "copy_href": href(request, "copy", current.copy),
    }
    return render(request, "services/desk/copies/table.html", shown)


def _titles(current: Written) -> Mapping[str, str]:
    """The facts a table asks, in words; nothing while the folder cannot be read."""
    folder = current.folder
    return {fact.code: str(fact.title) for fact in folder.definition.decision.facts} if folder else {}


def _initial(request: HttpRequest, current: Written, name: str) -> dict[str, object]:
    """The latest text, or an earlier one to be saved again; the edition is always the latest."""
    wanted = _number(request.GET.get("edition"))
    last = last_edition(current.copy, name)
    text = edition_of(current.copy, name, wanted or last)
    return {"body": text.body if text else "", "edition": last}


def _page_href(request: HttpRequest, current: Written, name: str) -> str:
    page = _number(request.GET.get("page"))
    return href(request, "table", current.copy, name=name) + (f"?page={page}" if page > 1 else "")


def _number(written: str | None) -> int:
    return int(written) if written and written.isdigit() and len(written) < 10 else 0
