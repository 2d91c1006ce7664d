"""Applying: begin, the list of topics, one topic a page, check the answers, send, receipt."""

import datetime as dt
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eroba.capabilities.services import actions, rules
from eroba.capabilities.services.actions.applying import AnswersMissing
from eroba.capabilities.services.addresses import town_address
from eroba.capabilities.services.form_engine.task_list import PageTask, task_list
from eroba.capabilities.services.models import Draft
from eroba.capabilities.services.prefilling import prefilled_for
from eroba.capabilities.services.queries.catalogue import OfferedService, service_by_code
from eroba.capabilities.services.queries.drafts import draft_by, latest_case_for, settlements_here
from eroba.capabilities.services.views.draft_pages import (
    OpenDraft,
    answer_pages,
    is_sent,
    set_aside_receipt,
    surroundings_of,
    to_receipt,
)
from eroba.kernel.actions import NotAllowed
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import Refusal
from eroba.kernel.people.doors import person_required
from eroba.kernel.people.models import Person
from eroba.kernel.people.ports import ConsentChoice, RegisterConsents
from eroba.kernel.people.queries import actor_for
from eroba.kernel.receipts.models import Receipt
from eroba.kernel.receipts.opening import open_now
from eroba.kernel.receipts.queries import became
from eroba.kernel.registry import use
from eroba.kernel.registry.ports import is_offered
from eroba.kernel.ui.components import Task

JUST_NOW = dt.timedelta(days=1)
STATUS_KINDS = {"done": "good", "started": "progress", "not-started": "quiet"}


@never_cache
@person_required
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, code: str) -> HttpResponse:
    """Where an application stands: begin it, go on with it, or hear why not now."""
    offered = service_by_code(code)
    draft = draft_by(actor_for(request), offered.service)
    aside = set_aside_receipt(draft)
    if draft and is_sent(draft) and not aside:
        return to_receipt(request, draft)
    if aside:
        return _begin(request, offered) if request.method == "POST" else _before(request, offered, aside)
    if request.method == "POST":
        return _renew(request, offered, draft) if draft else _begin(request, offered)
    if draft is None:
        return _before(request, offered)
    opened = OpenDraft.of(draft)
    tasks = task_list(
        opened.form, opened.answers, frozenset(draft.visited), surroundings_of(settlements_here())
    )
    shown = {
        "offered": offered,
        "said": offered.definition,
        "draft": draft,
        "is_outdated": _is_outdated(draft),
        "tasks": [_task(request, code, task) for task in tasks],
        "is_ready": all(task.is_done for task in tasks),
        "done_count": sum(task.is_done for task in tasks),
        "check_href": town_address(request, "services:check", code=code),
        "service_href": town_address(request, "services:service", code=code),
    }
    return render(request, "services/apply.html", shown)


