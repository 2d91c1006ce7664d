"""Webhooks of the town, their calls, and what stands in a call."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

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


def open_webhooks() -> QuerySet[Webhook]:
    """Webhooks of apps that are switched on; those that rest are among them: what happens waits for them."""
    return Webhook.objects.filter(app__is_on=True).select_related("app")


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


def _sentences(record: FactRecord) -> dict[str, str]:
    said = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            said[language] = record.words()
    return said


def _as_text(said: dict[str, Any]) -> str:
    return canonical_json(said).decode()
