"""Letting something be tried again, one or all of a kind, and giving it up with a reason."""

from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.canonical import fingerprint
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput
from eroba.kernel.matters.models import Matter
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.outbox.waking import wake_worker
from eroba.kernel.undelivered import facts, rules
from eroba.kernel.undelivered.queries import still_to_arrive

State = Delivery.State
#: So many are taken up by one act: an act is one transaction, and others wait to write.
MOST_AT_ONCE = 1000
LONGEST_REASON = 300


@action(may=rules.may_try_again)
def try_again(by: Actor, *, delivery: Delivery) -> Done[Delivery]:
    """Let something that did not arrive be tried at once, and then as often as something new."""
    _hold(by, delivery, rules.may_try_again)
    before = _state_of(delivery)
    delivery.state, delivery.next_at, delivery.leased_until = State.WAITING, now(), None
    delivery.attempts_before, delivery.given_up_because = delivery.attempts, ""
    delivery.save()
    wake_worker()
    return Done(delivery, subject=_matter_of(delivery), before=before, after=_state_of(delivery))


@action(may=rules.may_try_all_again)
def try_all_again(by: Actor, *, listener: str, fact_name: str) -> Done[int]:
    """Let everything of one kind be tried at once, at most a thousand; what was given up stays so. How many."""
    chosen = still_to_arrive().filter(listener=listener, fact__name=fact_name).order_by("id")
    keys = list(chosen.values_list("pk", flat=True)[:MOST_AT_ONCE])
    count = (
        Delivery.objects.filter(pk__in=keys)
        .exclude(state=State.DONE)
        .update(state=State.WAITING, next_at=now(), attempts_before=F("attempts"))
    )
    wake_worker()
    after = {"listener": listener, "fact": fact_name, "count": count, "deliveries": keys}
    return Done(count, after=after)


@action(may=rules.may_give_up)
def give_up(by: Actor, *, delivery: Delivery, reason: str) -> Done[Delivery]:
    """Decide that something will not be tried any more, and say why.

    The reason may speak of a person, so the journal keeps only its fingerprint: it shows if the reason is changed.
    """
    if not reason.strip():
        raise BadInput(_("Say why it is given up."))
    _hold(by, delivery, rules.may_give_up)
    before = _state_of(delivery)
    delivery.state, delivery.leased_until = State.GIVEN_UP, None
    delivery.given_up_because = reason.strip()[:LONGEST_REASON]
    delivery.save()
    after = {**_state_of(delivery), "reason_fingerprint": fingerprint(delivery.given_up_because)}
    ended = facts.DeliveryGivenUp(delivery.fact.matter_id, delivery.pk)
    return Done(delivery, subject=_matter_of(delivery), before=before, after=after, facts=[ended])


def _hold(by: Actor, delivery: Delivery, may: Any) -> None:
    """Keep the worker and others away until the act ends; refuse if they were quicker."""
    delivery.refresh_from_db(from_queryset=Delivery.objects.select_for_update())
    rules.require(may(by, delivery))


def _matter_of(delivery: Delivery) -> Matter | None:
    return Matter.objects.filter(pk=delivery.fact.matter_id).first() if delivery.fact.matter_id else None


def _state_of(delivery: Delivery) -> dict[str, object]:
    return {
        "delivery": delivery.pk,
        "listener": delivery.listener,
        "fact": delivery.fact.name,
        "state": delivery.state,
        "attempts": delivery.attempts,
    }
