"""The codes of an authenticator app change every half minute; each half minute's code is taken once and never again.

The library remembers a code for thirty seconds only, which is shorter than the minute and a half in which it is
accepted from a phone whose clock is a little off. The last step taken is kept with the app's secret instead.
"""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.db import transaction

LAST_STEP = "last_step"


def step_of_code(app: Authenticator, typed: str) -> int | None:
    """The half minute to which a code belongs, if it is right now."""
    secret = decrypt(app.data["secret"])
    fits = (step for step in yield_hotp_counters_from_time() if _code(secret, step) == typed)
    return next(fits, None)


def was_taken(app: Authenticator, typed: str) -> bool:
    """Whether a code is right, but was used already (or a later one was)."""
    step = step_of_code(app, typed)
    return step is not None and step <= app.data.get(LAST_STEP, -1)


def take_step(app: Authenticator, typed: str) -> bool:
    """Marks the half minute of a code as used; of two at the same moment only one succeeds."""
    with transaction.atomic():
        locked = Authenticator.objects.select_for_update().get(pk=app.pk)
        step = step_of_code(locked, typed)
        if step is None or step <= locked.data.get(LAST_STEP, -1):
            return False
        locked.data[LAST_STEP] = step
        locked.save(update_fields=["data"])
    app.data = locked.data
    return True


def close_first_step(app: Authenticator) -> None:
    """The code with which an app was turned on is used up by it."""
    around_now = list(yield_hotp_counters_from_time())
    app.data[LAST_STEP] = around_now[len(around_now) // 2]
    app.save(update_fields=["data"])


def _code(secret: str, step: int) -> str:
    return str(format_hotp_value(hotp_value(secret, step)))
