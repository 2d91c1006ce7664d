"""The archive at the desk: what is due, what is held back, and the lists of what two officials have destroyed."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eroba.capabilities.services import actions, rules_archive
from eroba.capabilities.services.forms.archive import HoldForm
from eroba.capabilities.services.models import ArchivedCase, DestructionList
from eroba.capabilities.services.published import definition_for
from eroba.capabilities.services.queries import archive as queries
from eroba.capabilities.services.views.desk.addresses import desk_address, staff_only
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.people.queries import actor_for
from eroba.kernel.ui.sheets import Sheet, SheetCell, sheet_response

Line = tuple[ArchivedCase, str, str]
"""What stands on a list, the address of its page, and how it ended, in words."""


@never_cache
@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def archive(request: HttpRequest) -> HttpResponse:
    """Show what need not be kept any longer, and put all of it on a list somebody else confirms."""
    due = list(queries.due_now()[: queries.MOST_SHOWN])
    if request.method == "POST":
        made = actions.list_destruction(actor_for(request), lines=due)
        messages.success(request, _("The list is there. Somebody else, a head of unit, confirms it."))
        if made.lines.count() < len(due):
            messages.info(
                request, _("A colleague was quicker with some of it: that is on another list already.")
            )
        return HttpResponseRedirect(desk_address(request, "destruction", key=made.pk))
    lists = [(one, desk_address(request, "destruction", key=one.pk)) for one in queries.destruction_lists()]
    shown = {
        "due": _lines(request, due),
        "next": None if due else queries.next_due(),
        "held": _lines(request, queries.held_back()[: queries.MOST_SHOWN]),
        "lists": lists,
    }
    return render(request, "services/desk/archive_of_cases.html", shown)


@never_cache
@staff_only
@require_safe
def destruction(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a destruction list, to be read, printed, confirmed or dropped."""
    by, found = actor_for(request), _list(key)
    verdict = rules_archive.may_confirm_destruction(by, found)
    pages = ("destruction-csv", "destruction-xlsx", "confirm-destruction", "drop-destruction")
    links = {name.replace("-", "_"): desk_address(request, name, key=key) for name in pages}
    shown = {
        "list": found,
        "lines": _lines(request, queries.lines_of(found)),
        "may_confirm": bool(verdict),
        "why_not": "" if verdict or not found.is_open else verdict.because,
        "may_drop": bool(rules_archive.may_drop_destruction(by, found)),
        "links": links | {"archive": desk_address(request, "archive")},
    }
    return render(request, "services/desk/destruction.html", shown)


@never_cache
@staff_only
@require_safe
def destruction_file(request: HttpRequest, key: UUID, kind: str) -> HttpResponse:
    """Hand the list out as a file: numbers, services, outcomes, dates and the law; nobody's name."""
    found = _list(key)
    heads = (
        _("Number"),
        _("Service"),
        _("Outcome"),
        _("Received on"),
        _("Ended on"),
        _("Kept until"),
        _("Legal basis"),
        _("Destroyed on"),
    )
    rows = [_row(one) for one in queries.lines_of(found)]
    sheet = Sheet(title=_("Destruction list"), heads=list(heads), rows=rows)
    return sheet_response(sheet, kind, f"destruction-list-{found.proposed_at:%Y-%m-%d}")


@never_cache
@staff_only
@require_POST
def confirm(request: HttpRequest, key: UUID) -> HttpResponse:
    """Destroy the content of everything on a list."""
    numbers = actions.confirm_destruction(actor_for(request), destruction=_list(key))
    messages.success(request, _("Content destroyed, applications: %(n)d.") % {"n": len(numbers)})
    return HttpResponseRedirect(desk_address(request, "destruction", key=key))


@never_cache
@staff_only
@require_POST
def drop(request: HttpRequest, key: UUID) -> HttpResponse:
    """Drop a list; what stood on it stays."""
    actions.drop_destruction(actor_for(request), destruction=_list(key))
    messages.success(request, _("The list is dropped. Nothing was destroyed."))
    return HttpResponseRedirect(desk_address(request, "archive"))


@never_cache
@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def keeping(request: HttpRequest, number: str) -> HttpResponse:
    """Show until when an application is kept and on which law; hold it back, or let it go."""
    by, archived = actor_for(request), queries.archived_with(number)
    if archived is None:
        raise NotFound(_("This application is not in the archive."))
    form = HoldForm(request.POST if "because" in request.POST else None)
    if request.method == "POST" and _held_or_let_go(request, archived, form):
        return HttpResponseRedirect(desk_address(request, "keeping", number=number))
    archived.case.locked_key = archived.locked_key  # type: ignore[attr-defined]
    shown = {
        "archived": archived,
        "case": archived.case,
        "ended_as": _ended_as(archived),
        "why_held": archived.case.opened(archived.held_locked) or "",
        "may_hold": bool(rules_archive.may_hold_back(by, archived)),
        "may_let_go": bool(rules_archive.may_let_go(by, archived)),
        "form": form,
        "case_href": desk_address(request, "case", number=number),
        "archive_href": desk_address(request, "archive"),
    }
    return render(request, "services/desk/keeping.html", shown, status=422 if form.errors else 200)


def _held_or_let_go(request: HttpRequest, archived: ArchivedCase, form: HoldForm) -> bool:
    by = actor_for(request)
    if not form.is_bound:
        actions.let_go(by, archived=archived)
        messages.success(request, _("Nothing holds it back any more."))
        return True
    if not form.is_valid():
        return False
    try:
        actions.hold_back(by, archived=archived, because=form.cleaned_data["because"])
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return False
    messages.success(
        request, _("It is held back: nothing of it is destroyed until a head of unit lets it go.")
    )
    return True


def _list(key: UUID) -> DestructionList:
    found = queries.destruction_list(key)
    if found is None:
        raise NotFound(_("There is no such list here."))
    return found


def _lines(request: HttpRequest, lines: Iterable[ArchivedCase]) -> list[Line]:
    return [
        (one, desk_address(request, "keeping", number=one.case.matter.number), _ended_as(one))
        for one in lines
    ]


def _row(one: ArchivedCase) -> list[SheetCell]:
    case = one.case
    cells: list[SheetCell] = [case.matter.number, case.service.title, _ended_as(one)]
    cells += [case.received_at.date(), one.ended_on, one.keep_until, one.basis]
    return [*cells, one.destroyed_at.date() if one.destroyed_at else None]


def _ended_as(archived: ArchivedCase) -> str:
    if archived.case.merged_into_id:
        return _("merged into another")
    outcome = definition_for(archived.case).flow.outcome(archived.case.outcome)
    return str(outcome.title) if outcome else "–"