@never_cache
@person_required
@require_safe
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Every answer once more, each with a way to change it, before anything is sent."""
    offered = service_by_code(code)
    draft = draft_by(actor_for(request), offered.service)
    if draft is None:
        # whoever sent it and never saw the answer opens this page anew
        return _already_sent(request, code, within=JUST_NOW)
    if is_sent(draft) or _is_outdated(draft):
        return HttpResponseRedirect(town_address(request, "services:apply", code=code))
    return _check_page(request, offered, draft)


@never_cache
@person_required
@require_POST
def send(request: HttpRequest, code: str) -> HttpResponse:
    """Send the application; a second click finds the case the first one made, or its receipt.

    Once it is accepted its case is opened at once, unless others are being opened; then the receipt leads on to it.
    """
    offered, by = service_by_code(code), actor_for(request)
    draft = draft_by(by, offered.service)
    if draft is None:
        return _already_sent(request, code)
    if is_sent(draft):
        return to_receipt(request, draft)
    try:
        receipt = open_now(actions.accept_once(by, draft))
    except AnswersMissing as missing:
        return _check_page(request, offered, draft, problem=str(missing.message), wrong=missing.pages)
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
        return HttpResponseRedirect(town_address(request, "services:apply", code=code))
    if not receipt.is_opened:
        return HttpResponseRedirect(town_address(request, "receipts:show", key=receipt.pk))
    return HttpResponseRedirect(town_address(request, "services:received", number=became(receipt).number))


@never_cache
@person_required
@require_POST
def discard(request: HttpRequest, code: str) -> HttpResponse:
    """Throw the draft away."""
    offered, by = service_by_code(code), actor_for(request)
    draft = draft_by(by, offered.service)
    if draft is not None:
        actions.discard_draft(by, draft=draft)
    return HttpResponseRedirect(town_address(request, "services:service", code=code))


def _before(request: HttpRequest, offered: OfferedService, aside: Receipt | None = None) -> HttpResponse:
    shown = {
        "aside": aside,
        "receipt_href": town_address(request, "receipts:show", key=aside.pk) if aside else "",
        "offered": offered,
        "said": offered.definition,
        "service_href": town_address(request, "services:service", code=offered.service.code),
        "consents": _consents(request, offered),
        "here": request.get_full_path(),
    }
    return render(request, "services/before.html", shown)


def _consents(request: HttpRequest, offered: OfferedService) -> Sequence[ConsentChoice]:
    """What the person decides before private registers are asked; nothing for registers of the state."""
    person = Person.objects.filter(pk=actor_for(request).person_id).first()
    if person is None or not is_offered(RegisterConsents):
        return ()
    asked = [one.code for one in offered.definition.registers]
    return use(RegisterConsents).choices(person, asked)  # type: ignore[type-abstract]


def _begin(request: HttpRequest, offered: OfferedService) -> HttpResponse:
    by = actor_for(request)
    verdict = rules.may_start_draft(by, offered.service)
    if offered.service.is_enabled and not verdict:
        raise NotAllowed(verdict)
    if offered.service.is_enabled:
        known = prefilled_for(by, Person.objects.get(pk=by.person_id), offered.definition)
        actions.start_draft(by, service=offered.service, answers=known.answers, sources=known.sources)
        if known.silent:
            messages.info(
                request,
                _("A register does not answer at the moment, so please type what we could not fetch."),
            )
    return HttpResponseRedirect(town_address(request, "services:apply", code=offered.service.code))


def _renew(request: HttpRequest, offered: OfferedService, draft: Draft) -> HttpResponse:
    if "renew" in request.POST:
        actions.renew_draft(actor_for(request), draft=draft)
    return HttpResponseRedirect(town_address(request, "services:apply", code=offered.service.code))


def _is_outdated(draft: Draft) -> bool:
    return draft.is_expired or draft.version_id != draft.service.current_id


def _task(request: HttpRequest, code: str, task: PageTask) -> Task:
    return Task(
        title=str(task.page.title),
        href=town_address(request, "services:page", code=code, page=task.page.code),
        status=str(task.status.words),
        kind=STATUS_KINDS[task.status.value],
    )


def _check_page(
    request: HttpRequest,
    offered: OfferedService,
    draft: Draft,
    problem: str = "",
    wrong: list[str] | None = None,
) -> HttpResponse:
    code = offered.service.code
    opened = OpenDraft.of(draft)
    shown = {
        "said": offered.definition,
        "pages": answer_pages(
            opened,
            settlements_here(),
            lambda page: f"{town_address(request, 'services:page', code=code, page=page)}?back=check",
        ),
        "problem": problem,
        "wrong_pages": [
            (opened.page_title(page), town_address(request, "services:page", code=code, page=page))
            for page in wrong or []
        ],
        "send_href": town_address(request, "services:send", code=code),
        "apply_href": town_address(request, "services:apply", code=code),
        "is_open": offered.service.is_enabled,
    }
    return render(request, "services/check.html", shown, status=422 if problem else 200)


def _already_sent(request: HttpRequest, code: str, within: dt.timedelta | None = None) -> HttpResponse:
    """Lead to what somebody sent last for a service, if it was not too long ago; else to its beginning."""
    by, service = actor_for(request), service_by_code(code).service
    sent = latest_case_for(by.person_id, service) if by.reaches(service=code) else None
    if sent is None or (within and sent.received_at < now() - within):
        return HttpResponseRedirect(town_address(request, "services:apply", code=code))
    return HttpResponseRedirect(town_address(request, "services:received", number=sent.matter.number))
