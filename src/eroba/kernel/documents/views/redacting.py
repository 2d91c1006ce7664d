"""Blackening words and places in a paper: marked, looked at as a picture, and then made for good."""

import base64
import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from eroba.kernel.actions import NotAllowed
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import Refusal
from eroba.kernel.documents import actions, rules
from eroba.kernel.documents.forms.papers import MarksForm
from eroba.kernel.documents.preparing_redaction import prepare_redaction, view_of_file
from eroba.kernel.documents.redaction.answers import PageView
from eroba.kernel.documents.redaction.marks import Marks
from eroba.kernel.documents.views.papers import OpenPaper, opened_paper, paper_address
from eroba.kernel.people.doors import role_required


@never_cache
@role_required(*rules.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def redact(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """Mark what is to go, look at each page, and make the blackened version."""
    opened = opened_paper(request, paper_id)
    verdict = rules.redact_verdict(opened.seen, opened.paper)
    if not verdict:
        raise NotAllowed(verdict)
    if request.method != "POST":
        _note_look(opened)
    plain = view_of_file(opened.shown.file, Marks(), 1)
    form = MarksForm(
        plain.suggestions, request.POST if request.method == "POST" else None, initial=_newest(opened)
    )
    if not form.is_bound:
        return _page(request, opened, form, plain, 1)
    page = _page_number(request, plain.page_count)
    form.fields["because"].required = "make" in request.POST  # looking needs no reason yet
    is_right = form.is_valid()
    form.fields["because"].required = True
    if not is_right:
        return _page(request, opened, form, view_of_file(opened.shown.file, Marks(), page), page, status=422)
    if "make" in request.POST:
        return _make(request, opened, form, page)
    return _page(
        request, opened, form, view_of_file(opened.shown.file, form.cleaned_data["marks"], page), page
    )


def _make(request: HttpRequest, opened: OpenPaper, form: MarksForm, page: int) -> HttpResponse:
    said = form.cleaned_data
    if not said["marks"]:
        form.add_error("words", _("Mark at least one word or one place."))
    try:
        if form.is_valid():
            prepared = prepare_redaction(opened.shown.file, said["marks"])
            actions.redact_paper(
                opened.by,
                paper=opened.paper,
                newest=said["newest"],
                prepared=prepared,
                because=said["because"],
            )
            count = prepared.places_count
            done = ngettext("%(count)d place was blackened.", "%(count)d places were blackened.", count)
            messages.success(request, done % {"count": count})
            return HttpResponseRedirect(paper_address(request, "detail", paper_id=opened.paper.pk))
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
    view = view_of_file(opened.shown.file, said["marks"], page)
    return _page(request, opened, form, view, page, status=422)


def _note_look(opened: OpenPaper) -> None:
    """Write down that an official looked at the pages; once for each official, paper and day."""
    midnight = timezone.make_aware(dt.datetime.combine(today(), dt.time()))
    looks = JournalEntry.objects.filter(subject_id=opened.paper.pk, at__gte=midnight)
    if not looks.filter(action="documents.look_at_version", account_id=opened.by.account_id).exists():
        actions.look_at_version(opened.by, version=opened.newest)


def _newest(opened: OpenPaper) -> dict[str, int]:
    return {"newest": opened.newest.number}


def _page_number(request: HttpRequest, page_count: int) -> int:
    """The page to show: the button that was pressed, else the one that was shown."""
    asked = request.POST.get("page") or request.POST.get("shown_page") or "1"
    return min(max(int(asked), 1), page_count) if asked.isdecimal() and len(asked) < 6 else 1


def _page(
    request: HttpRequest, opened: OpenPaper, form: MarksForm, view: PageView, page: int, status: int = 200
) -> HttpResponse:
    shown: dict[str, Any] = {
        "opened": opened,
        "form": form,
        "view": view,
        "page": page,
        "pages": range(1, view.page_count + 1),
        "picture": "data:image/png;base64," + base64.b64encode(view.picture).decode("ascii"),
        "found": [(word, count) for word, count in view.found.items() if count],
        "not_found": [word for word, count in view.found.items() if not count],
        "is_letter": opened.is_letter,
        "paper_href": paper_address(request, "detail", paper_id=opened.paper.pk),
    }
    return render(request, "documents/redact.html", shown, status=status)
