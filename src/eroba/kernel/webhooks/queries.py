"""Webhooks of the town, their calls, and what stands in a call."""

import datetime as dt
import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from eroba.kernel.actions import Actor
from eroba.kernel.api.models import App
from eroba.kernel.api.queries import app_by_id
from eroba.kernel.base.canonical import canonical_json
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import NotFound
from eroba.kernel.base.memory import once
from eroba.kernel.matters.models import Matter
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.registry.shelf import capabilities
from eroba.kernel.tenancy.scope import current_municipality
from eroba.kernel.webhooks.models import Call, Webhook

KEPT = dt.timedelta(days=30)


def webhooks_here() -> QuerySet[Webhook]:
    """All webhooks of the town, by app, each with how many calls still wait."""
    waiting = Count("calls", filter=Q(calls__taken_at__isnull=True, calls__withheld_at__isnull=True))
    here = Webhook.objects.select_related("app").annotate(waiting_count=waiting)
    return here.order_by("app__name", "made_at")


def webhook_by_id(webhook_id: UUID) -> Webhook:
    """One webhook of the town. Raises NotFound."""
    found = Webhook.objects.select_related("app").filter(pk=webhook_id).first()
    if found is None:
        raise NotFound(_("There is no such webhook here."))
    return found


def webhooks_of(app: App) -> QuerySet[Webhook]:
    """The webhooks of one app, the oldest first."""
    return webhooks_here().filter(app=app).order_by("made_at")


def app_acting(by: Actor) -> App:
    """The app that acts; raises NotFound when it is somebody else."""
    if by.app_id is None:
        raise NotFound(_("There is no such app here."))
    return app_by_id(by.app_id)


def own_webhook(by: Actor, webhook_id: UUID) -> Webhook:
    """One webhook of the app that acts. Raises NotFound, also for another app's."""
    found = webhooks_of(app_acting(by)).filter(pk=webhook_id).first()
    if found is None:
        raise NotFound(_("There is no such webhook here."))
    return found


def unproved_webhooks(before: dt.datetime) -> QuerySet[Webhook]:
    """What apps began before a moment and did not prove."""
    return Webhook.objects.filter(made_at__lte=before).exclude(challenge="")


def open_webhooks() -> QuerySet[Webhook]:
    """Webhooks of apps that are switched on; those that rest are among them: what happens waits for them."""
    return Webhook.objects.filter(app__is_on=True, challenge="").select_related("app")


def is_anybody_listening() -> bool:
    """Whether the town has any webhook: asked with every act, and once only."""
    town = current_municipality()
    return once(("webhooks", town.pk), Webhook.objects.exists)


def calls_of(webhook: Webhook) -> QuerySet[Call]:
    """What an app was told or is to be told, the latest first."""
    return webhook.calls.select_related("fact").order_by("-number")


def calls_since(webhook: Webhook, since: dt.datetime, most: int) -> list[Call]:
    """Calls made since a moment, in their order; what was withheld stays so."""
    return list(webhook.calls.filter(made_at__gte=since, withheld_at__isnull=True).order_by("number")[:most])


def old_calls() -> QuerySet[Call]:
    """Calls nobody will ask for again: taken or withheld, and a month old."""
    settled = Q(taken_at__isnull=False) | Q(withheld_at__isnull=False)
    return Call.objects.filter(settled, made_at__lt=now() - KEPT)


def matter_of(record: FactRecord | None) -> Matter | None:
    """The matter a fact is about, if it is about one."""
    return Matter.objects.filter(pk=record.matter_id).first() if record and record.matter_id else None


def rooms_that_tell() -> list[tuple[str, str]]:
    """The rooms of the house whose facts an app may be told: name and title."""
    return [
        (room.name, str(room.title))
        for room in capabilities()
        if any(fact.shown_to != "staff" and fact.is_step for fact in room.facts)  # type: ignore[attr-defined]
    ]


def body_of(record: FactRecord, matter: Matter | None, number: int) -> str:
    """What a call says: what happened, when, to which matter, in both languages; and nobody's name."""
    town = current_municipality()
    told: dict[str, Any] = {"town": town.slug, "sequence": number, "visible_to": record.shown_to}
    told["sentence"] = _sentences(record)
    if matter is not None:
        thread = reverse("matters:thread", kwargs={"municipality": town.slug, "number": matter.number})
        told |= {
            "matter": {
                "kind": matter.kind,
                "number": matter.number,
                "title": {"ka": matter.title_ka, "en": matter.title_en},
                "address": f"{settings.SITE_ADDRESS}{thread}",
            }
        }
    return _as_text({"type": record.name, "timestamp": record.at.isoformat(), "data": told})


def body_of_trial(number: int, moment: dt.datetime) -> str:
    """What a call says that is only sent to see whether it arrives."""
    town = current_municipality()
    told = {"town": town.slug, "sequence": number}
    return _as_text({"type": "webhook.trial", "timestamp": moment.isoformat(), "data": told})


def body_of_challenge(webhook: Webhook, number: int, until: dt.datetime) -> str:
    """What a call says that is to prove whose the address is: a word, and where to show it."""
    town = current_municipality()
    shown_at = f"{settings.SITE_ADDRESS}/api/v1/{town.slug}/webhooks/{webhook.pk}/proof"
    told = {"town": town.slug, "sequence": number, "challenge": webhook.challenge}
    told |= {"webhook": str(webhook.pk), "show_at": shown_at, "until": until.isoformat()}
    return _as_text({"type": "webhook.challenge", "timestamp": webhook.made_at.isoformat(), "data": told})


def call_about(call: Call) -> str:
    """Of what a call tells: the fact's name, or what kind of trial it is."""
    if call.fact is not None:
        return call.fact.name
    return str(json.loads(call.body)["type"]) if call.body else "webhook.trial"


def _sentences(record: FactRecord) -> dict[str, str]:
    said = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            said[language] = record.words()
    return said


def _as_text(said: dict[str, Any]) -> str:
    return canonical_json(said).decode()
