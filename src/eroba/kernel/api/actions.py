"""The only place that changes anything about outside apps: registering, secrets, switches, and people's consent."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from oauth2_provider.generators import generate_client_id, generate_client_secret
from oauth2_provider.models import AccessToken, Application, Grant, RefreshToken

from eroba.kernel.actions import Actor, Done, NotAllowed, action
from eroba.kernel.api import facts, rules
from eroba.kernel.api.models import App, LetIn
from eroba.kernel.api.queries import tokens_past_their_time
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.registry import scopes as known_scopes


@dataclass(frozen=True)
class Registered:
    """A registered app with its secret, which is shown once and kept by us as a hash only; empty without one."""

    app: App
    secret: str


@action(may=rules.may_keep_apps)
def register_app(
    by: Actor, *, kind: str, name: str, run_by: str, contact: str, scopes: Sequence[str], redirect_uris: str
) -> Done[Registered]:
    """Lets an app of this name use the town's programming interface. Basis: the town answers for its data."""
    if App.objects.filter(name=name).exists():
        raise BadInput(_("An app with this name is already registered. Choose a name people can tell apart."))
    app = App(kind=kind, name=name, run_by=run_by, contact=contact, scopes=sorted(set(scopes)))
    _refuse_strange_scopes(app)
    app.registered_by = by.label
    secret = generate_client_secret() if app.has_secret else ""
    app.client = _client_of(app, secret, redirect_uris)
    app.secret_made_at = now() if secret else None
    app.save(force_insert=True)
    return Done(
        Registered(app, secret),
        subject=app,
        after={**_state_of(app), "name": app.name, "run_by": app.run_by, "redirect_uris": redirect_uris},
        facts=[facts.AppRegistered(None, app.pk, app.name)],
    )


@action(may=rules.may_change_app)
def rotate_secret(by: Actor, *, app: App) -> Done[Registered]:
    """Gives an app a new secret; the old one and every token it was used for are worth nothing from now on."""
    app = _held(app)
    if not app.has_secret:
        raise Refusal(_("This app runs where no secret can be kept, so it has none."))
    secret = generate_client_secret()
    app.client.client_secret = secret
    app.client.save(update_fields=["client_secret", "updated"])
    _forget_tokens(app)
    app.secret_made_at = now()
    app.save(update_fields=["secret_made_at"])
    return Done(Registered(app, secret), subject=app, facts=[facts.AppSecretRotated(None, app.pk, app.name)])


@action(may=rules.may_change_app)
def switch_app_off(by: Actor, *, app: App) -> Done[App]:
    """Lets an app ask for nothing any more, at once."""
    return _switch(app, is_on=False, fact=facts.AppSwitchedOff)


@action(may=rules.may_change_app)
def switch_app_on(by: Actor, *, app: App) -> Done[App]:
    """Lets an app ask again; tokens from before stay worth nothing."""
    return _switch(app, is_on=True, fact=facts.AppSwitchedOn)


@action(may=rules.may_let_in)
def let_in(by: Actor, *, app: App, scopes: Sequence[str]) -> Done[LetIn]:
    """Lets an app act in the person's name, for what they read on the page and nothing else."""
    door = LetIn.objects.select_for_update().filter(app=app, person=by.person_id, until__isnull=True).first()
    if door is None:
        door = LetIn(app=app, person_id=by.person_id)
    before = list(door.scopes)
    door.scopes = sorted({*door.scopes, *scopes})
    door.save()
    person_id = door.person_id
    return Done(
        door,
        subject=app,
        before={"scopes": before},
        after={"scopes": door.scopes},
        personal={person_id: {"app": app.name, "scopes": door.scopes}},
        facts=[facts.AppLetIn(None, app.pk, app.name, person_id)] if before != door.scopes else (),
    )


@action(may=rules.may_shut_out)
def shut_out(by: Actor, *, let_in: LetIn) -> Done[LetIn]:
    """Takes back what a person let an app do; its tokens for them are worth nothing from now on."""
    door = LetIn.objects.select_for_update(of=("self",)).select_related("app__client").get(pk=let_in.pk)
    verdict = rules.may_shut_out(by, door)
    if not verdict:
        raise NotAllowed(verdict)
    if door.until is not None:
        return Done(door, subject=door.app)
    door.until = now()
    door.save(update_fields=["until"])
    _forget_tokens(door.app, account_id=by.account_id)
    return Done(
        door,
        subject=door.app,
        before={"scopes": door.scopes},
        personal={door.person_id: {"app": door.app.name}},
        facts=[facts.AppShutOut(None, door.app_id, door.app.name, door.person_id)],
    )


@action(may=rules.may_forget)
def forget_doors_of(by: Actor, *, person_id: UUID) -> Done[int]:
    """Forgets which apps somebody let in, once they were erased."""
    count, _each = LetIn.objects.filter(person=person_id).delete()
    return Done(count, after={"rows": count})


@action(may=rules.may_forget)
def forget_old_tokens(by: Actor) -> Done[int]:
    """Deletes the hashes of tokens and the codes whose time is over."""
    count = sum(rows.delete()[0] for rows in tokens_past_their_time())
    return Done(count, after={"rows": count})


def _switch(app: App, *, is_on: bool, fact: type[facts.AppFact]) -> Done[App]:
    app = _held(app)
    if app.is_on == is_on:
        return Done(app, subject=app)
    app.is_on = is_on
    app.save(update_fields=["is_on"])
    _forget_tokens(app)
    return Done(app, subject=app, after=_state_of(app), facts=[fact(None, app.pk, app.name)])


def _held(app: App) -> App:
    return App.objects.select_for_update(of=("self",)).select_related("client").get(pk=app.pk)


def _client_of(app: App, secret: str, redirect_uris: str) -> Application:
    grant = Application.GRANT_CLIENT_CREDENTIALS if app.is_partner else Application.GRANT_AUTHORIZATION_CODE
    return Application.objects.create(
        client_id=generate_client_id(),
        client_secret=secret or generate_client_secret(),
        client_type=Application.CLIENT_CONFIDENTIAL if app.has_secret else Application.CLIENT_PUBLIC,
        authorization_grant_type=grant,
        redirect_uris="" if app.is_partner else redirect_uris,
        name=app.name,
    )


def _refuse_strange_scopes(app: App) -> None:
    fitting = {name for name, one in known_scopes().items() if app.may_have(one)}
    if not app.scopes or not set(app.scopes) <= fitting:
        raise BadInput(_("Choose what the app may do, from what is possible for its kind."))


def _forget_tokens(app: App, account_id: UUID | None = None) -> None:
    whose: dict[str, Any] = {"application": app.client_id}
    if account_id is not None:
        whose["user"] = account_id
    for model in (AccessToken, RefreshToken, Grant):
        model.objects.filter(**whose).delete()


def _state_of(app: App) -> dict[str, Any]:
    return {"kind": str(app.kind), "scopes": app.scopes, "is_on": app.is_on}
