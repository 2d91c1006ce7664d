"""Who may let outside apps in: the town for its interface, each person for their own name."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Verdict, allow, refuse
from eroba.kernel.actions.verdict import ask_to_sign_in
from eroba.kernel.api.models import App, LetIn
from eroba.kernel.people.models import Role
from eroba.kernel.people.rules import PROCESSING
from eroba.kernel.registry import scopes as known_scopes

CONSENT = PROCESSING
KEEPERS = (Role.HEAD,)
#: What an actor has when an app acts, instead of the person themselves.
BY_APP = "app"


def may_keep_apps(by: Actor) -> Verdict:
    """Heads of units register apps, renew their secrets and switch them off."""
    if by.has_role(*KEEPERS):
        return allow(PROCESSING)
    return refuse(_("Only the head of a unit decides which apps the town lets in."), PROCESSING)


def may_change_app(by: Actor, app: App) -> Verdict:
    """The same people, for an app that is there."""
    return may_keep_apps(by)


def may_let_in(by: Actor, app: App, scopes: Sequence[str]) -> Verdict:
    """A person, here themselves, for an app of this town and for no more than the town allowed that app."""
    if not by.is_signed_in:
        return ask_to_sign_in()
    if by.person_id is None:
        return refuse(_("Before you let an app in, tell us who you are."), CONSENT)
    if by.channel == BY_APP:
        return refuse(_("An app cannot let another app in. Do this yourself, on the website."), CONSENT)
    if app.is_partner or not app.is_on:
        return refuse(_("This app cannot act in anybody’s name here."), CONSENT)
    personal = {name for name, scope in known_scopes().items() if scope.is_personal}
    if not set(scopes) <= set(app.scopes) & personal:
        return refuse(_("This app asks for more than the town hall allowed it."), CONSENT)
    return allow(CONSENT)


def may_shut_out(by: Actor, let_in: LetIn) -> Verdict:
    """Whoever let the app in."""
    if by.person_id is not None and by.person_id == let_in.person_id:
        return allow(CONSENT)
    return refuse(_("Only whoever let the app in can shut it out."), CONSENT)


def may_forget(by: Actor) -> Verdict:
    """The platform forgets by itself what has had its time."""
    return allow(PROCESSING) if by.is_system else refuse(_("The platform forgets this by itself."))
