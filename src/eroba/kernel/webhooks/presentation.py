"""Webhooks and their calls in words and shapes, for the desk."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from eroba.kernel.ui.components import Column, Mark, Row, Table
from eroba.kernel.ui.dates import in_words
from eroba.kernel.webhooks.models import Call, Webhook
from eroba.kernel.webhooks.queries import call_about, rooms_that_tell


def state_of(webhook: Webhook) -> Mark:
    """How a webhook stands."""
    return STATES[state_name(webhook)]()


def state_name(webhook: Webhook) -> str:
    """The same in a word for programs."""
    if webhook.awaits_proof:
        return "unproved"
    if not webhook.is_on:
        return "off"
    return "silent" if webhook.silent_since else "on"


STATES: dict[str, Callable[[], Mark]] = {
    "unproved": lambda: Mark(_("address not proved yet"), "progress"),
    "off": lambda: Mark(_("switched off"), "paused"),
    "silent": lambda: Mark(_("takes nothing"), "late"),
    "on": lambda: Mark(_("on"), "good"),
}


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
    if call.fact:
        return call.fact.words()
    return _("The word that proves the address") if call_about(call) == "webhook.challenge" else _("A trial")


def _state(call: Call) -> Mark:
    if call.withheld_at:
        return Mark(_("withheld: the app was shut out"), "paused")
    if call.taken_at:
        return Mark(_("taken by the app"), "good")
    return Mark(_("still to be told"), "progress")
