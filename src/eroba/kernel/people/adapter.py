"""How allauth behaves here: e-mails in the person's language, back to where one came from, identified on arrival."""

import smtplib
from typing import Any
from urllib.parse import urlsplit

import requests
from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import NotAllowed
from eroba.kernel.base.errors import Refusal
from eroba.kernel.people import actions
from eroba.kernel.people.account_mail import LETTERS, account_mail
from eroba.kernel.people.claims import belongs_to_question, claims_of, seal_answer
from eroba.kernel.people.models import Account
from eroba.kernel.people.queries import actor_of
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

WAIT_SECONDS = 5


class MailDown(Refusal):
    """Says that no e-mail can be sent now, and that nothing is lost."""

    status = 503


class AccountAdapter(DefaultAccountAdapter):
    """Accounts with an e-mail address."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _(
            "Too many tries. For your safety we wait a few minutes; then try again, or choose a new password."
        ),
        "rate_limited": _("Too many tries. Wait a few minutes, then try again."),
    }

    def new_user(self, request: HttpRequest) -> Account:
        """A new account remembers the language in which it was made."""
        return Account(language=get_language() or settings.LANGUAGE_CODE)

    def clean_email(self, email: str) -> str:
        """Addresses are the same in capital and small letters."""
        return super().clean_email(email).lower()

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sends an e-mail in the account's own language, or in that of the page when there is no account."""
        account = context.get("user") or Account.objects.filter(email=email).first()
        language = getattr(account, "language", None) or get_language()
        try:
            with override(language):
                super().send_mail(template_prefix, email, context)
        except (OSError, smtplib.SMTPException) as problem:
            raise MailDown(
                _(
                    "We cannot send e-mail at the moment. Nothing is lost: try again in a few minutes. "
                    "If you were making an account, it is there already; sign in and we will send the code."
                )
            ) from problem

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Writes an e-mail: the sentences of our table, as text and in the common layout."""
        to = email if isinstance(email, str) else email[0]
        return account_mail(LETTERS[template_prefix], to, context, self.request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """My page, unless somebody came from elsewhere."""
        return reverse("my:home")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """The front page, in the same language."""
        return f"/{get_language()}/"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the page about signing in."""
        return reverse("my:security")

    def is_safe_url(self, url: str | None) -> bool:
        """Only pages of ours, and never one that only looks like it."""
        return bool(url) and "\\" not in str(url) and super().is_safe_url(str(url))

    def post_login(self, request: HttpRequest, user: Account, **login: Any) -> HttpResponse:
        """Whoever came through the national sign-in is at once known in the town they came from."""
        response = super().post_login(request, user, **login)
        town = town_of_address(response.get("Location", ""))
        if town is not None:
            recognise(user, town)
        return response


class ProviderSilent(Refusal, requests.RequestException):
    """Says that the national sign-in gives no usable answer; allauth knows it as a failed request."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            _(
                "The national sign-in does not answer at the moment. It is not your fault. "
                "Try again in a few minutes, or sign in with your e-mail address."
            )
        )


class NonceUnknown(Refusal):
    """Says that the answer of the national sign-in was made for another question."""

    status = 400

    def __init__(self) -> None:
        super().__init__(
            _(
                "The answer of the national sign-in does not belong to this visit. Nothing was opened. "
                "Go back to where you came from and follow the link once more."
            )
        )


class _PatientSession(requests.Session):
    """Waits for the provider for a few seconds only, and makes whatever goes wrong a sentence."""

    def request(self, method: Any, url: Any, *args: Any, **options: Any) -> requests.Response:
        """Asks the provider; the description of itself must be readable too."""
        options["timeout"] = options.get("timeout") or WAIT_SECONDS
        try:
            response = super().request(method, url, *args, **options)
            if "/.well-known/" in str(url):
                response.raise_for_status()
                response.json()
        except requests.RequestException as problem:
            raise ProviderSilent from problem
        return response


class NationalSignInAdapter(DefaultSocialAccountAdapter):
    """Accounts that come through the national sign-in."""

    def get_requests_session(self) -> requests.Session:
        """How the provider is asked."""
        return _PatientSession()

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Sees that the answer belongs to what was asked here; seals it before it can reach a session."""
        if not belongs_to_question(sociallogin):
            raise NonceUnknown
        seal_answer(sociallogin.account)


def town_of_address(address: str) -> Municipality | None:
    """The town below which an address of ours lies, if it does."""
    path = urlsplit(address).path
    language = path.removeprefix("/").partition("/")[0]
    try:
        # the address book is open in one language at a time
        with override(language if language in dict(settings.LANGUAGES) else None):
            slug = resolve(path, urlconf=settings.ROOT_URLCONF).kwargs.get("municipality")
    except Resolver404:
        return None
    return Municipality.objects.filter(slug=slug, is_open=True).first() if slug else None


def recognise(account: Account, town: Municipality) -> None:
    """Ties the account to its person in a town by what the national sign-in said; says nothing if that fails.

    The page that needs a person will ask again, and give the reason there.
    """
    claims = claims_of(account)
    if claims is None:
        return
    with scope(town):
        actor = actor_of(account)
        if actor.person_id is None:
            try:
                actions.identify_from_claims(actor, claims=claims)
            except NotAllowed:
                return
