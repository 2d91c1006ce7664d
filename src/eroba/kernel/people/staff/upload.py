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
from eroba.kernel.people.csv_files import csv_text
from eroba.kernel.people.queries import actor_for
from eroba.kernel.people.staff import actions, forms
from eroba.kernel.people.staff.desk import href_of, keepers_only, name_of
from eroba.kernel.people.staff.planning import Change, Kind, plan_of
from eroba.kernel.people.staff.reading import COLUMNS, LARGEST_BYTES, StaffList, read_staff
from eroba.kernel.ui.components import Column, Mark, Row, Table

SHAPES = {Kind.NEW: "good", Kind.ENDS: "attention", Kind.RENAMED: "progress", Kind.SAME: "quiet"}


@never_cache
@keepers_only
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file and show what it would change; nothing is changed here."""
    form = forms.UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _shown(request, read_staff(form.cleaned_data["file"].read(LARGEST_BYTES + 1)))
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


def _shown(request: HttpRequest, read: StaffList, status: int = 200) -> HttpResponse:
    plan = plan_of(actor_for(request), read)
    problems = [Row((one.line or "–", str(one.words))) for one in plan.problems]
    changes = [_row(change) for change in plan.changes]
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
        "list": csv_text(COLUMNS, ([getattr(line, name) for name in COLUMNS] for line in read.lines)),
        "apply_href": href_of(request, "apply"),
        "back_href": href_of(request, "upload"),
    }
    return render(request, "people/staff/plan.html", context, status=422 if plan.problems else status)


def _row(change: Change) -> Row:
    line = change.line
    what = Mark(str(change.kind.label), SHAPES[change.kind])
    return Row((line.line, what, line.name_ka, line.email, change.unit.name, str(change.detail)))
