"""Webhooks set up, signed anew, switched, tried and taken away: at the desk, or by the app whose they are."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.api.models import App
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.webhooks import facts, rules
from eroba.kernel.webhooks.actions.telling import held, next_number, queued_call
from eroba.kernel.webhooks.models import Call, Webhook
from eroba.kernel.webhooks.queries import body_of_trial, call_about, calls_since, rooms_that_tell
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
    made = new_webhook(by, app, address, rooms)
    return Done(
        made,
        subject=made.webhook,
        after={"address": address, "rooms": made.webhook.rooms},
        facts=[facts.WebhookMade(None, made.webhook.pk, app.name)],
    )


@action(may=rules.may_keep_webhook)
def change_secret(by: Actor, *, webhook: Webhook) -> Done[Made]:
    """Signs with a new secret; for a day each call carries a signature of the old one too."""
    kept, secret = held(webhook), new_secret()
    kept.old_secret_locked, kept.old_secret_until = kept.secret_locked, now() + OLD_SECRET_LASTS
    kept.secret_locked = kept.lock(secret)
    kept.save(update_fields=["secret_locked", "old_secret_locked", "old_secret_until"])
    told = facts.WebhookSecretChanged(None, kept.pk, kept.app.name)
    return Done(Made(kept, as_shown(secret)), subject=kept, facts=[told])


@action(may=rules.may_switch_off)
def switch_webhook_off(by: Actor, *, webhook: Webhook, because: str = "") -> Done[Webhook]:
    """Tells an app nothing for the time being; what happens meanwhile waits for it."""
    kept = held(webhook)
    if not kept.is_on:
        return Done(kept, subject=kept)
    kept.is_on, kept.off_because, kept.off_by = False, because, _side(by)
    kept.save(update_fields=["is_on", "off_because", "off_by"])
    told = facts.WebhookSwitchedOff(None, kept.pk, kept.app.name)
    return Done(kept, subject=kept, after={"is_on": False, "because": because}, facts=[told])


@action(may=rules.may_switch_on)
def switch_webhook_on(by: Actor, *, webhook: Webhook) -> Done[Webhook]:
    """Tells an app again what happens, beginning with what waited."""
    kept = held(webhook)
    if kept.is_on:
        return Done(kept, subject=kept)
    kept.is_on, kept.off_because, kept.off_by = True, "", ""
    kept.silent_since, kept.silent_because = None, ""
    kept.save(update_fields=["is_on", "off_because", "off_by", "silent_since", "silent_because"])
    told = facts.WebhookSwitchedOn(None, kept.pk, kept.app.name)
    return Done(kept, subject=kept, after={"is_on": True}, facts=[told])


@action(may=rules.may_keep_webhook)
def remove_webhook(by: Actor, *, webhook: Webhook) -> Done[None]:
    """Takes a webhook away, with every call that was made or waits."""
    kept = held(webhook)
    told = facts.WebhookRemoved(None, kept.pk, kept.app.name)
    before = {"webhook": str(kept.pk), "address": kept.address, "calls": kept.last_number}
    app = kept.app
    kept.delete()
    return Done(None, subject=app, before=before, facts=[told])


@action(may=rules.may_keep_webhooks)
def try_webhook(by: Actor, *, webhook: Webhook) -> Done[Call]:
    """Sends a call that tells nothing, to see whether it arrives."""
    kept = held(webhook)
    number = next_number(kept)
    call = Call.objects.create(webhook=kept, number=number, body=body_of_trial(number, now()))
    return Done(call, subject=kept, facts=[queued_call(kept, call, "webhook.trial")])


@action(may=rules.may_keep_webhooks)
def tell_again(by: Actor, *, webhook: Webhook, since: dt.datetime) -> Done[int]:
    """Tells an app once more what it was told since a moment, each under its old name.

    A thousand at most in one act; whoever has them already knows them by their names.
    """
    kept = held(webhook)
    calls = calls_since(kept, since, MOST_AGAIN)
    if not calls:
        raise Refusal(_("Nothing was to be told since then."))
    Call.objects.filter(pk__in=[call.pk for call in calls]).update(taken_at=None, taken_with=None)
    queued = [queued_call(kept, call, call_about(call)) for call in calls]
    after = {"since": since.isoformat(), "from": calls[0].number, "to": calls[-1].number}
    return Done(len(calls), subject=kept, after=after, facts=queued)


def new_webhook(by: Actor, app: App, address: str, rooms: Sequence[str], challenge: str = "") -> Made:
    """A webhook with a secret of its own; part of the acts that set one up."""
    if not set(rooms) <= {name for name, _title in rooms_that_tell()}:
        raise BadInput(_("Choose of what the app is told, from what there is."))
    standing = Webhook.objects.filter(app=app)
    if standing.filter(address=address).exists():
        raise BadInput(_("The app is told at this address already."))
    if standing.count() >= MOST_PER_APP:
        raise BadInput(_("An app is told at five addresses at most. Remove one first."))
    secret = new_secret()
    webhook = Webhook(app=app, address=address, rooms=sorted(set(rooms)), made_by=by.label)
    webhook.challenge = challenge
    webhook.secret_locked = webhook.lock(secret)
    webhook.save(force_insert=True)
    return Made(webhook, as_shown(secret))


def _side(by: Actor) -> str:
    """Who switched it off: the app itself, the address that is no more, or the town hall."""
    if by.is_system:
        return Webhook.Side.ADDRESS
    return Webhook.Side.APP if by.app_id else Webhook.Side.TOWN
