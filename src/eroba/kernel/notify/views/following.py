"""Following a public matter or a topic of a town, by account or by e-mail, and stopping with the link in an e-mail."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from eroba.kernel.actions import system_actor
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.matters.models import Matter
from eroba.kernel.matters.queries import matter_by_number
from eroba.kernel.notify import actions
from eroba.kernel.notify.forms import FollowForm
from eroba.kernel.notify.links import Stop, read_confirm, read_stop
from eroba.kernel.notify.mail import title_of
from eroba.kernel.notify.models import Digest, Follow
from eroba.kernel.notify.queries.follows import follow_of, topic_or_refuse
from eroba.kernel.notify.queries.wishes import kind_of
from eroba.kernel.people.doors import to_sign_in
from eroba.kernel.people.models import Account
from eroba.kernel.people.queries import actor_for
from eroba.kernel.ui.components import Crumb

SIGN_IN = "sign-in"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def matter(request: HttpRequest, number: str) -> HttpResponse:
    """Follow one public matter."""
    found = matter_by_number(number)
    if found is None or found.visibility != Matter.Visibility.PUBLIC:
        raise NotFound(_("There is no public matter with the number %(number)s here.") % {"number": number})
    back = _here(request, "matters:thread", number=number)
    return _follow(request, found.title, back, matter=found)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def topic(request: HttpRequest, code: str) -> HttpResponse:
    """Follow everything public about one topic of the town."""
    found = topic_or_refuse(code)
    return _follow(request, str(found.title), _here(request, "feeds:list"), topic=code)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Says that an address really wants the news. Opening the link only asks: programs open links too."""
    found = Follow.objects.select_related("matter").filter(pk=read_confirm(token)).first()
    if found is None:
        raise NotFound(_("This question is out of date. Please ask once more to follow."))
    if request.method == "POST":
        actions.confirm_follow(system_actor("link"), follow=found)
    shown = {"what": title_of(found), "is_done": found.confirmed_at is not None}
    return render(request, "notify/confirm.html", shown)


# A mail program posts without a cookie and without our form's token (RFC 8058); the signed link is the permission.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stops the news an e-mail is about: by POST; opening the page only asks."""
    what = read_stop(token)
    said = _said(what)
    if request.method == "POST":
        _stop(what)
    shown = {"said": said, "is_done": request.method == "POST" or not said}
    return render(request, "notify/stop.html", shown)


def _follow(request: HttpRequest, title: str, back: str, **what: Any) -> HttpResponse:
    by = actor_for(request)
    if by.is_signed_in:
        return _follow_with_account(request, title, back, **what)
    if SIGN_IN in request.GET:
        return to_sign_in(request)
    form = FollowForm(request.POST or None, initial={"language": get_language()})
    is_asked = False
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_to_follow(by, **form.cleaned_data, **what)
            is_asked = True
        except Refusal as refusal:
            form.add_error("email", str(refusal))
    shown = {"title": title, "back_href": back, "form": form, "is_asked": is_asked}
    shown |= {"sign_in_href": f"?{SIGN_IN}=1", "crumbs": _crumbs(request, back, title)}
    return render(request, "notify/follow.html", shown, status=422 if form.errors else 200)


def _follow_with_account(request: HttpRequest, title: str, back: str, **what: Any) -> HttpResponse:
    by, standing = actor_for(request), follow_of(request.user, **what)
    if request.method == "POST":
        if request.POST.get("act") == "stop" and standing is not None:
            actions.unfollow(by, follow=standing)
            messages.success(request, _("You follow it no longer."))
        elif standing is None:
            actions.follow(by, **what)
            messages.success(request, _("You follow it now. We tell you when something happens."))
        return redirect(request.path)
    shown = {"title": title, "back_href": back, "is_followed": standing is not None, "is_known": True}
    return render(request, "notify/follow.html", shown | {"crumbs": _crumbs(request, back, title)})


def _said(what: Stop) -> str:
    """What a link would stop, in words; empty when it is stopped already."""
    if what.what == "follow":
        found = Follow.objects.select_related("matter").filter(pk=what.id).first()
        return _("News about “%(what)s”") % {"what": title_of(found)} if found else ""
    if what.what == "kind":
        return _("E-mails of the kind “%(kind)s”") % {"kind": kind_of(what.kind).title}
    return _("All news of the kinds that came together in this e-mail")


def _stop(what: Stop) -> None:
    by = system_actor("link")
    if what.what == "follow":
        for found in Follow.objects.filter(pk=what.id):
            actions.unfollow(by, follow=found)
        return
    if what.what == "kind":
        for account in Account.objects.filter(pk=what.id):
            actions.stop_kind(by, account=account, kind=what.kind)
        return
    for digest in Digest.objects.select_related("account").filter(pk=what.id):
        _stop_digest(digest)


def _stop_digest(digest: Digest) -> None:
    by = system_actor("link")
    if digest.account is None:
        for found in Follow.objects.filter(account__isnull=True, email=digest.email):
            actions.unfollow(by, follow=found)
        return
    kinds = set(digest.sendings.values_list("notice__kind", flat=True))
    for kind in sorted(kinds):
        actions.stop_kind(by, account=digest.account, kind=kind)


def _here(request: HttpRequest, route: str, **named: str) -> str:
    town = request.municipality.slug  # type: ignore[attr-defined]
    return reverse(route, kwargs={"municipality": town, **named})


def _crumbs(request: HttpRequest, back: str, title: str) -> list[Crumb]:
    town = request.municipality  # type: ignore[attr-defined]
    home = _here(request, "feeds:list").removesuffix("feeds/")
    return [Crumb(town.name, home), Crumb(title, back), Crumb(_("Follow"))]
