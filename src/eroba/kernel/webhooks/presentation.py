"""Webhooks and their calls in words and shapes, for the desk."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from eroba.kernel.ui.components import Column, Mark, Row, Table
from eroba.kernel.ui.dates import in_words
from eroba.kernel.webhooks.models import Call, Webhook
from eroba.kernel.webhooks.queries import rooms_that_tell


def state_of(webhook: Webhook) -> Mark:
    """How a webhook stands."""
    if not webhook.is_on:
        return Mark(_("switched off"), "paused")
    if webhook.silent_since:
        return Mark(_("takes nothing"), "late")
    return Mark(_("on"), "good")


def rooms_in_words(webhook: Webhook) -> str:
    """Of what an app is told."""
    titles = dict(rooms_that_tell())
    chosen = [titles[name] for name in webhook.rooms if name in titles]
    return ", ".join(chosen) or _("everything it may hear")


def calls_table(calls: Iterable[Call]) -> Table:
    """The latest calls, each with how it went."""
    columns = (
        Column(_("No."), numeric=True),
        Column(_("What happened")),
        Column(_("When")),
        Column(_("State")),
    )
    rows = [Row((call.number, _about(call), in_words(call.made_at), _state(call))) for call in calls]
    return Table(_("Latest calls"), columns, rows, caption_hidden=True)


def _about(call: Call) -> str:
    return call.fact.words() if call.fact else _("A trial")


def _state(call: Call) -> Mark:
    if call.withheld_at:
        return Mark(_("withheld: the app was shut out"), "paused")
    if call.taken_at:
        return Mark(_("taken by the app"), "good")
    return Mark(_("still to be told"), "progress")
