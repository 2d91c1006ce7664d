"""Taking part: write, answer, change, take back, agree, report, appeal, choose a name. All plain forms."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from eroba.kernel.actions import NotAllowed
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.discussion import actions, rules
from eroba.kernel.discussion.forms import AppealForm, CommentForm, NameForm, ReportForm
from eroba.kernel.discussion.models import Comment
from eroba.kernel.discussion.queries import hiding_of, public_name_of
from eroba.kernel.discussion.text import shown
from eroba.kernel.discussion.views.reading import (
    comment_or_refuse,
    discussion_page,
    found_or_refuse,
    href_of,
    require,
)
from eroba.kernel.people.queries import actor_for

GET_AND_POST = require_http_methods(["GET", "POST"])


def place_of(request: HttpRequest, comment: Comment) -> str:
    """Where a comment stands on the page of its discussion."""
    return f"{href_of(request, 'discussion', number=comment.number)}#comment-{comment.pk}"


@never_cache
@GET_AND_POST
def write(request: HttpRequest, number: str) -> HttpResponse:
    """Write a comment; reading this address leads to the discussion."""
    found = found_or_refuse(request, number)
    if request.method != "POST":
        return redirect(href_of(request, "discussion", number=number))
    by = actor_for(request)
    form = CommentForm(request.POST)
    require(rules.may_write(by, found))
    if not public_name_of(by):
        return redirect(href_of(request, "name"))
    if form.is_valid() and (written := _tried(form, lambda: actions.write_comment(
        by, discussion=found, text=form.cleaned_data["text"]
    ))):  # fmt: skip
        return redirect(place_of(request, written))
    return discussion_page(request, found, form)


@never_cache
@GET_AND_POST
def answer(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """Answer a comment, on a page of its own that shows what is answered."""
    comment, by = comment_or_refuse(request, comment_id), actor_for(request)
    require(rules.may_write(by, comment.discussion, comment))
    if not public_name_of(by):
        return redirect(href_of(request, "name"))
    form = CommentForm(request.POST or None)
    if form.is_valid() and (written := _tried(form, lambda: actions.write_comment(
        by, discussion=comment.discussion, text=form.cleaned_data["text"], answers=comment
    ))):  # fmt: skip
        return redirect(place_of(request, written))
    return _form_page(request, comment, form, _("Answer"), _("Publish the answer"))


@never_cache
@GET_AND_POST
def edit(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """Change one's words within fifteen minutes."""
    comment, by = comment_or_refuse(request, comment_id), actor_for(request)
    require(rules.may_edit(by, comment))
    form = CommentForm(request.POST or None, initial={"text": comment.text})
    if form.is_valid() and _tried(
        form, lambda: actions.edit_comment(by, comment=comment, text=form.cleaned_data["text"])
    ):
        return redirect(place_of(request, comment))
    return _form_page(request, comment, form, _("Change your comment"), _("Save"))


@never_cache
@GET_AND_POST
def withdraw(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """Take one's comment back, after being asked once."""
    comment, by = comment_or_refuse(request, comment_id), actor_for(request)
    require(rules.may_withdraw(by, comment))
    if request.method == "POST":
        actions.withdraw_comment(by, comment=comment)
        return redirect(href_of(request, "discussion", number=comment.number))
    return _form_page(request, comment, None, _("Take your comment back?"), _("Take it back"))


@never_cache
@GET_AND_POST
def agree(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """Agree with a comment, or no longer; reading this address leads to the comment."""
    comment, by = comment_or_refuse(request, comment_id), actor_for(request)
    if request.method == "POST":
        act = actions.stop_agreeing if request.POST.get("act") == "stop" else actions.agree
        act(by, comment=comment)
    return redirect(place_of(request, comment))


@never_cache
@GET_AND_POST
def report(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """Ask the moderators to look at a comment."""
    comment, by = comment_or_refuse(request, comment_id), actor_for(request)
    require(rules.may_report(by, comment))
    form = ReportForm(request.POST or None)
    if form.is_valid() and _tried(
        form, lambda: actions.report_comment(by, comment=comment, **form.cleaned_data)
    ):
        return render(request, "discussion/reported.html", {"back_href": place_of(request, comment)})
    return _form_page(request, comment, form, _("Report a comment"), _("Send to the moderators"))


@never_cache
@GET_AND_POST
def appeal(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """Ask that the hiding of one's comment be looked at again."""
    comment, by = comment_or_refuse(request, comment_id), actor_for(request)
    hiding = hiding_of(comment)
    if hiding is None:
        raise NotFound(_("This comment is not hidden."))
    require(rules.may_appeal(by, hiding))
    form = AppealForm(request.POST or None)
    if form.is_valid() and _tried(
        form, lambda: actions.appeal_hiding(by, hiding=hiding, **form.cleaned_data)
    ):
        return redirect(place_of(request, comment))
    return _form_page(request, comment, form, _("Appeal"), _("Send the appeal"))


@never_cache
@GET_AND_POST
def name(request: HttpRequest) -> HttpResponse:
    """Choose the name under which one writes in this town."""
    by = actor_for(request)
    require(rules.may_name_oneself(by))
    form = NameForm(request.POST or None, initial={"name": public_name_of(by)})
    is_saved = form.is_valid() and _tried(form, lambda: actions.choose_public_name(by, **form.cleaned_data))
    return render(request, "discussion/name.html", {"form": form, "is_saved": bool(is_saved)})


def _tried(form: Form, perform: Callable[[], Any]) -> Any:
    """What the action gave; a refusal stands on the form, beside what was typed."""
    try:
        return perform()
    except NotAllowed:
        raise
    except Refusal as problem:
        form.add_error(None, str(problem))
        return None


def _form_page(
    request: HttpRequest, comment: Comment, form: Form | None, title: str, button: str
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "button": button,
        "comment": comment,
        "html": shown(comment.text),
        "back_href": place_of(request, comment),
    }
    return render(request, "discussion/form.html", context)
