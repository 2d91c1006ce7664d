"""Who may let an app be told what happened, and what an app may be told."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Verdict, allow, refuse
from eroba.kernel.api.models import App, LetIn
from eroba.kernel.api.rules import KEEPERS, may_keep_apps
from eroba.kernel.matters.models import Matter, Party
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.people.rules import PROCESSING
from eroba.kernel.registry import scopes as known_scopes
from eroba.kernel.registry.shelf import fact_types, owner_of_fact
from eroba.kernel.webhooks.models import Call, Webhook

__all__ = ["KEEPERS"]
OWN_SCOPE = "webhooks:keep"


def may_keep_webhooks(by: Actor) -> Verdict:
    """Those who keep the apps of the town."""
    return may_keep_apps(by)


def may_subscribe(by: Actor, app: App) -> Verdict:
    """The app itself, for itself, once the town let it."""
    if by.app_id is not None and by.app_id == app.pk and app.is_on and OWN_SCOPE in app.scopes:
        return allow(PROCESSING)
    return refuse(_("An app sets up webhooks for itself, once the town hall let it."), PROCESSING)


def may_use_own(by: Actor, webhook: Webhook) -> Verdict:
    """The app whose webhook it is."""
    if by.app_id is not None and by.app_id == webhook.app_id and OWN_SCOPE in webhook.app.scopes:
        return allow(PROCESSING)
    return refuse(_("This webhook is another app’s."), PROCESSING)


def may_keep_webhook(by: Actor, webhook: Webhook) -> Verdict:
    """Those who keep the apps of the town, and the app whose webhook it is."""
    return may_use_own(by, webhook) if by.app_id is not None else may_keep_apps(by)


def may_switch_off(by: Actor, webhook: Webhook) -> Verdict:
    """The same; and the platform, when the other side says that the address is no more."""
    return allow(PROCESSING) if by.is_system else may_keep_webhook(by, webhook)


def may_switch_on(by: Actor, webhook: Webhook) -> Verdict:
    """The same people; what the town hall switched off, the app cannot switch on."""
    if by.app_id is not None and not webhook.is_on and webhook.off_by == Webhook.Side.TOWN:
        return refuse(_("The town hall switched this webhook off. Ask there."), PROCESSING)
    return may_keep_webhook(by, webhook)


def may_tell(by: Actor) -> Verdict:
    """The platform tells apps by itself what happened."""
    return allow(PROCESSING) if by.is_system else refuse(_("The platform tells apps by itself."))


def hears(webhook: Webhook, record: FactRecord, matter: Matter | None) -> bool:
    """Whether an app may be told a fact now, and wants to be.

    What everybody may read it may always be told. What only those concerned may read it is told while one of them
    lets it in for that kind of matter. What only the staff may read it is never told.
    """
    kind = fact_types().get(record.name)
    if webhook.awaits_proof or kind is None or not kind.is_step or not webhook.app.is_on:  # type: ignore[attr-defined]
        return False
    if webhook.rooms and owner_of_fact(record.name) not in webhook.rooms:
        return False
    if record.shown_to == "public":
        return matter is None or matter.visibility == Matter.Visibility.PUBLIC
    return record.shown_to == "parties" and matter is not None and _is_let_in(webhook.app, matter)


def may_still_be_told(call: Call, matter: Matter | None) -> bool:
    """Whether what was to be told may still be told: somebody may have shut the app out since."""
    return call.fact is None or hears(call.webhook, call.fact, matter)


def _is_let_in(app: App, matter: Matter) -> bool:
    if matter.visibility == Matter.Visibility.STAFF:
        return False
    enough = {name for name, scope in known_scopes().items() if matter.kind in scope.tells_of}
    if not enough & set(app.scopes):
        return False
    persons = Party.objects.filter(matter=matter, person__isnull=False).values("person_id")
    doors = LetIn.objects.filter(app=app, person__in=persons, until__isnull=True)
    return any(enough & set(scopes) for scopes in doors.values_list("scopes", flat=True))
