"""The inbox on My page: what all towns wrote to the signed-in person."""

from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from eroba.kernel.actions import Actor
from eroba.kernel.notify.actions import mark_read
from eroba.kernel.notify.models import Notice
from eroba.kernel.notify.queries.inbox import notice_for, notices_for, unread_here
from eroba.kernel.people.doors import sign_in_required
from eroba.kernel.people.queries import actor_here
from eroba.kernel.registry import Card
from eroba.kernel.tenancy.scope import scope

PER_PAGE = 20


@never_cache
@require_safe
@sign_in_required
def inbox(request: HttpRequest) -> HttpResponse:
    """All notices, newest first."""
    notices = notices_for(request.user)
    surroundings = {
        "page": Paginator(notices, PER_PAGE).get_page(request.GET.get("page")),
        "unread": sum(notice.read_at is None for notice in notices),
    }
    return render(request, "notify/inbox.html", surroundings)


@never_cache
@require_safe
@sign_in_required
def notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """One notice; opening it marks it as read."""
    found = notice_for(request.user, notice_id)
    if found.read_at is None:
        _mark_read(request, found)
    return render(request, "notify/notice.html", {"notice": found})


@never_cache
@require_POST
@sign_in_required
def read_all(request: HttpRequest) -> HttpResponse:
    """Marks every notice as read."""
    for unread in notices_for(request.user):
        if unread.read_at is None:
            _mark_read(request, unread)
    return redirect("notices:inbox")


def unread_card(actor: Actor) -> list[Card]:
    """What stands on My page while the town worked for now has written something that was not opened yet."""
    count = unread_here(actor)
    if not count:
        return []
    words = ngettext("%(count)s new message", "%(count)s new messages", count) % {"count": count}
    address = reverse("notices:inbox", urlconf=settings.ROOT_URLCONF)
    return [Card(title=words, address=address, status=_("Not read yet"), status_kind="attention")]


def _mark_read(request: HttpRequest, unread: Notice) -> None:
    with scope(unread.municipality):
        mark_read(actor_here(request), notice=unread)
