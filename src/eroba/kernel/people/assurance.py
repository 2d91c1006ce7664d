"""What was shown in a session, read from the account library's own record of it."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from django.http import HttpRequest

from eroba.kernel.actions.assurance import Level, SignIn

SIGNED_IN_AT = "signed_in_at"
OWNER = "account_authentication_methods_user"
# What a session on a town's own domain takes over from the one on the main host.
#: What the national sign-in said of how surely it knows somebody (`acr`); kept for the session only.
NATIONAL_LEVEL = "national_level"
SHOWN = (AUTHENTICATION_METHODS_SESSION_KEY, OWNER, SIGNED_IN_AT, NATIONAL_LEVEL)
SECOND_STEPS = {"totp": Level.SECOND_STEP, "recovery_codes": Level.SECOND_STEP, "webauthn": Level.PASSKEY}


def sign_in_of(request: HttpRequest) -> SignIn:
    """How whoever sends a request showed that the account is theirs, and when."""
    shown = {Level.PASSWORD: _moment(began)} if (began := request.session.get(SIGNED_IN_AT)) else {}
    national = level_of(request.session.get(NATIONAL_LEVEL, ""))
    for level, moment in _shown(get_authentication_records(request, request.user), national):
        shown[level] = max(moment, shown.get(level, moment))
    return SignIn(shown)


def level_of(said: str) -> Level:
    """The step of our ladder for a level of assurance: only a provider that calls itself unsure is not taken for sure.

    A provider that says nothing is believed as the installation believes it; a word nobody knows is worth a password.
    """
    if not said:
        return Level.NATIONAL
    word = said.rstrip("/").rpartition("/")[2].lower()
    return Level.NATIONAL if word in ("substantial", "high") else Level.PASSWORD


def keep_level(sender: Any, request: HttpRequest | None, sociallogin: Any = None, **_signal: Any) -> None:
    """Takes over from the national sign-in how surely it knows whoever signs in now."""
    if request is not None and sociallogin is not None:
        request.session[NATIONAL_LEVEL] = sociallogin.account.extra_data.get("acr", "")


def _shown(records: Iterable[dict], national: Level) -> Iterable[tuple[Level, dt.datetime]]:
    for record in records:
        method = record.get("method")
        if method == "mfa":
            yield SECOND_STEPS.get(record.get("type", ""), Level.PASSWORD), _moment(record["at"])
        elif method == "socialaccount":
            yield national, _moment(record["at"])
        else:
            yield Level.PASSWORD, _moment(record["at"])


def _moment(seconds: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(seconds, dt.UTC)
