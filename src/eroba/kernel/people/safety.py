"""What follows when the ways into an account change: the other devices are signed out, the first code is used up."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.contrib.auth import HASH_SESSION_KEY
from django.db.models import F
from django.http import HttpRequest

from eroba.kernel.people.code_steps import close_first_step
from eroba.kernel.people.models import Account


def end_other_sessions(request: HttpRequest, account: Account) -> None:
    """Signs the account out everywhere but in this browser, also on the towns' own domains."""
    Account.objects.filter(pk=account.pk).update(session_round=F("session_round") + 1)
    account.refresh_from_db(fields=["session_round"])
    request.session[HASH_SESSION_KEY] = account.get_session_auth_hash()


def after_adding_a_step(
    sender: Any, request: HttpRequest, user: Account, authenticator: Authenticator, **_signal: Any
) -> None:
    """A new second step was just proved by using it; whoever is signed in elsewhere proves it anew."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return
    if authenticator.type == Authenticator.Type.TOTP:
        close_first_step(authenticator)
    record_authentication(
        request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True
    )
    end_other_sessions(request, user)


def after_changing_a_step(sender: Any, request: HttpRequest, user: Account, **_signal: Any) -> None:
    """A second step was taken away or made anew: the other devices are signed out."""
    end_other_sessions(request, user)
