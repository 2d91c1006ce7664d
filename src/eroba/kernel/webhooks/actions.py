"""The only place that changes anything about webhooks: set up, sign anew, switch, and what is told to whom."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.api.models import App
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.webhooks import facts, rules
from eroba.kernel.webhooks.models import Call, Webhook
from eroba.kernel.webhooks.queries import (
    body_of,
    body_of_trial,
    calls_since,
    matter_of,
    old_calls,
    open_webhooks,
    rooms_that_tell,
)
from eroba.kernel.webhooks.signing import as_shown, new_secret

OLD_SECRET_LASTS = dt.timedelta(hours=24)
MOST_AGAIN = 1000
MOST_PER_APP = 5


@dataclass(frozen=True)
class Made:
    """A webhook with its secret as it is shown, once, to whoever set it up."""

    webhook: Webhook
    secret: str


@action(may=rules.may_keep_webhooks)
def make_webhook(by: Actor, *, app: App, address: str, rooms: Sequence[str]) -> Done[Made]:
    """Lets an app be told at an address what happens from now on."""
    if not set(rooms) <= {name for name, _title in rooms_that_tell()}:
        raise BadInput(_("Choose of what the app is told, from what there is."))
    standing = Webhook.objects.filter(app=app)
    if standing.filter(address=address).exists():
        raise BadInput(_("The app is told at this address already."))
    if standing.count() >= MOST_PER_APP:
        raise BadInput(_("An app is told at five addresses at most. Remove one first."))
    secret = new_secret()
    webhook = Webhook(app=app, address=address, rooms=sorted(set(rooms)), made_by=by.label)
    webhook.secret_locked = webhook.lock(secret)
    webhook.save(force_insert=True)
    return Done(
        Made(webhook, as_shown(secret)),
        subject=webhook,
        after={"address": address, "rooms": webhook.rooms},
        facts=[facts.WebhookMade(None, webhook.pk, app.name)],
    )


@action(may=rules.may_keep_webhooks)
def change_secret(by: Actor, *, webhook: Webhook) -> Done[Made]:
    """Signs with a new secret; for a day each call carries a signature of the old one too."""
    held, secret = _held(webhook), new_secret()
    held.old_secret_locked, held.old_secret_until = held.secret_locked, now() + OLD_SECRET_LASTS
    held.secret_locked = held.lock(secret)
    held.save(update_fields=["secret_locked", "old_secret_locked", "old_secret_until"])
    told = facts.WebhookSecretChanged(None, held.pk, held.app.name)
    return Done(Made(held, as_shown(secret)), subject=held, facts=[told])


@action(may=rules.may_switch_off)
def switch_webhook_off(by: Actor, *, webhook: Webhook, because: str = "") -> Done[Webhook]:
    """Tells an app nothing for the time being; what happens meanwhile waits for it."""
    held = _held(webhook)
    if not held.is_on:
        return Done(held, subject=held)
    held.is_on, held.off_because = False, because
    held.save(update_fields=["is_on", "off_because"])
    told = facts.WebhookSwitchedOff(None, held.pk, held.app.name)
    return Done(held, subject=held, after={"is_on": False, "because": because}, facts=[told])


@action(may=rules.may_keep_webhooks)
def switch_webhook_on(by: Actor, *, webhook: Webhook) -> Done[Webhook]:
    """Tells an app again what happens, beginning with what waited."""
    held = _held(webhook)
    if held.is_on:
        return Done(held, subject=held)
    held.is_on, held.off_because = True, ""
    held.silent_since, held.silent_because = None, ""
    held.save(update_fields=["is_on", "off_because", "silent_since", "silent_because"])
    told = facts.WebhookSwitchedOn(None, held.pk, held.app.name)
    return Done(held, subject=held, after={"is_on": True}, facts=[told])


@action(may=rules.may_keep_webhooks)
def remove_webhook(by: Actor, *, webhook: Webhook) -> Done[None]:
    """Takes a webhook away, with every call that was made or waits."""
    held = _held(webhook)
    told = facts.WebhookRemoved(None, held.pk, held.app.name)
    before = {"webhook": str(held.pk), "address": held.address, "calls": held.last_number}
    app = held.app
    held.delete()
    return Done(None, subject=app, before=before, facts=[told])


@action(may=rules.may_keep_webhooks)
def try_webhook(by: Actor, *, webhook: Webhook) -> Done[Call]:
    """Sends a call that tells nothing, to see whether it arrives."""
    held = _held(webhook)
    number = _next_number(held)
    call = Call.objects.create(webhook=held, number=number, body=body_of_trial(number, now()))
    return Done(call, subject=held, facts=[_queued(held, call, "webhook.trial")])


@action(may=rules.may_keep_webhooks)
def tell_again(by: Actor, *, webhook: Webhook, since: dt.datetime) -> Done[int]:
    """Tells an app once more what it was told since a moment, each under its old name.

    A thousand at most in one act; whoever has them already knows them by their names.
    """
    held = _held(webhook)
    calls = calls_since(held, since, MOST_AGAIN)
    if not calls:
        raise Refusal(_("Nothing was to be told since then."))
    Call.objects.filter(pk__in=[call.pk for call in calls]).update(taken_at=None, taken_with=None)
    queued = [_queued(held, call, _about(call)) for call in calls]
    after = {"since": since.isoformat(), "from": calls[0].number, "to": calls[-1].number}
    return Done(len(calls), subject=held, after=after, facts=queued)


@action(may=rules.may_tell)
def queue_calls(by: Actor, *, record: FactRecord) -> Done[int]:
    """Writes down for each app that may hear a fact that it is to be told; a second time does nothing."""
    matter = matter_of(record)
    queued = []
    for listening in open_webhooks().order_by("pk"):
        if not rules.hears(listening, record, matter):
            continue
        held = _held(listening)
        if held.calls.filter(fact=record).exists():
            continue
        number = _next_number(held)
        body = body_of(record, matter, number)
        call = Call.objects.create(webhook=held, fact=record, number=number, body=body)
        queued.append(_queued(held, call, record.name))
    return Done(len(queued), after={"calls": len(queued), "fact": record.name}, facts=queued)


@action(may=rules.may_tell)
def note_taken(by: Actor, *, call: Call, status: int) -> Done[Call]:
    """Writes down that the other side took a call."""
    call.taken_at, call.taken_with = now(), status
    call.save(update_fields=["taken_at", "taken_with"])
    Webhook.objects.filter(pk=call.webhook_id, silent_since__isnull=False).update(
        silent_since=None, silent_because=""
    )
    return Done(call, subject=call.webhook, after={"call": call.number, "status": status})


@action(may=rules.may_tell)
def note_silent(by: Actor, *, webhook: Webhook, because: str) -> Done[Webhook]:
    """Writes down once that the other side takes nothing, and why."""
    webhook.silent_since, webhook.silent_because = now(), because[:300]
    webhook.save(update_fields=["silent_since", "silent_because"])
    return Done(webhook, subject=webhook, after={"because": webhook.silent_because})


@action(may=rules.may_tell)
def withhold_call(by: Actor, *, call: Call) -> Done[Call]:
    """Does not tell what an app may no longer be told, and forgets the words."""
    call.withheld_at, call.body = now(), ""
    call.save(update_fields=["withheld_at", "body"])
    return Done(call, subject=call.webhook, after={"call": call.number, "withheld": True})


@action(may=rules.may_tell)
def forget_old_calls(by: Actor) -> Done[int]:
    """Deletes calls that were settled a month ago."""
    count, _each = old_calls().delete()
    return Done(count, after={"rows": count})


def _held(webhook: Webhook) -> Webhook:
    return Webhook.objects.select_for_update(of=("self",)).select_related("app").get(pk=webhook.pk)


def _next_number(held: Webhook) -> int:
    held.last_number += 1
    held.save(update_fields=["last_number"])
    return held.last_number


def _about(call: Call) -> str:
    return call.fact.name if call.fact else "webhook.trial"


def _queued(webhook: Webhook, call: Call, about: str) -> facts.CallQueued:
    call_id: UUID = call.pk
    return facts.CallQueued(None, webhook.pk, webhook.app.name, call_id, about)
