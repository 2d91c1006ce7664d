"""One working copy: its files, its check, what it changes; publishing it, putting it aside, taking it along."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from eroba.capabilities.services import actions, rules_of_writing
from eroba.capabilities.services.definition.files import PARTS
from eroba.capabilities.services.definition.findings import DefinitionBroken
from eroba.capabilities.services.exchange import exported_files
from eroba.capabilities.services.finding_words import in_words
from eroba.capabilities.services.forms.copies import NewFileForm
from eroba.capabilities.services.queries.working import (
    Written,
    differences,
    last_edition,
    published_service,
)
from eroba.capabilities.services.report import report_of, verdict_on
from eroba.capabilities.services.views.desk.addresses import staff_only
from eroba.capabilities.services.views.desk.copies.listing import archive_response
from eroba.capabilities.services.views.desk.copies.opened import checked, file_href, href, linked, opened
from eroba.kernel.base.errors import Refusal
from eroba.kernel.people.queries import actor_for


@never_cache
@staff_only
@require_safe
def copy(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """The files of a working copy with what is wrong in them, and what can be done with it."""
    return _show(request, opened(copy_id))


@never_cache
@staff_only
@require_POST
def add_file(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """Add a file to the folder, empty at first."""
    current = opened(copy_id)
    form = NewFileForm(request.POST)
    if form.is_valid():
        name = form.cleaned_data["name"].strip()
        if name in current.texts:
            return HttpResponseRedirect(file_href(request, current.copy, name))
        try:
            last = last_edition(current.copy, name)
            by = actor_for(request, channel="desk")
            actions.save_text(by, copy=current.copy, name=name, body="", edition=last)
            return HttpResponseRedirect(href(request, "file", current.copy, name=name))
        except Refusal as refused:
            form.add_error("name", str(refused))
    return _show(request, current, form=form, status=422)


@never_cache
@staff_only
@require_safe
def check(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """Lint and simulate the copy and show the report."""
    current = opened(copy_id)
    service = published_service(current.copy.code)
    found = checked(current, service)
    town = request.municipality.name  # type: ignore[attr-defined]
    shown = {
        "copy": current.copy,
        "copy_href": href(request, "copy", current.copy),
        "report": report_of(found, town) if found else None,
        "found": linked(request, current, found.findings if found else list(current.broken)),
        "verdict": verdict_on(found.findings if found else list(current.broken)),
        "is_fine": bool(found and found.is_fine),
    }
    return render(request, "services/desk/copies/check.html", shown)


@never_cache
@staff_only
@require_safe
def difference(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """What the copy changes in the version in force, place by place."""
    current = opened(copy_id)
    service = published_service(current.copy.code)
    shown = {
        "copy": current.copy,
        "copy_href": href(request, "copy", current.copy),
        "service": service,
        "folder": current.folder,
        "changes": differences(current.folder, service) if current.folder else [],
        "found": linked(request, current, list(current.broken)),
    }
    return render(request, "services/desk/copies/difference.html", shown)


@never_cache
@staff_only
@require_POST
def publish(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """Publish the copy after looking at it once more; refused with the report when something must be mended."""
    current = opened(copy_id)
    found = checked(current, published_service(current.copy.code))
    if found is None or not found.is_fine:
        words = _("It cannot be published: mistakes must be mended first.")
        return _show(request, current, refusal=words, status=422)
    try:
        service = actions.publish_copy(
            actor_for(request, channel="desk"),
            copy=current.copy,
            check=found,
            fingerprint=request.POST.get("fingerprint", ""),
            writers=current.writers,
        )
    except Refusal as refused:
        return _show(request, opened(copy_id), refusal=str(refused), status=refused.status)
    said = {"title": service.title, "number": service.current.number}
    messages.success(request, _("“%(title)s” is published, version %(number)s.") % said)
    return HttpResponseRedirect(href(request, "list"))


@never_cache
@staff_only
@require_POST
def put_aside(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """Put the copy aside; it can be taken up again."""
    current = opened(copy_id)
    actions.put_copy_aside(actor_for(request, channel="desk"), copy=current.copy)
    return HttpResponseRedirect(href(request, "list"))


@never_cache
@staff_only
@require_POST
def take_up(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """Take up what was put aside."""
    current = opened(copy_id)
    actions.take_up_copy(actor_for(request, channel="desk"), copy=current.copy)
    return HttpResponseRedirect(href(request, "copy", current.copy))


@never_cache
@staff_only
@require_safe
def archive(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """Hand out the copy as one signed archive; only what can be read as a service can be signed."""
    current = opened(copy_id)
    try:
        name, packed = exported_files(current.files)
    except DefinitionBroken as broken:
        first = in_words(broken.findings[0])
        words = _("It cannot be handed out while it has mistakes: %(file)s: %(what)s.")
        said = words % {"file": first.file, "what": first.message}
        return _show(request, current, refusal=said, status=422)
    return archive_response(name, packed)


def _show(
    request: HttpRequest,
    current: Written,
    *,
    form: NewFileForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    by, one = actor_for(request, channel="desk"), current.copy
    wrong = {finding.file for finding in current.broken}
    listed = sorted({*current.texts, *(name for name in wrong if "." in name)}, key=_place)
    shown = {
        "copy": one,
        "files": [
            (name, current.texts.get(name), file_href(request, one, name), name in wrong) for name in listed
        ],
        "found": linked(request, current, list(current.broken)),
        "verdict": verdict_on(list(current.broken)) if current.broken else "",
        "refusal": refusal,
        "form_new": form or NewFileForm(auto_id="new_%s"),
        "fingerprint": current.fingerprint,
        "may_publish": rules_of_writing.may_publish_copy(by, one, current.writers),
        "may_write": bool(rules_of_writing.may_write_copy(by, one)),
        "is_aside": one.state == one.State.PUT_ASIDE,
        "hrefs": {
            name: href(request, name.replace("_", "-"), one)
            for name in (
                "add_file", "archive", "check", "difference", "letter", "preview", "publish", "put_aside", "take_up",
            )
        },
        "list_href": href(request, "list"),
    }  # fmt: skip
    return render(request, "services/desk/copies/copy.html", shown, status=status)


def _place(name: str) -> tuple[int, str]:
    """The three sheets first, then tables, letters and test applicants."""
    order = ["service.yaml", "form.yaml", "stages.yaml", *PARTS]
    head = name.partition("/")[0]
    return (order.index(head) if head in order else len(order), name)
