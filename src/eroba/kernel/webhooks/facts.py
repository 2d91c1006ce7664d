"""What happens with webhooks, as sentences. None of it stands on a matter's timeline."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.kernel.outbox.facts import Fact


@dataclass(frozen=True)
class WebhookFact(Fact):
    """Something that happened to a webhook of an app."""

    webhook_id: UUID
    app: str


@dataclass(frozen=True)
class WebhookMade(WebhookFact):
    """An app is told from now on what happens."""

    name = "webhook.made"
    sentence = _("The app “{app}” is told from now on what happens.")
    shown_to = "staff"


@dataclass(frozen=True)
class WebhookAsked(WebhookFact):
    """An app set up a webhook by itself and has yet to prove its address."""

    name = "webhook.asked"
    sentence = _(
        "The app “{app}” set up a webhook by itself; it has yet to prove that the address is its own."
    )
    shown_to = "staff"


@dataclass(frozen=True)
class WebhookSecretChanged(WebhookFact):
    """What is told to an app is signed with a new secret."""

    name = "webhook.secret_changed"
    sentence = _("What the app “{app}” is told is signed with a new secret.")
    shown_to = "staff"


@dataclass(frozen=True)
class WebhookSwitchedOff(WebhookFact):
    """An app is told nothing for the time being."""

    name = "webhook.switched_off"
    sentence = _("The app “{app}” is told nothing for the time being.")
    shown_to = "staff"


@dataclass(frozen=True)
class WebhookSwitchedOn(WebhookFact):
    """An app is told again what happens."""

    name = "webhook.switched_on"
    sentence = _("The app “{app}” is told again what happens.")
    shown_to = "staff"


@dataclass(frozen=True)
class WebhookRemoved(WebhookFact):
    """A webhook was taken away, with what was still to be told."""

    name = "webhook.removed"
    sentence = _("The app “{app}” is no longer told what happens.")
    shown_to = "staff"


@dataclass(frozen=True)
class CallQueued(WebhookFact):
    """An app is to be told something; whoever listens brings it there."""

    name = "call.queued"
    sentence = _("The app “{app}” is to be told: {about}.")
    shown_to = "staff"

    call_id: UUID
    about: str


ALL_FACTS = (
    WebhookMade, WebhookAsked, WebhookSecretChanged, WebhookSwitchedOff, WebhookSwitchedOn, WebhookRemoved, CallQueued,
)  # fmt: skip
