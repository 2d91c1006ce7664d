"""What I get and how, what I follow, and my calendar: pages of My page that hold in every town one is known in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eroba.kernel.base.errors import NotFound
from eroba.kernel.notify import actions
from eroba.kernel.notify.forms import WishesForm
from eroba.kernel.notify.links import site_address
from eroba.kernel.notify.mail import title_of
from eroba.kernel.notify.models import CalendarAddress, Follow
from eroba.kernel.notify.queries.follows import follows_of
from eroba.kernel.notify.queries.wishes import quiet_of, wishes_of
from eroba.kernel.notify.timing import Quiet
from eroba.kernel.notify.views.phones import phone_in
from eroba.kernel.people.doors import sign_in_required
from eroba.kernel.people.models import Account
from eroba.kernel.people.queries import actor_here, towns_of
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def wishes(request: HttpRequest) -> HttpResponse:
    """What I get, by which channel and how soon; one choice for all towns that know me."""
    towns = towns_of(request.user)
    standing, quiet = _standing(request.user, towns)
    form = WishesForm(request.POST or None, wishes=standing, quiet=quiet)
    if request.method == "POST" and form.is_valid():
        for town in towns:
            with scope(town):
                by = actor_here(request)
                actions.choose_wishes(by, wishes=form.wishes)
                actions.choose_quiet_hours(
                    by, from_hour=form.quiet.from_hour, until_hour=form.quiet.until_hour
                )
        messages.success(request, _("Saved. From now on we write to you as you wish."))
        return redirect("notices:wishes")
    phones = [phone for town in towns if (phone := phone_in(request.user, town))]
    shown = {"form": form, "towns": [town.name for town in towns], "phones": phones}
    return render(request, "notify/wishes.html", shown, status=422 if form.errors else 200)


@never_cache
@require_safe
@sign_in_required
def following(request: HttpRequest) -> HttpResponse:
    """Everything I follow, and how to stop."""
    follows = [(follow, title_of(follow), _href(follow)) for follow in follows_of(request.user)]
    return render(request, "notify/following.html", {"follows": follows})


@never_cache
@require_POST
@sign_in_required
def unfollow(request: HttpRequest, follow_id: UUID) -> HttpResponse:
    """Stops following one thing."""
    found = next((each for each in follows_of(request.user) if each.pk == follow_id), None)
    if found is None:
        raise NotFound(_("You do not follow this."))
    with scope(found.municipality):
        actions.unfollow(actor_here(request), follow=found)
    messages.success(request, _("You follow it no longer."))
    return redirect("notices:following")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def calendar(request: HttpRequest) -> HttpResponse:
    """The private address of my dates, one for each town: made, made anew, or taken back."""
    towns = towns_of(request.user)
    made: dict[str, str] = {}
    if request.method == "POST":
        town = next((each for each in towns if each.slug == request.POST.get("town")), None)
        if town is None:
            raise NotFound(_("You are not known in this municipality."))
        made = _change_calendar(request, town)
        if not made:
            return redirect("notices:calendar")
    shown = [(town, _made_at(request.user, town), made.get(town.slug, "")) for town in towns]
    return render(request, "notify/calendar.html", {"towns": shown})


def _change_calendar(request: HttpRequest, town: Municipality) -> dict[str, str]:
    with scope(town):
        by = actor_here(request)
        if request.POST.get("act") == "revoke":
            actions.revoke_calendar_address(by)
            messages.success(request, _("The address works no longer."))
            return {}
        secret = actions.make_calendar_address(by)
    return {town.slug: site_address(f"/{get_language()}/{town.slug}/calendar/{secret}.ics")}


def _made_at(account: Account, town: Municipality) -> CalendarAddress | None:
    with scope(town):
        return CalendarAddress.objects.filter(account=account).first()


def _standing(account: Account, towns: list[Municipality]) -> tuple[dict[tuple[str, str], str], Quiet | None]:
    """What holds now: in the first town, because one choice is made for all of them."""
    if not towns:
        raise NotFound(_("No municipality writes to you yet. Say who you are in one of them first."))
    with scope(towns[0]):
        return wishes_of(account), quiet_of(account)


def _href(follow: Follow) -> str:
    town = follow.municipality.slug
    if follow.matter is not None:
        return f"/{get_language()}/{town}/thread/{follow.matter.number}/"
    return f"/{get_language()}/{town}/follow/topic/{follow.topic}/"
