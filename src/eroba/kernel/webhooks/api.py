"""Webhooks through the interface: an app sets up its own, proves the address, pauses, and reads how the calls went.

For the app itself, in nobody's name: a token by client credentials with the scope `webhooks:keep`.
"""

import datetime as dt
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext_noop as noop
from ninja import Query, Router, Schema, Status
from pydantic import ConfigDict, Field

from eroba.kernel.api.describing import described
from eroba.kernel.api.doors import AppToken
from eroba.kernel.api.paging import Paging, page_of
from eroba.kernel.base.errors import BadInput
from eroba.kernel.people.queries import actor_for
from eroba.kernel.registry import use
from eroba.kernel.webhooks import actions
from eroba.kernel.webhooks.models import Call, Webhook
from eroba.kernel.webhooks.ports import Courier
from eroba.kernel.webhooks.presentation import state_name
from eroba.kernel.webhooks.queries import app_acting, call_about, calls_of, own_webhook, webhooks_of

KEEP = "webhooks:keep"
EXAMPLE_ID = "019a0c5e-7b1f-7d0a-9a38-6d3a0f0c9a11"
EXAMPLE = {
    "id": EXAMPLE_ID,
    "address": "https://portal.example/hooks/eroba",
    "rooms": ["services"],
    "state": "on",
    "switched_off_by": "",
    "made_at": "2026-11-23T09:00:00+04:00",
    "told_count": 118,
    "waiting_count": 0,
    "silent_since": None,
}
EXAMPLE_MADE = EXAMPLE | {
    "state": "unproved",
    "told_count": 1,
    "waiting_count": 1,
    "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
}
EXAMPLE_CALL = {
    "name": "msg_019a0c5e7b1f7d0a9a386d3a0f0c9a11",
    "number": 118,
    "type": "decision.delivered",
    "made_at": "2026-11-23T09:12:44+04:00",
    "state": "taken",
    "taken_at": "2026-11-23T09:12:45+04:00",
    "status": 204,
}
router = Router()


class WebhookIn(Schema):
    """A webhook that an app sets up."""

    model_config = ConfigDict(extra="forbid")
    address: str = Field(max_length=500, description="Where to tell it: begins with https://.")
    rooms: list[str] = Field(
        default_factory=list, max_length=30, description="Of which rooms it hears; none: of all."
    )


class ChallengeIn(Schema):
    """The word that was sent to the address."""

    model_config = ConfigDict(extra="forbid")
    challenge: str = Field(
        min_length=1, max_length=100, description="The word from the call webhook.challenge."
    )


class SwitchIn(Schema):
    """Whether it is told."""

    model_config = ConfigDict(extra="forbid")
    is_on: bool = Field(
        description="false: it is told nothing for the time being; what happens waits five days."
    )


class WebhookOut(Schema):
    """A webhook and how it goes."""

    id: UUID
    address: str
    rooms: list[str]
    state: Literal["unproved", "on", "off", "silent"]
    switched_off_by: Literal["", "town", "app", "address"]
    made_at: dt.datetime
    told_count: int
    waiting_count: int
    silent_since: dt.datetime | None


class MadeOut(WebhookOut):
    """A webhook with its secret, which is shown this once."""

    secret: str


class CallOut(Schema):
    """One thing the app was told, or is still to be told."""

    name: str
    number: int
    type: str
    made_at: dt.datetime
    state: Literal["waiting", "taken", "withheld"]
    taken_at: dt.datetime | None
    status: int | None


@router.get(
    "/webhooks",
    response=list[WebhookOut],
    auth=AppToken(KEEP),
    url_name="webhooks",
    operation_id="listWebhooks",
    summary=noop("The app’s webhooks"),
    openapi_extra=described(example=[EXAMPLE]),
)
def webhooks(request: HttpRequest) -> list[dict[str, Any]]:
    """Every address at which the app is told, also those set up at the desk; never another app's."""
    return [_shown(one) for one in webhooks_of(app_acting(actor_for(request)))]


@router.post(
    "/webhooks",
    response={201: MadeOut},
    auth=AppToken(KEEP),
    url_name="webhooks",
    operation_id="makeWebhook",
    summary=noop("Set up a webhook"),
    openapi_extra=described(
        example=EXAMPLE_MADE,
        status=201,
        sent={"address": EXAMPLE["address"], "rooms": ["services"]},
        wrong=(409, 422),
    ),
)
def make(request: HttpRequest, sent: WebhookIn) -> Status:
    """Sets up a webhook. A call `webhook.challenge` comes to the address; until the app has shown its word, within a
    day, it is told nothing else."""
    by, address = actor_for(request), sent.address.strip()
    # names are looked up here, outside of the action: that may take seconds
    objection = use(Courier).objection(address)  # type: ignore[type-abstract]
    if objection:
        raise BadInput(objection)
    made = actions.subscribe(by, app=app_acting(by), address=address, rooms=sent.rooms)
    return Status(201, _shown(own_webhook(by, made.webhook.pk)) | {"secret": made.secret})


