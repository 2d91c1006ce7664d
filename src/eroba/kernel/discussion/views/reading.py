"""The page of a discussion: comments in an order, the form to write, and what stands in its place."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from eroba.kernel.actions import Actor, NotAllowed, Verdict
from eroba.kernel.base.errors import NotFound
from eroba.kernel.discussion import rules
from eroba.kernel.discussion.forms import CommentForm
from eroba.kernel.discussion.models import Comment, Discussion
from eroba.kernel.discussion.queries import (
    NEWEST,
    ORDERS,
    comment_with,
    discussion_numbered,
    page_of,
    public_name_of,
    top_comments,
    with_replies,
)
from eroba.kernel.people.queries import actor_for
from eroba.kernel.ui.components import Crumb, MenuLink

PER_PAGE = 30


def href_of(request: HttpRequest, route: str, **named: Any) -> str:
    """An address of this room in the town of the request."""
    town = request.municipality.slug  # type: ignore[attr-defined]
    return reverse(f"discussion:{route}", kwargs={"municipality": town, **named})


def require(verdict: Verdict) -> None:
    """Goes on when a rule says yes; else the person reads why not."""
    if not verdict:
        raise NotAllowed(verdict)


def found_or_refuse(request: HttpRequest, number: str) -> Discussion:
    """The discussion of the matter with this number. Raises NotFound, also when the matter is no longer public."""
    found = discussion_numbered(number)
    if found is None or not rules.may_read(actor_for(request), found):
        raise NotFound(_("There is no discussion of %(number)s here.") % {"number": number})
    return found


def comment_or_refuse(request: HttpRequest, key: UUID) -> Comment:
    """The comment with this key. Raises NotFound; one that waits is there for its author and moderators only."""
    found, by = comment_with(key), actor_for(request)
    if found is None or not rules.may_read(by, found.discussion):
        raise NotFound(_("There is no such comment here."))
    is_own = by.is_signed_in and found.account_id == by.account_id
    if found.state == Comment.State.WAITING and not (is_own or rules.may_moderate(by)):
        raise NotFound(_("There is no such comment here."))
    return found


def crumbs_to(request: HttpRequest, discussion: Discussion) -> list[Crumb]:
    """The way to a discussion: the town, the thread of its matter."""
    town, number = request.municipality, discussion.matter.number  # type: ignore[attr-defined]
    named = {"municipality": town.slug, "number": number}
    thread = reverse("matters:thread", kwargs=named)
    home = thread.removesuffix(f"thread/{number}/")
    return [Crumb(town.name, home), Crumb(discussion.matter.title, thread), Crumb(_("Discussion"))]


@never_cache
@require_safe
def discussion(request: HttpRequest, number: str) -> HttpResponse:
    """Read a discussion, and write when one may."""
    found = found_or_refuse(request, number)
    return discussion_page(request, found, CommentForm())


def discussion_page(request: HttpRequest, found: Discussion, form: CommentForm) -> HttpResponse:
    """The page itself, with what was typed when it was not accepted."""
    by = actor_for(request)
    order = request.GET.get("order", NEWEST)
    comments = page_of(top_comments(found, by, order=order), by)
    page = Paginator(comments, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "discussion": found,
        "matter": found.matter,
        "comments": with_replies(page.object_list, by),
        "page": page,
        "orders": _orders(order) if page.paginator.count > 1 else (),
        "form": form,
        "crumbs": crumbs_to(request, found),
        "feed_href": href_of(request, "feed", number=found.matter.number),
        "write_href": href_of(request, "write", number=found.matter.number),
        "name_href": href_of(request, "name"),
        "desk_href": href_of(request, "queue") if rules.may_moderate(by) else "",
        **_who_writes(by, found),
    }
    return render(request, "discussion/discussion.html", context)


def _orders(chosen: str) -> list[MenuLink]:
    words = {"newest": _("newest first"), "oldest": _("oldest first"), "agreed": _("most agreed first")}
    present = chosen if chosen in ORDERS else NEWEST
    return [MenuLink(words[name], f"?order={name}", name == present) for name in ORDERS]


def _who_writes(by: Actor, found: Discussion) -> dict[str, Any]:
    verdict = rules.may_write(by, found)
    return {
        "is_signed_in": by.is_signed_in,
        "is_open": found.is_open(),
        "may_write": bool(verdict),
        "why_not": "" if verdict else verdict.because,
        "public_name": public_name_of(by),
    }
