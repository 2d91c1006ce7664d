"""Entering a paper sheet at the desk, line by line; what is right is kept even when another line is not."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from eroba.capabilities.petitions import actions, pages, rules
from eroba.capabilities.petitions.actions.paper import LineDraft
from eroba.capabilities.petitions.desk_forms import SheetForm
from eroba.capabilities.petitions.models import Sheet, SheetLine
from eroba.capabilities.petitions.models.paper import LINES
from eroba.capabilities.petitions.queries import lines_of
from eroba.kernel.base.errors import BadInput, NotFound, Refusal
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.numbers import read_birth_date, read_personal_number
from eroba.kernel.people.queries import actor_for


@never_cache
@role_required(*rules.ENTER_SHEETS)
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, number: str, sheet: int) -> HttpResponse:
    """Enter lines of a sheet, and close it when all are in."""
    by, found = actor_for(request), _found(number, sheet)
    form = SheetForm(request.POST or None)
    if request.method == "POST":
        pages.require(rules.may_enter_sheet(by, found))
        try:
            drafts = _drafts(form) if form.is_valid() else []
            if not form.errors:
                if drafts:
                    actions.enter_lines(by, sheet=found, lines=drafts)
                if "close" in request.POST:
                    actions.close_sheet(by, sheet=found)
                messages.success(request, _("The sheet was kept."))
                return redirect(request.get_full_path())
        except Refusal as problem:
            form.add_error(None, str(problem))
    return _page(request, found, form)


def _found(number: str, sheet: int) -> Sheet:
    rows = Sheet.objects.select_related("petition__matter").filter(petition__matter__number=number)
    found = rows.filter(number=sheet).first()
    if found is None:
        raise NotFound(_("There is no such sheet."))
    return found


def _drafts(form: SheetForm) -> list[LineDraft]:
    """The lines with something in them; each fault is said at its field, and nothing typed is lost."""
    drafts, typed = [], form.cleaned_data
    for place in range(1, LINES + 1):
        number, family = typed.get(f"number_{place}", ""), typed.get(f"family_{place}", "").strip()
        born, problem = typed.get(f"born_{place}"), typed.get(f"problem_{place}", "")
        if problem:
            drafts.append(LineDraft(place, problem=problem))
        elif number or family or born:
            draft = _read(form, place, {"number": number, "family": family, "born": born})
            drafts += [draft] if draft else []
    return drafts


def _read(form: SheetForm, place: int, said: Any) -> LineDraft | None:
    try:
        number = read_personal_number(said["number"])
    except BadInput as wrong:
        form.add_error(f"number_{place}", str(wrong))
        return None
    if not said["family"]:
        form.add_error(f"family_{place}", _("Fill this in"))
    if said["born"] is None:
        form.add_error(f"born_{place}", _("Enter the date"))
        return None
    try:
        return LineDraft(place, number, said["family"], read_birth_date(said["born"]))
    except BadInput as wrong:
        form.add_error(f"born_{place}", str(wrong))
        return None


def _page(request: HttpRequest, found: Sheet, form: SheetForm) -> HttpResponse:
    lines = lines_of(found)
    rows = [
        {
            "place": place,
            "fields": [form[f"{name}_{place}"] for name in ("number", "family", "born", "problem")],
            "said": _said(lines.get(place)),
            "is_wrong": any(form[f"{name}_{place}"].errors for name in ("number", "family", "born")),
        }
        for place in range(1, LINES + 1)
    ]
    context = {
        "sheet": found,
        "petition": found.petition,
        "form": form,
        "rows": rows,
        "has_lines": bool(lines),
        "back_href": pages.href_of(request, "desk_detail", number=found.petition.matter.number),
    }
    return render(request, "petitions/sheet.html", context, status=422 if form.errors else 200)


def _said(line: SheetLine | None) -> str:
    if line is None:
        return ""
    if line.same_as:
        return _("the same person as on sheet and line %(where)s") % {"where": line.same_as}
    return str(line.get_problem_display()) if line.problem else _("entered")