@router.get(
    "/webhooks/{webhook_id}",
    response=WebhookOut,
    auth=AppToken(KEEP),
    url_name="webhook",
    operation_id="getWebhook",
    summary=noop("One webhook"),
    openapi_extra=described(example=EXAMPLE),
)
def webhook(request: HttpRequest, webhook_id: UUID) -> dict[str, Any]:
    """One of the app's webhooks and how it goes."""
    return _shown(own_webhook(actor_for(request), webhook_id))


@router.put(
    "/webhooks/{webhook_id}/proof",
    response=WebhookOut,
    auth=AppToken(KEEP),
    url_name="webhook_proof",
    operation_id="proveWebhook",
    summary=noop("Show the word that came to the address"),
    openapi_extra=described(
        example=EXAMPLE,
        sent={"challenge": "kZ1x0n7mS3o5oY7Qm0wS6m5b1p2cXv8e9r0t4u6i8o0"},
        wrong=(409, 422),
    ),
)
def prove(request: HttpRequest, webhook_id: UUID, sent: ChallengeIn) -> dict[str, Any]:
    """Proves that the address is the app's; from then on it is told what happens. Doing it again changes nothing."""
    by = actor_for(request)
    actions.prove_webhook(by, webhook=own_webhook(by, webhook_id), challenge=sent.challenge)
    return _shown(own_webhook(by, webhook_id))


@router.put(
    "/webhooks/{webhook_id}/switch",
    response=WebhookOut,
    auth=AppToken(KEEP),
    url_name="webhook_switch",
    operation_id="switchWebhook",
    summary=noop("Pause a webhook, or go on"),
    openapi_extra=described(example=EXAMPLE, sent={"is_on": False}, wrong=(422,)),
)
def switch(request: HttpRequest, webhook_id: UUID, sent: SwitchIn) -> dict[str, Any]:
    """Pauses a webhook, or goes on with what waited. What the town hall switched off only the town hall switches on."""
    by = actor_for(request)
    act = actions.switch_webhook_on if sent.is_on else actions.switch_webhook_off
    act(by, webhook=own_webhook(by, webhook_id))
    return _shown(own_webhook(by, webhook_id))


@router.post(
    "/webhooks/{webhook_id}/secret",
    response={201: MadeOut},
    auth=AppToken(KEEP),
    url_name="webhook_secret",
    operation_id="changeWebhookSecret",
    summary=noop("Make a new secret"),
    openapi_extra=described(example=EXAMPLE_MADE | {"state": "on"}, status=201),
)
def change_secret(request: HttpRequest, webhook_id: UUID) -> Status:
    """Signs with a new secret; for a day each call carries a signature of the old one too."""
    by = actor_for(request)
    made = actions.change_secret(by, webhook=own_webhook(by, webhook_id))
    return Status(201, _shown(own_webhook(by, webhook_id)) | {"secret": made.secret})


@router.api_operation(
    ["DELETE"],
    "/webhooks/{webhook_id}",
    response=WebhookOut,
    auth=AppToken(KEEP),
    url_name="webhook",
    operation_id="removeWebhook",
    summary=noop("Take a webhook away"),
    openapi_extra=described(example=EXAMPLE),
)
def remove(request: HttpRequest, webhook_id: UUID) -> dict[str, Any]:
    """Takes a webhook away, with what was still to be told; answers how it stood."""
    by = actor_for(request)
    found = own_webhook(by, webhook_id)
    stood = _shown(found)
    actions.remove_webhook(by, webhook=found)
    return stood


@router.get(
    "/webhooks/{webhook_id}/calls",
    response=list[CallOut],
    auth=AppToken(KEEP),
    url_name="webhook_calls",
    operation_id="listCalls",
    summary=noop("How the calls went"),
    openapi_extra=described(example=[EXAMPLE_CALL], paged=True),
)
def calls(
    request: HttpRequest, response: HttpResponse, webhook_id: UUID, wanted: Query[Paging]
) -> list[dict[str, Any]]:
    """The calls of the last month, the latest first, each with how it went; their words only come to the address."""
    found = calls_of(own_webhook(actor_for(request), webhook_id))
    return [_call(one) for one in page_of(request, response, found, wanted)]


def _shown(webhook: Webhook) -> dict[str, Any]:
    return {
        "id": webhook.pk,
        "address": webhook.address,
        "rooms": webhook.rooms,
        "state": state_name(webhook),
        "switched_off_by": webhook.off_by,
        "made_at": localtime(webhook.made_at),
        "told_count": webhook.last_number,
        "waiting_count": webhook.waiting_count,  # type: ignore[attr-defined]
        "silent_since": localtime(webhook.silent_since) if webhook.silent_since else None,
    }


def _call(call: Call) -> dict[str, Any]:
    state = "withheld" if call.withheld_at else "taken" if call.taken_at else "waiting"
    return {
        "name": call.name,
        "number": call.number,
        "type": call_about(call),
        "made_at": localtime(call.made_at),
        "state": state,
        "taken_at": localtime(call.taken_at) if call.taken_at else None,
        "status": call.taken_with,
    }
