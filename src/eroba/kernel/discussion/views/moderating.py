"""The moderators' desk: the queue, one comment with what can be done, and opening a discussion."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import TBILISI
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.discussion import actions, rules
from eroba.kernel.discussion.forms import DecideForm, HideForm, OpenForm
from eroba.kernel.discussion.models import Comment, Discussion
from eroba.kernel.discussion.queries import comments_to_moderate, discussion_on, hiding_of
from eroba.kernel.discussion.text import shown
from eroba.kernel.discussion.views.reading import comment_or_refuse, href_of, require
from eroba.kernel.matters.queries import matter_by_number
from eroba.kernel.people.queries import actor_for
from eroba.kernel.ui.components import Column, Row, Table
from eroba.kernel.ui.dates import moment_in_words

MOST_ROWS = 200
GET_AND_POST = require_http_methods(["GET", "POST"])
#: Acts that need no words.
PLAIN_ACTS: dict[str, Callable[..., Any]] = {
    "publish": actions.publish_comment,
    "keep": actions.keep_comment,
    "restore": actions.restore_comment,
}


@never_cache
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for a moderator, oldest first; j and k walk, Enter opens."""
    require(rules.may_moderate(actor_for(request)))
    rows = [
        Row(
            (
                Truncator(comment.text).chars(80),
                comment.name,
                _why_here(comment),
                comment.number,
                moment_in_words(comment.written_at),
            ),
            href_of(request, "moderate", comment_id=comment.pk),
        )
        for comment in comments_to_moderate()[:MOST_ROWS]
    ]
    columns = tuple(
        Column(title) for title in (_("Comment"), _("Author"), _("Why"), _("Matter"), _("Written"))
    )
    table = Table(_("Comments to look at"), columns, rows, keyboard=True, caption_hidden=True)
    return render(request, "discussion/queue.html", {"table": table, "has_rows": bool(rows)})


@never_cache
@GET_AND_POST
def moderate(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """One comment on one page: what it says, what others say about it, and what can be done."""
    by = actor_for(request)
    require(rules.may_moderate(by))
    comment = comment_or_refuse(request, comment_id)
    act = request.POST.get("act", "")
    hide = HideForm(request.POST if act == "hide" else None, prefix="hide")
    decide = DecideForm(request.POST if act == "decide" else None, prefix="decide")
    if request.method == "POST" and _performed(by, comment, act, hide, decide):
        # Back to the queue: the next one is on top.
        return redirect(href_of(request, "queue"))
    hiding = hiding_of(comment)
    context = {
        "comment": comment,
        "html": shown(comment.text),
        "state": comment.get_state_display(),
        "reports": comment.reports.order_by("at"),
        "hidings": comment.hidings.all(),
        "hide_form": hide if comment.state in (Comment.State.SHOWN, Comment.State.WAITING) else None,
        "decide_form": decide if hiding and rules.may_decide_appeal(by, hiding) else None,
        "failed_form": next((form for form in (hide, decide) if form.is_bound), None),
        "verdict": rules.may_moderate_comment(by, comment),
        "has_open_reports": comment.reports.filter(settled_at__isnull=True).exists(),
        "queue_href": href_of(request, "queue"),
        "public_href": href_of(request, "discussion", number=comment.number),
    }
    return render(request, "discussion/moderate.html", context)


@never_cache
@GET_AND_POST
def open_matter_to_discussion(request: HttpRequest, number: str) -> HttpResponse:
    """Open the discussion of a matter, change how it runs, or close it."""
    by, matter = actor_for(request), matter_by_number(number)
    if matter is None:
        raise NotFound(_("There is no matter with the number %(number)s here.") % {"number": number})
    require(rules.may_open_discussion(by, matter))
    found = discussion_on(matter)
    form = OpenForm(request.POST or None, initial=_as_it_runs(found))
    if request.POST.get("act") == "close" and found:
        actions.close_discussion(by, discussion=found)
        return redirect(href_of(request, "discussion", number=number))
    if form.is_valid():
        moderation, last = form.cleaned_data["moderation"], form.cleaned_data["closes_on"]
        closes_at = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), TBILISI) if last else None
        actions.open_discussion(by, matter=matter, moderation=moderation, closes_at=closes_at)
        return redirect(href_of(request, "discussion", number=number))
    may_close = bool(found and found.is_open() and rules.may_close_discussion(by, found))
    context = {
        "form": form,
        "matter": matter,
        "may_close": may_close,
        "queue_href": href_of(request, "queue"),
    }
    return render(request, "discussion/open.html", context)


def _performed(by: Actor, comment: Comment, act: str, hide: Form, decide: Form) -> bool:
    """Does what was asked for; false when a form needs another look."""
    if act in PLAIN_ACTS:
        PLAIN_ACTS[act](by, comment=comment)
        return True
    form = {"hide": hide, "decide": decide}.get(act)
    if form is None or not form.is_valid():
        return False
    hiding = hiding_of(comment)
    try:
        if act == "hide":
            actions.hide_comment(by, comment=comment, **form.cleaned_data)
        elif hiding is not None:
            actions.decide_appeal(by, hiding=hiding, **form.cleaned_data)
        return True
    except Refusal as problem:
        form.add_error(None, str(problem))
        return False


def _why_here(comment: Comment) -> str:
    reasons = []
    if comment.state == Comment.State.WAITING:
        reasons.append(_("new"))
    if comment.report_count:  # type: ignore[attr-defined]
        reasons.append(_("reported") + f" ({comment.report_count})")  # type: ignore[attr-defined]
    if comment.is_appealed:  # type: ignore[attr-defined]
        reasons.append(_("appeal"))
    return ", ".join(reasons)


def _as_it_runs(found: Discussion | None) -> dict[str, Any]:
    if found is None:
        return {"moderation": Discussion.Moderation.AFTER}
    closes = found.closes_at.astimezone(TBILISI).date() - dt.timedelta(days=1) if found.closes_at else None
    return {"moderation": found.moderation, "closes_on": closes}
