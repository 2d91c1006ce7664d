"""A list of staff comes in: read, compared, shown line by line, and applied only when somebody says so."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from eroba.kernel.actions import LevelTooLow
from eroba.kernel.base.errors import Refusal
from eroba.kernel.people.csv_files import csv_response, csv_text
from eroba.kernel.people.queries import actor_for
from eroba.kernel.people.staff import actions, forms
from eroba.kernel.people.staff.desk import href_of, keepers_only, name_of
from eroba.kernel.people.staff.planning import Change, Kind, plan_of
from eroba.kernel.people.staff.reading import COLUMNS, LARGEST_BYTES, StaffList, read_staff
from eroba.kernel.ui.components import Column, Mark, Row, Table

# A page that one can read, and a form that the server takes: of more lines the first are shown, and the file is parted.
MOST_SHOWN, MOST_APPLIED = 200, 5_000
SHAPES = {Kind.NEW: "good", Kind.ENDS: "attention", Kind.RENAMED: "progress", Kind.SAME: "quiet"}


@never_cache
@keepers_only
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file and show what it would change; nothing is changed here."""
    form = forms.UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        read = read_staff(form.cleaned_data["file"].read(LARGEST_BYTES + 1))
        return _bad_lines(request, read) if "bad" in request.POST else _shown(request, read)
    context = {"form": form, "back_href": href_of(request, "list"), "csv_href": href_of(request, "csv")}
    return render(request, "people/staff/upload.html", context, status=422 if form.errors else 200)


@never_cache
@keepers_only
@require_POST
def apply(request: HttpRequest) -> HttpResponse:
    """Do what was shown; when something changed meanwhile, show it again."""
    read = read_staff(request.POST.get("list", "").encode())
    try:
        count = actions.apply_staff_list(actor_for(request), read=read, mark=request.POST.get("mark", ""))
    except LevelTooLow:
        raise
    except Refusal as problem:
        messages.error(request, str(problem))
        return _shown(request, read, status=problem.status)
    words = ngettext("%(count)s post was changed.", "%(count)s posts were changed.", count)
    messages.success(request, words % {"count": count})
    return redirect(href_of(request, "list"))


def _bad_lines(request: HttpRequest, read: StaffList) -> HttpResponse:
    """The lines that something is wrong with, as a file to correct and send in again; the last column says what."""
    found: dict[int, tuple[tuple[str, ...], list[str]]] = {}
    for problem in plan_of(actor_for(request), read).problems:
        found.setdefault(problem.line, (problem.cells, []))[1].append(str(problem.words))
    rows = [(*cells, *[""] * (len(COLUMNS) - len(cells)), " ".join(words)) for cells, words in found.values()]
    return csv_response("staff-to-correct.csv", (*COLUMNS, _("what is wrong")), rows)


def _shown(request: HttpRequest, read: StaffList, status: int = 200) -> HttpResponse:
    plan = plan_of(actor_for(request), read)
    good = plan.good
    problems = [Row((one.line or "–", str(one.words))) for one in plan.problems[:MOST_SHOWN]]
    changes = [_row(change) for change in good[:MOST_SHOWN]]
    columns = (
        Column(_("Line"), numeric=True), Column(_("What")), Column(_("Name")), Column(_("E-mail")), Column(_("Unit")),
        Column(_("More")),
    )  # fmt: skip
    context = {
        "plan": plan,
        "problems": Table(
            _("What is wrong"), (Column(_("Line"), numeric=True), Column(_("Problem"))), problems
        ),
        "changes": Table(_("What the list changes"), columns, changes),
        "not_in_file": [f"{name_of(post)}, {post.get_role_display()}" for post in plan.not_in_file],
        "list": csv_text(COLUMNS, (change.line.cells for change in good))
        if len(good) <= MOST_APPLIED
        else "",
        "wrong_count": len({one.line for one in plan.problems}),
        "good_count": len(good),
        "most_shown": MOST_SHOWN,
        "most_applied": MOST_APPLIED,
        "is_cut": max(len(good), len(plan.problems)) > MOST_SHOWN,
        "apply_href": href_of(request, "apply"),
        "back_href": href_of(request, "upload"),
    }
    return render(request, "people/staff/plan.html", context, status=422 if plan.problems else status)


def _row(change: Change) -> Row:
    line = change.line
    what = Mark(str(change.kind.label), SHAPES[change.kind])
    return Row((line.line, what, line.name_ka, line.email, change.unit.name, str(change.detail)))
