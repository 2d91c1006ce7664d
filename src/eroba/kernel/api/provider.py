"""What the OAuth2 library asks us: which app is which, in this town only, and for what it may ask.

The library's tables know no town. Everything it loads passes here, and what is not this town's does not exist.
"""

from collections.abc import Iterable
from typing import Any

from oauth2_provider.models import Application
from oauth2_provider.oauth2_validators import OAuth2Validator
from oauth2_provider.scopes import BaseScopes

from eroba.kernel.api.queries import app_of, doors_of
from eroba.kernel.people.queries import person_of
from eroba.kernel.registry import scopes as known_scopes

IN_NOBODYS_NAME = "client_credentials"


class TownValidator(OAuth2Validator):
    """Knows only the apps of the town worked for, and only while they are switched on."""

    def _load_application(self, client_id: str, request: Any) -> Application | None:
        found = super()._load_application(client_id, request)
        if found is not None and app_of(found) is not None:
            return found
        request.client = None
        return None

    def validate_grant_type(
        self, client_id: str, grant_type: str, client: Any, request: Any, *args: Any, **kwargs: Any
    ) -> bool:
        """An app that keeps a secret may also ask for itself, in nobody's name."""
        if grant_type == IN_NOBODYS_NAME:
            app = app_of(request.client)
            known = known_scopes()
            return app is not None and any(
                not known[name].is_personal for name in app.scopes if name in known
            )
        return bool(super().validate_grant_type(client_id, grant_type, client, request, *args, **kwargs))

    def validate_refresh_token(
        self, refresh_token: str, client: Any, request: Any, *args: Any, **kwargs: Any
    ) -> bool:
        """Renews a token only while its person still lets the app in."""
        if not super().validate_refresh_token(refresh_token, client, request, *args, **kwargs):
            return False
        person = person_of(request.user) if request.user is not None and request.user.is_active else None
        app = app_of(request.client)
        return person is not None and app is not None and doors_of(person.pk).filter(app=app).exists()


class DeclaredScopes(BaseScopes):
    """What the manifests declare, cut down to what the town allowed the app."""

    def get_all_scopes(self) -> dict[str, str]:
        """Every scope with its title."""
        return {name: str(scope.title) for name, scope in known_scopes().items()}

    def get_available_scopes(
        self, application: Application | None = None, request: Any = None, *args: Any, **kwargs: Any
    ) -> Iterable[str]:
        """What this app may ask for in this town, in a person's name or in nobody's."""
        app, known = app_of(application), known_scopes()
        in_somebodys_name = getattr(request, "grant_type", None) != IN_NOBODYS_NAME
        if app is None:
            return []
        return [name for name in app.scopes if name in known and known[name].is_personal == in_somebodys_name]

    def get_default_scopes(
        self, application: Application | None = None, request: Any = None, *args: Any, **kwargs: Any
    ) -> Iterable[str]:
        """The same, when the app does not say what it wants."""
        return self.get_available_scopes(application, request)
