"""What was shown in a session, read from the account library's own record of it."""

import datetime as dt
from collections.abc import Iterable

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from django.http import HttpRequest

from eroba.kernel.actions.assurance import Level, SignIn

SIGNED_IN_AT = "signed_in_at"
OWNER = "account_authentication_methods_user"
# What a session on a town's own domain takes over from the one on the main host.
SHOWN = (AUTHENTICATION_METHODS_SESSION_KEY, OWNER, SIGNED_IN_AT)
SECOND_STEPS = {"totp": Level.SECOND_STEP, "recovery_codes": Level.SECOND_STEP, "webauthn": Level.PASSKEY}


def sign_in_of(request: HttpRequest) -> SignIn:
    """How whoever sends a request showed that the account is theirs, and when."""
    shown = {Level.PASSWORD: _moment(began)} if (began := request.session.get(SIGNED_IN_AT)) else {}
    for level, moment in _shown(get_authentication_records(request, request.user)):
        shown[level] = max(moment, shown.get(level, moment))
    return SignIn(shown)


def _shown(records: Iterable[dict]) -> Iterable[tuple[Level, dt.datetime]]:
    for record in records:
        method = record.get("method")
        if method == "mfa":
            yield SECOND_STEPS.get(record.get("type", ""), Level.PASSWORD), _moment(record["at"])
        elif method == "socialaccount":
            yield Level.NATIONAL, _moment(record["at"])
        else:
            yield Level.PASSWORD, _moment(record["at"])


def _moment(seconds: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(seconds, dt.UTC)
