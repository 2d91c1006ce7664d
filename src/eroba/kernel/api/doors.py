"""Who may come in to an operation of the interface: somebody signed in here, or an app with a token and the scope."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.errors import AuthenticationError
from ninja.security import SessionAuth
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from eroba.kernel.actions import Actor, NotAllowed, refuse
from eroba.kernel.api.queries import guest_of
from eroba.kernel.api.quotas import use_of_address, use_of_app
from eroba.kernel.people.queries import actor_for, acts_as


class AppToken(AuthBase):
    """An app with a token of this town that carries the scope. A bad token never falls back to the session."""

    openapi_type = "oauth2"

    def __init__(self, scope: str) -> None:
        self.scope = scope
        super().__init__()

    def __call__(self, request: HttpRequest) -> Actor | None:
        said = request.headers.get("Authorization", "")
        if not said:
            return None
        word, _blank, token = said.partition(" ")
        guest = guest_of(token.strip()) if word.lower() == "bearer" else None
        if guest is None:
            use_of_address(request)  # whoever tries tokens out is counted like anybody else
            raise AuthenticationError(
                message=_("This token is unknown, too old, taken back, or another town’s.")
            )
        use_of_app(request, guest.app.pk)
        if self.scope not in guest.scopes:
            words = _("Nobody allowed the app this: it needs the scope %(scope)s.") % {"scope": self.scope}
            raise NotAllowed(refuse(words))
        acts_as(request, guest.actor)
        return guest.actor


class SignedIn(SessionAuth):
    """Somebody signed in on the website; what they change must come from a page of ours."""

    def __call__(self, request: HttpRequest) -> Any:
        if not request.user.is_authenticated:
            return None
        if check_csrf(request):
            raise NotAllowed(refuse(_("With a session, a change needs the form’s token in X-CSRFToken.")))
        return actor_for(request, channel="api")


def signed_in_or(scope: str) -> list[AuthBase]:
    """An app with this scope, or the person themselves."""
    return [AppToken(scope), SignedIn()]
