"""The only place that changes anything about webhooks: set up, proved, signed anew, switched; and who is told what."""

from eroba.kernel.webhooks.actions.keeping import (
    Made,
    change_secret,
    make_webhook,
    remove_webhook,
    switch_webhook_off,
    switch_webhook_on,
    tell_again,
    try_webhook,
)
from eroba.kernel.webhooks.actions.subscribing import forget_unproved, prove_webhook, subscribe
from eroba.kernel.webhooks.actions.telling import (
    forget_old_calls,
    note_silent,
    note_taken,
    queue_calls,
    withhold_call,
)

__all__ = [
    "Made",
    "change_secret",
    "forget_old_calls",
    "forget_unproved",
    "make_webhook",
    "note_silent",
    "note_taken",
    "prove_webhook",
    "queue_calls",
    "remove_webhook",
    "subscribe",
    "switch_webhook_off",
    "switch_webhook_on",
    "tell_again",
    "try_webhook",
    "withhold_call",
]
