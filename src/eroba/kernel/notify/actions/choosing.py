"""What somebody wishes to get, by which channel and how soon; and stopping it with a link in an e-mail."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.errors import BadInput
from eroba.kernel.notify.models import Channel, Pace, QuietHours, Wish
from eroba.kernel.notify.queries.wishes import choices_of, kind_of, proposed
from eroba.kernel.notify.rules import may_choose, may_stop
from eroba.kernel.people.models import Account


@action(may=may_choose)
def choose_wishes(by: Actor, *, wishes: Mapping[tuple[str, str], str]) -> Done[int]:
    """Keeps what somebody wishes: (kind, channel) to pace. What equals the proposal needs no row."""
    for (code, channel), pace in wishes.items():
        kind = kind_of(code)
        if pace not in choices_of(kind, channel):
            raise BadInput(_("This cannot be chosen for this kind of news."))
        row = {"account_id": by.account_id, "kind": code, "channel": channel}
        if pace == proposed(kind, channel):
            Wish.objects.filter(**row).delete()
        else:
            Wish.objects.update_or_create(**row, defaults={"pace": pace})
    after = {f"{kind}:{channel}": pace for (kind, channel), pace in wishes.items()}
    return Done(len(wishes), after=after)


@action(may=may_choose)
def choose_quiet_hours(by: Actor, *, from_hour: int, until_hour: int) -> Done[QuietHours | None]:
    """Keeps the hours in which nothing but what is urgent is sent; the same hour twice means none."""
    if not (0 <= from_hour < 24 and 0 <= until_hour < 24):
        raise BadInput(_("Choose full hours of a day."))
    after = {"from": from_hour, "until": until_hour}
    if from_hour == until_hour:
        QuietHours.objects.filter(account_id=by.account_id).delete()
        return Done(None, after=after)
    kept, _made = QuietHours.objects.update_or_create(
        account_id=by.account_id, defaults={"from_hour": from_hour, "until_hour": until_hour}
    )
    return Done(kept, after=after)


@action(may=may_stop)
def stop_kind(by: Actor, *, account: Account, kind: str) -> Done[None]:
    """Sends an account no e-mail of this kind from now on; My page keeps showing it."""
    if Pace.NEVER in choices_of(kind_of(kind), Channel.EMAIL):
        row = {"account": account, "kind": kind, "channel": Channel.EMAIL}
        Wish.objects.update_or_create(**row, defaults={"pace": Pace.NEVER})
    return Done(None, after={"kind": kind, "account": account.pk})
