"""Feeds and calendars of a town at addresses one can guess, and the page that lists them.

All answer a conditional request (ETag, Last-Modified) with "nothing new", and are public but for one's own calendar.
"""

import datetime as dt
import hashlib
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from eroba.kernel.base.errors import NotFound
from eroba.kernel.base.secrets import keyed_hash
from eroba.kernel.matters.models import Matter
from eroba.kernel.matters.queries import matter_by_number
from eroba.kernel.notify.actions.calendars import PURPOSE
from eroba.kernel.notify.models import CalendarAddress
from eroba.kernel.notify.queries.feed_entries import (
    LONG_AGO,
    last_change,
    thread_entries,
    topic_entries,
    town_entries,
)
from eroba.kernel.notify.queries.follows import topic_or_refuse
from eroba.kernel.notify.syndication import ATOM, ICALENDAR, FeedHead, atom_of, calendar_of
from eroba.kernel.people.queries import actor_of
from eroba.kernel.registry import Day, FeedEntry, Way, capabilities
from eroba.kernel.registry.shelf import topics
from eroba.kernel.tenancy.scope import current_municipality
from eroba.kernel.ui.components import Crumb

FRESH_SECONDS = 300
ALL = "all"


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All feeds and calendars of this town, and where to follow the same by e-mail."""
    town = request.municipality  # type: ignore[attr-defined]
    shown = [(str(topic.title), _here(f"topic-{code}"), _follow(code)) for code, topic in topics().items()]
    context = {
        "all_href": _here("all"),
        "topics": shown,
        "dates_href": _here("dates"),
        "crumbs": [Crumb(town.name, _here("list").removesuffix("feeds/")), Crumb(_("Follow the town"))],
    }
    return render(request, "notify/feeds.html", context)


@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    """Everything public that happened in this town."""
    title = _("%(town)s: what happens") % {"town": current_municipality().name}
    return _atom(request, ALL, title, town_entries(), page=_here("list"))


@require_safe
def topic(request: HttpRequest, code: str) -> HttpResponse:
    """What happened about one topic."""
    found = topic_or_refuse(code)
    title = f"{current_municipality().name}: {found.title}"
    return _atom(request, code, title, topic_entries(found), page=_follow(code))


@require_safe
def matter(request: HttpRequest, number: str) -> HttpResponse:
    """What happened to one public matter and along its thread."""
    found = matter_by_number(number)
    if found is None or found.visibility != Matter.Visibility.PUBLIC:
        raise NotFound(_("There is no public matter with the number %(number)s here.") % {"number": number})
    page = reverse(
        "matters:thread", kwargs={"municipality": current_municipality().slug, "number": found.number}
    )
    return _atom(request, f"matter/{found.number}", found.title, thread_entries(found), page=page)


@require_safe
def dates(request: HttpRequest) -> HttpResponse:
    """The public days of this town as a calendar."""
    days = [day for capability in capabilities() for ask in capability.dates for day in ask()]
    name = _("%(town)s: promised days") % {"town": current_municipality().name}
    return _calendar(request, name, days)


@require_safe
def my_dates(request: HttpRequest, secret: str) -> HttpResponse:
    """Somebody's own days as a calendar; whoever knows the secret address reads it, until it is taken back."""
    known = CalendarAddress.objects.select_related("account").filter(
        secret_hash=keyed_hash(secret, purpose=PURPOSE), account__is_active=True
    )
    found = known.first()
    if found is None:
        raise NotFound(_("There is no calendar at this address, or it was taken back."))
    actor = actor_of(found.account)
    days = [day for capability in capabilities() for ask in capability.my_dates for day in ask(actor)]
    name = _("My days in %(town)s") % {"town": current_municipality().name}
    response = _calendar(request, name, days)
    response.headers["Cache-Control"] = "private, no-cache"
    # The address is the key: it must not reach others by a link that is followed, nor a search engine.
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def ways_to_follow(matter: Matter) -> Sequence[Way]:
    """For the page of a public matter: follow it, and read it as a feed."""
    here = {"municipality": current_municipality().slug, "number": matter.number}
    return [
        Way(title=_("Follow this matter"), address=reverse("following:matter", kwargs=here)),
        Way(title=_("As a feed"), address=reverse("feeds:matter", kwargs=here), media_type=ATOM),
    ]


def _atom(
    request: HttpRequest, name: str, title: str, entries: Sequence[FeedEntry], *, page: str
) -> HttpResponse:
    town = current_municipality()
    head = FeedHead(town, name, title, get_language() or "ka", page, request.path)
    changed_at = last_change(entries)
    content = atom_of(head, entries, changed_at=changed_at, absolute=request.build_absolute_uri)
    return _conditional(request, content, ATOM, changed_at)


def _calendar(request: HttpRequest, name: str, days: Sequence[Day]) -> HttpResponse:
    host = urlsplit(settings.SITE_ADDRESS).hostname or "eroba"
    ordered = sorted(days, key=lambda day: (day.on, day.uid))
    content = calendar_of(name, ordered, host=host, absolute=request.build_absolute_uri)
    changed_at = max((day.changed_at for day in ordered), default=LONG_AGO)
    return _conditional(request, content, ICALENDAR, changed_at)


def _conditional(
    request: HttpRequest, content: bytes, media_type: str, changed_at: dt.datetime
) -> HttpResponse:
    """The content, or "nothing new" for whoever has it. A day that is taken away changes the ETag, not the moment."""
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    seconds = int(changed_at.timestamp())
    response = HttpResponse(content, content_type=f"{media_type}; charset=utf-8")
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(seconds)
    patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    # A calendar loses entries, and then only the ETag tells; an old moment alone proves nothing.
    moment = seconds if media_type == ATOM else None
    answer = get_conditional_response(request, etag=etag, last_modified=moment, response=response)
    return answer if isinstance(answer, HttpResponse) else response


def _here(route: str, **named: str) -> str:
    return reverse(f"feeds:{route}", kwargs={"municipality": current_municipality().slug, **named})


def _follow(code: str) -> str:
    return reverse(f"following:topic-{code}", kwargs={"municipality": current_municipality().slug})
