"""Where one is signed in, and signing out from here what was left signed in elsewhere."""

from allauth.usersessions.internal.flows.sessions import end_other_sessions as end_listed_sessions
from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from eroba.kernel.people.doors import sign_in_required
from eroba.kernel.people.safety import end_other_sessions
from eroba.kernel.people.sessions import sessions_of


@never_cache
@sign_in_required
def listing(request: HttpRequest) -> HttpResponse:
    """Every place where the account is signed in; sent, it signs out all others."""
    if request.method == "POST":
        end_listed_sessions(request, request.user)
        end_other_sessions(request, request.user)
        messages.success(request, _("Every other device was signed out."))
        return HttpResponseRedirect(reverse("usersessions_list"))
    found = sessions_of(request.user, request.session.session_key)
    return render(request, "usersessions/usersession_list.html", {"sessions": found})


@never_cache
@sign_in_required
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Signs out one place."""
    number = request.POST.get("session", "")
    mine = UserSession.objects.filter(user=request.user)
    chosen = list(mine.filter(pk=int(number)) if number.isdecimal() and len(number) < 19 else [])
    is_current = any(session.session_key == request.session.session_key for session in chosen)
    end_sessions(request, chosen)
    if is_current:
        return HttpResponseRedirect(f"/{get_language()}/")
    messages.success(request, _("The device was signed out.") if chosen else _("It was signed out already."))
    return HttpResponseRedirect(reverse("usersessions_list"))
