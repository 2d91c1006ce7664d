"""The page on which a person reads what an app asks for, and says yes or no."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from oauth2_provider.views import AuthorizationView

from eroba.kernel.actions import NotAllowed
from eroba.kernel.api import actions, rules
from eroba.kernel.api.queries import app_by_client_number, app_of
from eroba.kernel.base.errors import BadInput
from eroba.kernel.people.queries import actor_for
from eroba.kernel.people.rules import PROCESSING_IN_BOTH
from eroba.kernel.registry import scopes as known_scopes


class Consent(AuthorizationView):
    """Asks each time, in the words of the manifests; the library checks the request, our action writes the answer."""

    template_name = "api/let_in.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keeps the page out of every cache."""
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    def handle_prompt_login(self) -> HttpResponse:
        """Who comes here is signed in; an app cannot ask for more than that."""
        raise BadInput(_("This app asks for something we do not offer. Go back to it and tell its makers."))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page in words: who asks, for what, until when."""
        context = super().get_context_data(**kwargs)
        app = app_of(context.get("application"))
        if app is None:
            return context
        by, asked = actor_for(self.request), list(context["scopes"])
        verdict = rules.may_let_in(by, app, asked)
        if not verdict:
            raise NotAllowed(verdict)
        scopes = known_scopes()
        context |= {
            "app": app,
            "asks": [scopes[name] for name in asked],
            "basis": PROCESSING_IN_BOTH[get_language() or "ka"],
        }
        return context

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Draws the page, which may send its form on to the app and nowhere else."""
        response = super().render_to_response(context, **kwargs)
        goal = urlsplit(context.get("redirect_uri") or "")
        if goal.netloc:
            origin = f"{goal.scheme}://{goal.netloc}"
            response._csp_update = {"form-action": [origin]}  # type: ignore[attr-defined]
        return response

    def form_valid(self, form: Form) -> HttpResponse:
        """Writes a yes down together with the code the app gets; a no, or a wrong question, is only passed on."""
        said = form.cleaned_data
        app = app_by_client_number(said["client_id"])
        with transaction.atomic():
            response = super().form_valid(form)
            if "code" in parse_qs(urlsplit(response.get("Location", "")).query):
                actions.let_in(actor_for(self.request), app=app, scopes=said["scope"].split())
        return response

    def form_invalid(self, form: Form) -> HttpResponse:
        """Something of the app's question was lost on the way."""
        raise BadInput(_("The app’s question did not arrive whole. Go back to the app and start again."))
