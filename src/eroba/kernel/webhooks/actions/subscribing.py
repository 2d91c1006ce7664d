"""An app sets up its webhooks by itself: it proves that the address is its own before it is told anything.

Its secret is shown to it once. Nothing is brought here: the proof travels like any call, by the worker.
"""

import datetime as dt
import secrets
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.api.models import App
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.webhooks import facts, rules
from eroba.kernel.webhooks.actions.keeping import Made, new_webhook
from eroba.kernel.webhooks.actions.telling import held, next_number, queued_call
from eroba.kernel.webhooks.models import Call, Webhook
from eroba.kernel.webhooks.queries import body_of_challenge, unproved_webhooks

PROOF_LASTS = dt.timedelta(hours=24)


@action(may=rules.may_subscribe)
def subscribe(by: Actor, *, app: App, address: str, rooms: Sequence[str]) -> Done[Made]:
    """Lets an app set up a webhook by itself; it is told nothing until it has shown what was sent to the address."""
    made = new_webhook(by, app, address, rooms, challenge=secrets.token_urlsafe(32))
    webhook = made.webhook
    number = next_number(webhook)
    body = body_of_challenge(webhook, number, webhook.made_at + PROOF_LASTS)
    call = Call.objects.create(webhook=webhook, number=number, body=body)
    told = [facts.WebhookAsked(None, webhook.pk, app.name), queued_call(webhook, call, "webhook.challenge")]
    after = {"address": address, "rooms": webhook.rooms}
    return Done(made, subject=webhook, after=after, facts=told)


@action(may=rules.may_use_own)
def prove_webhook(by: Actor, *, webhook: Webhook, challenge: str) -> Done[Webhook]:
    """Believes that an address is the app's, since it knows the word that was sent there."""
    kept = held(webhook)
    if not kept.awaits_proof:
        return Done(kept, subject=kept)
    if kept.made_at + PROOF_LASTS <= now():
        raise Refusal(_("The day for this is over. Take the webhook away and set it up anew."))
    if not secrets.compare_digest(challenge.encode(), kept.challenge.encode()):
        raise BadInput(_("This is not the word that was sent to the address."))
    kept.challenge = ""
    kept.save(update_fields=["challenge"])
    return Done(
        kept,
        subject=kept,
        after={"proved": True},
        facts=[facts.WebhookMade(None, kept.pk, kept.app.name)],
    )


@action(may=rules.may_tell)
def forget_unproved(by: Actor) -> Done[int]:
    """Takes away what an app began and did not prove within a day."""
    found = list(unproved_webhooks(before=now() - PROOF_LASTS))
    for webhook in found:
        webhook.delete()
    return Done(len(found), after={"rows": len(found)})
