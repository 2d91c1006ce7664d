"""Taking a signed-in account from the main host to a town's own domain: made there, used here, each once."""

import datetime as dt

from eroba.kernel.actions import Actor, Done, NotAllowed, action
from eroba.kernel.base.clock import now
from eroba.kernel.people import rules
from eroba.kernel.people.models import Account, HandOver

FORGOTTEN_AFTER = dt.timedelta(days=1)


@action(may=rules.may_make_hand_over)
def make_hand_over(by: Actor, *, browser: str, session_key: str) -> Done[HandOver]:
    """Opens a way to this town's own domain, and forgets the account's old ones."""
    ways = HandOver.objects.filter(account_id=by.account_id)
    ways.filter(made_at__lt=now() - FORGOTTEN_AFTER).delete()
    hand_over = HandOver.objects.create(account_id=by.account_id, browser=browser, session_key=session_key)
    return Done(hand_over, subject=hand_over)


@action(may=rules.may_use_hand_over)
def use_hand_over(by: Actor, *, hand_over: HandOver, browser: str) -> Done[Account]:
    """Closes the way behind the account that came by it."""
    taken = HandOver.objects.filter(pk=hand_over.pk, used_at__isnull=True)
    if not taken.update(used_at=now(), session_key=""):
        hand_over.refresh_from_db()
        raise NotAllowed(rules.may_use_hand_over(by, hand_over, browser))
    return Done(hand_over.account, subject=hand_over)
