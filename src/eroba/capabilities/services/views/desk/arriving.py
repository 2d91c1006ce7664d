"""At the desk: the national catalogue beside the town's services, archives that come in, and each version compared."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eroba.capabilities.services import actions
from eroba.capabilities.services.addresses import town_address
from eroba.capabilities.services.definition.archive import LARGEST_ARCHIVE_BYTES
from eroba.capabilities.services.definition.findings import DefinitionBroken, Finding
from eroba.capabilities.services.exchange import arrived as opened
from eroba.capabilities.services.forms.arriving import ArchiveForm, DeclineForm
from eroba.capabilities.services.lint import held_here, lint
from eroba.capabilities.services.models import ArrivedVersion
from eroba.capabilities.services.national import national_content
from eroba.capabilities.services.queries.arrivals import (
    Comparison,
    answered_arrivals,
    catalogue_here,
    comparison_of,
    open_arrivals,
)
from eroba.capabilities.services.simulate import simulate
from eroba.kernel.actions import NotAllowed
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.queries import actor_for

heads_only = role_required("head")


def exchange_address(request: HttpRequest, name: str, **named: object) -> str:
    """Give the address of a page of this part of the desk."""
    return town_address(request, f"services_exchange:{name}", **named)


@never_cache
@heads_only
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What has arrived, what the town offers beside the national catalogue, and what it could take over."""
    here = catalogue_here()
    shown = {
        "open": [(one, _href_of(request, one)) for one in open_arrivals()],
        "answered": [(one, _href_of(request, one)) for one in answered_arrivals()],
        "offered": [
            (one, exchange_address(request, "own-terms", code=one.service.code)) for one in here.offered
        ],
        "free": [(one, exchange_address(request, "take-over", code=one.code)) for one in here.not_taken_over],
        "archive_href": exchange_address(request, "archive"),
    }
    return render(request, "services/desk/exchange.html", shown)


@never_cache
@heads_only
@require_POST
def take_over(request: HttpRequest, code: str) -> HttpResponse:
    """Offer a service of the national catalogue in this town, and lead on to its amounts."""
    content = national_content(code)
    if content is None:
        raise NotFound(_("The national catalogue has no such service."))
    service = actions.take_over_service(actor_for(request), content=content)
    messages.success(request, _("“%(title)s” is offered now.") % {"title": service.title})
    return redirect(exchange_address(request, "own-terms", code=code))


@never_cache
@heads_only
@require_http_methods(["GET", "HEAD", "POST"])
def archive(request: HttpRequest) -> HttpResponse:
    """Take in an archive: checked, tested, and laid before the town like a version of the national catalogue."""
    form = ArchiveForm(request.POST or None, request.FILES or None)
    findings: list[Finding] = []
    if form.is_valid():
        written = form.cleaned_data["file"].read(LARGEST_ARCHIVE_BYTES + 1)
        arrived_now, findings = _taken_in(request, written)
        if arrived_now is not None:
            return redirect(_href_of(request, arrived_now))
    shown = {"form": form, "findings": findings, "back_href": exchange_address(request, "overview")}
    status = 422 if form.is_bound else 200
    return render(request, "services/desk/archive.html", shown, status=status)


@never_cache
@heads_only
@require_safe
def arrived(request: HttpRequest, arrived_id: UUID) -> HttpResponse:
    """Show what a version would change here, part by part, old and new side by side."""
    return _compared(request, comparison_of(arrived_id), DeclineForm())


@never_cache
@heads_only
@require_POST
def accept(request: HttpRequest, arrived_id: UUID) -> HttpResponse:
    """Take the version into force; what changed meanwhile is shown first."""
    found = comparison_of(arrived_id)
    try:
        service = actions.accept_version(
            actor_for(request), arrived=found.arrived, instead_of=request.POST.get("instead_of", "")
        )
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return _compared(request, comparison_of(arrived_id), DeclineForm(), status=refusal.status)
    said = _("“%(title)s” is in force in its new version. Running cases stay on theirs.")
    messages.success(request, said % {"title": service.title})
    return redirect(exchange_address(request, "overview"))


@never_cache
@heads_only
@require_POST
def decline(request: HttpRequest, arrived_id: UUID) -> HttpResponse:
    """Keep the town's own version, with the reason."""
    found, form = comparison_of(arrived_id), DeclineForm(request.POST)
    if not form.is_valid():
        return _compared(request, found, form, status=422)
    actions.decline_version(actor_for(request), arrived=found.arrived, reason=form.cleaned_data["reason"])
    messages.success(request, _("The town keeps its own version; the reason is kept."))
    return redirect(exchange_address(request, "overview"))


def _taken_in(request: HttpRequest, written: bytes) -> tuple[ArrivedVersion | None, list[Finding]]:
    """The version of an archive laid before the town, or what is wrong with it."""
    try:
        came = opened(written)
    except DefinitionBroken as broken:
        return None, list(broken.findings)
    findings = [
        one
        for one in lint(came.folder, held_here()) + simulate(came.folder, today())
        if one.severity == "error"
    ]
    if findings:
        return None, findings
    return actions.note_arrival(
        actor_for(request),
        content=came.folder.content,
        source=ArrivedVersion.Source.ARCHIVE,
        signed_by=came.archive.public_key,
    ), []


def _compared(request: HttpRequest, found: Comparison, form: DeclineForm, status: int = 200) -> HttpResponse:
    shown = {
        "found": found,
        "form": form,
        "accept_href": exchange_address(request, "accept", arrived_id=found.arrived.pk),
        "decline_href": exchange_address(request, "decline", arrived_id=found.arrived.pk),
        "back_href": exchange_address(request, "overview"),
    }
    return render(request, "services/desk/arrived.html", shown, status=status)


def _href_of(request: HttpRequest, one: ArrivedVersion) -> str:
    return exchange_address(request, "arrived", arrived_id=one.pk)
