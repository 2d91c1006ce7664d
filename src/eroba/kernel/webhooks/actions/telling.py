"""What apps are told: which calls are written down for whom, and what became of each."""

from uuid import UUID

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.webhooks import facts, rules
from eroba.kernel.webhooks.models import Call, Webhook
from eroba.kernel.webhooks.queries import body_of, matter_of, old_calls, open_webhooks


@action(may=rules.may_tell)
def queue_calls(by: Actor, *, record: FactRecord) -> Done[int]:
    """Writes down for each app that may hear a fact that it is to be told; a second time does nothing."""
    matter = matter_of(record)
    queued = []
    for listening in open_webhooks().order_by("pk"):
        if not rules.hears(listening, record, matter):
            continue
        webhook = held(listening)
        if webhook.calls.filter(fact=record).exists():
            continue
        number = next_number(webhook)
        body = body_of(record, matter, number)
        call = Call.objects.create(webhook=webhook, fact=record, number=number, body=body)
        queued.append(queued_call(webhook, call, record.name))
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


def held(webhook: Webhook) -> Webhook:
    """A webhook that nobody else changes until the act is over."""
    return Webhook.objects.select_for_update(of=("self",)).select_related("app").get(pk=webhook.pk)


def next_number(webhook: Webhook) -> int:
    """The number of the next call."""
    webhook.last_number += 1
    webhook.save(update_fields=["last_number"])
    return webhook.last_number


def queued_call(webhook: Webhook, call: Call, about: str) -> facts.CallQueued:
    """The fact that lets the worker bring a call."""
    call_id: UUID = call.pk
    return facts.CallQueued(None, webhook.pk, webhook.app.name, call_id, about)
