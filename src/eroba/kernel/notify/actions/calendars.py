"""The secret address of somebody's own calendar: made, made anew, and taken back."""

import secrets

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now
from eroba.kernel.base.secrets import keyed_hash
from eroba.kernel.notify.models import CalendarAddress
from eroba.kernel.notify.rules import may_choose

PURPOSE = "address of a private calendar"


def hash_of(secret: str) -> str:
    """What we keep of a secret."""
    return keyed_hash(secret, purpose=PURPOSE)


@action(may=may_choose)
def make_calendar_address(by: Actor) -> Done[str]:
    """Makes the secret of one's own calendar, shown once; an earlier one ends with it."""
    secret = secrets.token_urlsafe(24)
    CalendarAddress.objects.update_or_create(
        account_id=by.account_id,
        defaults={"secret_hash": hash_of(secret), "made_at": now()},
    )
    return Done(secret, after={"is_made": True})


@action(may=may_choose)
def revoke_calendar_address(by: Actor) -> Done[None]:
    """Ends one's private calendar: its address is nobody's any more."""
    CalendarAddress.objects.filter(account_id=by.account_id).delete()
    return Done(None, after={"is_made": False})
