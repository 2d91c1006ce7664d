"""The desk: the file of a register is delivered, with what is wrong in which line, and how old the one in use is."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from eroba.capabilities.registers import actions
from eroba.capabilities.registers.actions import Delivered
from eroba.capabilities.registers.connections import way_to
from eroba.capabilities.registers.copy_reading import MOST_BYTES, NUMBER, read_copy
from eroba.capabilities.registers.desk_words import copies_table, problems_table
from eroba.capabilities.registers.dropped_files import folder_here
from eroba.capabilities.registers.known_registers import KnownRegister, known_registers
from eroba.capabilities.registers.look_forms import CopyForm
from eroba.capabilities.registers.models import RegisterCopy
from eroba.capabilities.registers.queries.copies import copies_of, current_copy
from eroba.capabilities.registers.rules import DELIVERING
from eroba.capabilities.registers.views.desk_registers import about
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.queries import actor_for
from eroba.kernel.ui.dates import in_words


@never_cache
@role_required(*DELIVERING)
@require_http_methods(["GET", "HEAD", "POST"])
def deliver(request: HttpRequest) -> HttpResponse:
    """Takes a file whole or not at all; a wrong one is shown line by line and the last good one stays in use."""
    known = _known(request)
    form = CopyForm(request.POST or None, request.FILES or None)
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            copy = _taken(request, known, form)
        except Refusal as problem:
            form.add_error(None, str(problem))
        else:
            if copy.state == RegisterCopy.State.CURRENT:
                taken = ngettext(
                    "The file is in use: %(count)s line.",
                    "The file is in use: %(count)s lines.",
                    copy.row_count,
                )
                messages.success(request, taken % {"count": copy.row_count})
                return redirect(about(request, "register", known.code))
            refused = copy
    current = current_copy(known.code)
    shown = {
        "title": known.title,
        "form": form,
        "refused": refused,
        "problems": problems_table(refused.problems) if refused else None,
        "age": _age(current),
        "copies": copies_table(copies_of(known.code)),
        "columns": ", ".join(
            [NUMBER, *(name for name, own in known.own_fields.items() if not own.is_hidden)]
        ),
        "folder": f"{folder_here().name}/{known.code}.csv",
        "back_href": about(request, "register", known.code),
    }
    status = 422 if form.errors or refused else 200
    return render(request, "registers/desk/deliver.html", shown, status=status)


def _taken(request: HttpRequest, known: KnownRegister, form: CopyForm) -> RegisterCopy:
    file = form.cleaned_data["file"]
    content = file.read(MOST_BYTES + 1)
    return actions.take_copy(
        actor_for(request),
        register=known.code,
        delivered=Delivered.of(file.name or "", content, form.cleaned_data["as_of"]),
        read=read_copy(content, known.own_fields),
    )


def _age(copy: RegisterCopy | None) -> str:
    if copy is None:
        return _("No file has been delivered yet.")
    said = _("In use: a file of %(day)s with %(count)s lines.")
    return said % {"day": in_words(copy.as_of), "count": copy.row_count}


def _known(request: HttpRequest) -> KnownRegister:
    known = known_registers().get(request.GET.get("register", ""))
    way = way_to(known) if known else None
    if known is None or way is None or way.row is None or way.row.connector != "csv":
        raise NotFound(_("This register does not come as a file."))
    return known
