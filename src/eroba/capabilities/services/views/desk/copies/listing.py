"""The services of the town at the desk, and the beginning of a working copy: of one, like one, or from an archive."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eroba.capabilities.services import actions, rules
from eroba.capabilities.services.beginnings import files_of_service, under_code
from eroba.capabilities.services.definition.archive import LARGEST_ARCHIVE_BYTES
from eroba.capabilities.services.definition.findings import DefinitionBroken
from eroba.capabilities.services.exchange import arrived, exported_version
from eroba.capabilities.services.finding_words import in_words
from eroba.capabilities.services.forms.copies import ArchiveForm, CodeForm
from eroba.capabilities.services.models import Service
from eroba.capabilities.services.queries.working import (
    published_service,
    services_to_write,
    working_copies,
)
from eroba.capabilities.services.views.desk.addresses import staff_only
from eroba.capabilities.services.views.desk.copies.opened import href
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.people.queries import actor_for


@never_cache
@staff_only
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every service with its version, and what is being written."""
    return _show(request)


@never_cache
@staff_only
@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Begin to write on a service of the town, or come back to the copy that is open."""
    service = _service(code)
    copy = actions.begin_copy(
        actor_for(request, channel="desk"),
        code=code,
        titles={"ka": service.title_ka, "en": service.title_en},
        files=files_of_service(service),
        begun_from=service.current,
    )
    return HttpResponseRedirect(href(request, "copy", copy))


@never_cache
@staff_only
@require_POST
def begin_like(request: HttpRequest) -> HttpResponse:
    """Begin a new service as a copy of another one."""
    form = CodeForm(request.POST, services=_choices(services_to_write()))
    if form.is_valid():
        like, code = _service(form.cleaned_data["like"]), form.cleaned_data["code"]
        if published_service(code) is not None:
            form.add_error("code", _("The town has a service of this code. Choose another one."))
        else:
            try:
                copy = actions.begin_copy(
                    actor_for(request, channel="desk"),
                    code=code,
                    titles={"ka": like.title_ka, "en": like.title_en},
                    files=under_code(files_of_service(like), code),
                )
                return HttpResponseRedirect(href(request, "copy", copy))
            except Refusal as refused:
                form.add_error("code", str(refused))
    return _show(request, like=form, status=422)


@never_cache
@staff_only
@require_POST
def begin_from_archive(request: HttpRequest) -> HttpResponse:
    """Begin a working copy from an archive; it is opened with the same care as by the command."""
    form = ArchiveForm(request.POST, request.FILES)
    if form.is_valid():
        body = form.cleaned_data["archive"].read(LARGEST_ARCHIVE_BYTES + 1)
        try:
            came = arrived(body, signed_by=form.cleaned_data["signed_by"].strip())
        except DefinitionBroken as broken:
            for finding in broken.findings[:10]:
                told = in_words(finding)
                form.add_error("archive", f"{told.file}: {told.message}")
        else:
            said = came.folder.definition
            service = published_service(said.code)
            copy = actions.begin_copy(
                actor_for(request, channel="desk"),
                code=said.code,
                titles={"ka": said.title.in_language("ka"), "en": said.title.in_language("en")},
                files=came.archive.files,
                begun_from=service.current if service else None,
            )
            return HttpResponseRedirect(href(request, "copy", copy))
    return _show(request, archive=form, status=422)


@never_cache
@staff_only
@require_safe
def download(request: HttpRequest, code: str) -> HttpResponse:
    """Hand out a published service as one signed archive."""
    name, archive = exported_version(_service(code))
    return archive_response(name, archive)


@never_cache
@staff_only
@require_http_methods(["POST"])
def switch(request: HttpRequest, code: str, to: str) -> HttpResponse:
    """Open a service to new applications, or close it; drafts and running cases are kept."""
    act = {"open": actions.open_service, "close": actions.close_service}.get(to)
    if act is None:
        raise NotFound(_("There is no such act."))
    act(actor_for(request, channel="desk"), service=_service(code))
    return HttpResponseRedirect(href(request, "list"))


def archive_response(name: str, archive: bytes) -> HttpResponse:
    """Hand out an archive under the service's code."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.zip"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(archive, content_type="application/zip", headers=headers)


def _show(
    request: HttpRequest,
    *,
    like: CodeForm | None = None,
    archive: ArchiveForm | None = None,
    status: int = 200,
) -> HttpResponse:
    by, services, copies = actor_for(request, channel="desk"), services_to_write(), working_copies()
    being_written = {copy.code for copy in copies if copy.is_open}
    shown: dict[str, Any] = {
        "services": [
            {
                "service": service,
                "is_written": service.code in being_written,
                "begin_href": href(request, "begin", code=service.code),
                "download_href": href(request, "download", code=service.code),
                "switch_href": href(
                    request, "switch", code=service.code, to="close" if service.is_enabled else "open"
                ),
            }
            for service in services
        ],
        "copies": [(copy, href(request, "copy", copy)) for copy in copies],
        "may_switch": bool(rules.may_publish_service(by)),
        "form_like": like or CodeForm(services=_choices(services), auto_id="like_%s"),
        "form_archive": archive or ArchiveForm(auto_id="archive_%s"),
        "like_href": href(request, "begin-like"),
        "archive_href": href(request, "begin-from-archive"),
    }
    return render(request, "services/desk/copies/list.html", shown, status=status)


def _choices(services: list[Service]) -> list[tuple[str, str]]:
    return [(service.code, service.title) for service in services]


def _service(code: str) -> Service:
    service = published_service(code)
    if service is None:
        raise NotFound(_("This municipality offers no such service."))
    return service
