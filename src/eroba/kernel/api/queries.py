"""Apps of this town, who let them in, and who stands behind a token."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.hashers import check_password
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from oauth2_provider.models import AccessToken, Application, Grant, RefreshToken
from oauth2_provider.settings import oauth2_settings

from eroba.kernel.actions import Actor, SignIn
from eroba.kernel.api.models import App, LetIn
from eroba.kernel.api.rules import BY_APP
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import NotFound
from eroba.kernel.people.models import Account
from eroba.kernel.people.queries import person_of
from eroba.kernel.registry import scopes as known_scopes
from eroba.kernel.tenancy.scope import Everywhere, current_scope

# An app shows a token and nobody's face: whatever asks for a step of the ladder is refused to it.
NOTHING_SHOWN = SignIn({})
MOST_KEYS_KEPT = 1000
_good_keys: dict[str, str] = {}


@dataclass(frozen=True)
class Guest:
    """Who comes with a token: the app, as whom it acts, and what it may do."""

    app: App
    actor: Actor
    scopes: frozenset[str]


def apps_here() -> QuerySet[App]:
    """All apps of the town, by name."""
    return App.objects.select_related("client").order_by("name")


def app_by_id(app_id: UUID) -> App:
    """One app of the town. Raises NotFound."""
    found = apps_here().filter(pk=app_id).first()
    if found is None:
        raise NotFound(_("There is no such app here."))
    return found


def app_of(client: Application | None) -> App | None:
    """The app of this town behind a client of the library, if it has one here that is switched on."""
    here = current_scope()
    if client is None or here is None or isinstance(here, Everywhere):
        return None
    return App.objects.filter(client_id=client.pk, is_on=True).first()


def app_by_client_number(client_number: str) -> App:
    """The app with this client number. Raises NotFound."""
    found = apps_here().filter(client__client_id=client_number, is_on=True).first()
    if found is None:
        raise NotFound(_("There is no such app here."))
    return found


def doors_of(person_id: UUID | None) -> QuerySet[LetIn]:
    """The apps a person lets act in their name now, the latest first."""
    doors = LetIn.objects.filter(person=person_id, until__isnull=True) if person_id else LetIn.objects.none()
    return doors.select_related("app").order_by("-since")


def guest_of(token: str) -> Guest | None:
    """Who stands behind a token in this town; nobody when it is unknown, old, revoked or another town's.

    A resident's app never has a post: whatever its person is in the town hall, it acts as a resident.
    """
    fingerprint = hashlib.sha256(token.encode()).hexdigest()
    found = (
        AccessToken.objects.filter(token_checksum=fingerprint, expires__gt=now())
        .select_related("application", "user")
        .first()
    )
    app = app_of(found.application) if found else None
    if found is None or app is None:
        return None
    asked = frozenset(found.scope.split()) & frozenset(app.scopes)
    if found.user is None:
        # nobody agreed to anything here: what is done in a person's name stays closed
        own = frozenset(name for name in asked if not known_scopes()[name].is_personal)
        return Guest(app, _itself(app), own) if app.has_secret else None
    return _in_the_name_of(found.user, app, asked)


def partner_with_key(key: str) -> Guest | None:
    """The partner's system behind a key, `<client number>.<secret>`, for protocols that know no tokens.

    Slow by design, so a key that was good is remembered for as long as the secret's hash stays the same.
    """
    number, _dot, secret = key.partition(".")
    app = App.objects.select_related("client").filter(client__client_id=number, is_on=True).first()
    if app is None or not app.is_partner or not secret:
        return None
    kept, fingerprint = app.client.client_secret, hashlib.sha256(key.encode()).hexdigest()
    if _good_keys.get(fingerprint) != kept:
        if not check_password(secret, kept):
            return None
        if len(_good_keys) >= MOST_KEYS_KEPT:
            _good_keys.clear()
        _good_keys[fingerprint] = kept
    return Guest(app, _itself(app), frozenset(app.scopes))


def tokens_past_their_time() -> list[QuerySet]:
    """What the library still keeps of this town's apps and nobody can use any more."""
    here = list(App.objects.values_list("client_id", flat=True))
    renewable_since = now() - dt.timedelta(seconds=oauth2_settings.REFRESH_TOKEN_EXPIRE_SECONDS)
    return [
        Grant.objects.filter(application__in=here, expires__lt=now()),
        RefreshToken.objects.filter(application__in=here, created__lt=renewable_since),
        AccessToken.objects.filter(application__in=here, expires__lt=renewable_since),
    ]


def _itself(app: App) -> Actor:
    return Actor(
        roles=frozenset({"partner" if app.is_partner else "app"}),
        label=app.name,
        channel=BY_APP,
        sign_in=NOTHING_SHOWN,
        app_id=app.pk,
    )


def _in_the_name_of(account: Account, app: App, asked: frozenset[str]) -> Guest | None:
    person = person_of(account) if account.is_active else None
    door = doors_of(person.pk).filter(app=app).first() if person else None
    if person is None or door is None:
        return None
    actor = Actor(
        account_id=account.pk,
        person_id=person.pk,
        roles=frozenset({"resident"}),
        label=app.name,
        channel=BY_APP,
        sign_in=NOTHING_SHOWN,
        app_id=app.pk,
    )
    return Guest(app, actor, asked & frozenset(door.scopes))
