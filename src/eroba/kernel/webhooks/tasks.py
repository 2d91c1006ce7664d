"""What follows by itself: what happened is written down for the apps that may hear it, and brought to them.

Bringing goes out of the house, so it is never part of an action. The outbox keeps trying for five days, and what was
not taken then stands at the desk. A call may be brought twice, when the other side's answer was lost; its name is
the same each time.
"""

import datetime as dt
from uuid import UUID

from eroba.kernel.actions import system_actor
from eroba.kernel.base.clock import now
from eroba.kernel.outbox.facts import Fact
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.registry import use
from eroba.kernel.webhooks import actions
from eroba.kernel.webhooks.actions.subscribing import PROOF_LASTS
from eroba.kernel.webhooks.facts import CallQueued
from eroba.kernel.webhooks.models import Call
from eroba.kernel.webhooks.ports import Courier, NotTaken
from eroba.kernel.webhooks.queries import matter_of, old_calls, open_webhooks, unproved_webhooks
from eroba.kernel.webhooks.rules import hears, may_still_be_told
from eroba.kernel.webhooks.signing import signed_headers

PLATFORM = "webhooks"
GONE = 410
# A receiver that hangs may cost the worker ten seconds; it must not do so for each thing it is to be told.
REST = dt.timedelta(seconds=60)
_resting: dict[UUID, dt.datetime] = {}


class Resting(Exception):
    """The other side did not answer a moment ago; it is asked again a little later."""


class SwitchedOff(Exception):
    """The webhook is switched off; what is to be told waits."""


def on_anything(fact: Fact, delivery: Delivery) -> None:
    """Writes down for each app that may hear it that it is to be told."""
    record = delivery.fact
    matter = matter_of(record)
    # asked first: an action that tells nobody anything would still stand in the journal, for each fact
    if any(hears(webhook, record, matter) for webhook in open_webhooks()):
        actions.queue_calls(system_actor(PLATFORM), record=record)


def on_call_queued(fact: CallQueued, delivery: Delivery) -> None:
    """Brings one call to its address; any error means "later"."""
    call = Call.objects.select_related("webhook__app", "fact").filter(pk=fact.call_id).first()
    if call is None or call.is_settled:
        return
    by = system_actor(PLATFORM)
    if not may_still_be_told(call, matter_of(call.fact)):
        actions.withhold_call(by, call=call)
        return
    webhook = call.webhook
    if not webhook.is_on:
        raise SwitchedOff("the webhook is switched off")
    moment = now()
    if moment < _resting.get(webhook.pk, moment):
        raise Resting("it did not answer a moment ago")
    try:
        status = _brought(call)
    except NotTaken as no:
        _resting[webhook.pk] = now() + REST
        if no.status == GONE:
            actions.switch_webhook_off(by, webhook=webhook, because=str(no))
        elif webhook.silent_since is None:
            actions.note_silent(by, webhook=webhook, because=str(no))
        raise
    _resting.pop(webhook.pk, None)
    actions.note_taken(by, call=call, status=status)


def forget_old_calls() -> None:
    """Each minute: deletes calls that were settled a month ago; says so in the journal only when there were any."""
    if old_calls().exists():
        actions.forget_old_calls(system_actor(PLATFORM))


def forget_unproved() -> None:
    """Each minute: takes away what an app began and did not prove within a day."""
    if unproved_webhooks(before=now() - PROOF_LASTS).exists():
        actions.forget_unproved(system_actor(PLATFORM))


def _brought(call: Call) -> int:
    body = call.body.encode()
    headers = signed_headers(call.webhook.secrets(), call.name, int(now().timestamp()), body)
    headers |= {"content-type": "application/json", "user-agent": "Eroba-Webhooks/1"}
    return use(Courier).bring(call.webhook.address, headers, body)  # type: ignore[type-abstract]
