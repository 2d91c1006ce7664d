"""Passkeys: the account library's pages, where ours lead somebody back to what they were doing and know the device."""

from typing import Any
from urllib.parse import urlencode

from allauth.mfa.webauthn import views as library
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from eroba.kernel.people.doors import safe_next
from eroba.kernel.people.second_step import host_can_have_keys


class SignIn(library.LoginWebAuthnView):
    """Signs somebody in with a passkey alone."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Back to the page of signing in, with the reason, and with where they wanted to go."""
        for words in form.errors.get("credential", []):
            messages.error(self.request, words)
        goal = safe_next(self.request, "")
        address = reverse("account_login")
        return HttpResponseRedirect(f"{address}?{urlencode({'next': goal})}" if goal else address)


class Add(library.AddWebAuthnView):
    """Adds a passkey that can sign in alone."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the browser needs to make the key: kept on the device, and opened by its owner only."""
        context = super().get_context_data(**kwargs)
        context["form"] = kwargs.get("form") or context["form"]
        context["js_data"] = {"creation_options": auth.begin_registration(self.request.user, True)}
        context["host_can_have_keys"] = host_can_have_keys(self.request)
        return context

    def get_success_url(self) -> str:
        """The recovery codes when they are new, else the list of passkeys."""
        return reverse("mfa_view_recovery_codes" if self.did_generate_recovery_codes else "mfa_list_webauthn")


class Again(library.ReauthenticateWebAuthnView):
    """Asks for a passkey once more, before something delicate."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """The same page with the reason."""
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page's words, with what was wrong."""
        context = super().get_context_data(**kwargs)
        context["form"] = kwargs.get("form") or context["form"]
        return context


def _fresh(view: type) -> Any:
    return never_cache(view.as_view())  # type: ignore[attr-defined]


sign_in = _fresh(SignIn)
add = _fresh(Add)
again = _fresh(Again)
