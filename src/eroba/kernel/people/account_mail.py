"""Every e-mail about an account, in one table: what it says, what one can press, and when one need not worry.

The account library asks for e-mails by name; each goes out as text and in the common layout, from the same sentences.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.kernel.people.devices import device_words
from eroba.kernel.people.sessions import network_of, network_words

Words: TypeAlias = str | Promise
YOUR_CODE = _("Your code")
NOT_YOU = _("If that was you, there is nothing to do. If not, choose a new password at once.")
OTHERS_OUT = _("Every other device was signed out. Sign in there again when you need it.")


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One kind of e-mail; `%(…)s` in its sentences stands for what the library knows."""

    subject: Words
    said: Words
    more: Words = ""
    link: str = ""
    """Which of the library's addresses the button leads to."""
    link_words: Words = ""
    after: Words = ""
    shows_code: bool = False
    is_warning: bool = False
    """Something was changed: says from where, and what to do if it was a stranger."""


def _code(said: Words) -> Letter:
    return Letter(
        subject=_("Your code: %(code)s"),
        said=said,
        shows_code=True,
        more=_(
            "Type it on the page that asked for it. It is valid for a few minutes. "
            "Never tell it to anybody; no official will ask for it."
        ),
        after=_("You asked for nothing? Then do nothing; without the code nothing happens."),
    )


def _change(subject: Words, said: Words, *, ends_others: bool = False) -> Letter:
    return Letter(subject=subject, said=said, more=OTHERS_OUT if ends_others else "", is_warning=True)


_CONFIRM = _code(_("This code shows that the e-mail address is yours:"))
_SIGN_IN = _code(_("Your code:"))
LETTERS: Mapping[str, Letter] = {
    "account/email/email_confirmation": _CONFIRM,
    "account/email/email_confirmation_signup": _CONFIRM,
    "account/email/login_code": _SIGN_IN,
    "account/email/password_reset_code": _SIGN_IN,
    "account/email/password_reset_key": Letter(
        subject=_("A new password for your account"),
        said=_("You, or somebody who typed your address, asked for a new password."),
        link="password_reset_url",
        link_words=_("Choose a new password"),
        after=_(
            "The link works once. You did not ask for a new password? Then do nothing; the old one stays."
        ),
    ),
    "account/email/account_already_exists": Letter(
        subject=_("You already have an account"),
        said=_(
            "Somebody, perhaps you, wanted to make an account with %(email)s. There is one already, so nothing "
            "was changed."
        ),
        more=_("You forgot the password? Here you get a new one:"),
        link="password_reset_url",
        link_words=_("Get a new password"),
    ),
    "account/email/unknown_account": Letter(
        subject=_("There is no account with this address"),
        said=_(
            "Somebody, perhaps you, wanted a new password for %(email)s, but there is no account with this address."
        ),
        more=_("If it was you, try the address you signed up with, or make an account:"),
        link="signup_url",
        link_words=_("Make an account"),
    ),
    "account/email/email_confirm": _change(
        _("Your e-mail address was confirmed"), _("Your e-mail address was confirmed.")
    ),
    "account/email/email_changed": _change(
        _("Your e-mail address was changed"),
        _("The e-mail address of your account was changed from %(from_email)s to %(to_email)s."),
    ),
    "account/email/email_deleted": _change(
        _("An e-mail address was removed"),
        _("The e-mail address %(deleted_email)s was removed from your account."),
    ),
    "account/email/password_changed": _change(
        _("Your password was changed"), _("The password of your account was changed."), ends_others=True
    ),
    "account/email/password_reset": _change(
        _("Your password was changed"), _("The password of your account was changed."), ends_others=True
    ),
    "account/email/password_set": _change(
        _("A password was set"), _("A password was set for your account."), ends_others=True
    ),
    "mfa/email/totp_activated": _change(
        _("The second step is on"),
        _("An authenticator app was turned on for your account."),
        ends_others=True,
    ),
    "mfa/email/totp_deactivated": _change(
        _("The second step is off"),
        _("The authenticator app was turned off for your account."),
        ends_others=True,
    ),
    "mfa/email/recovery_codes_generated": _change(
        _("New recovery codes"),
        _("New recovery codes were made for your account; the old ones no longer work."),
        ends_others=True,
    ),
    "mfa/email/webauthn_added": _change(
        _("A passkey was added"),
        _(
            "A passkey was added to your account. Whoever has the device and can unlock it can sign in with it."
        ),
        ends_others=True,
    ),
    "mfa/email/webauthn_removed": _change(
        _("A passkey was removed"), _("A passkey was removed from your account."), ends_others=True
    ),
    "socialaccount/email/account_connected": _change(
        _("The national sign-in was connected"), _("The national sign-in was connected to your account.")
    ),
    "socialaccount/email/account_disconnected": _change(
        _("The national sign-in was disconnected"),
        _("The national sign-in was disconnected from your account."),
    ),
}


def account_mail(
    letter: Letter, email: str, context: Mapping[str, Any], request: HttpRequest | None
) -> EmailMultiAlternatives:
    """An e-mail of one kind, in the language spoken now, as text and in the common layout."""
    known = {name: value for name, value in context.items() if isinstance(value, str)}
    subject = " ".join((str(letter.subject) % known).split())
    told = {
        "request": request,
        "LANGUAGE_CODE": get_language(),
        "heading": YOUR_CODE if letter.shows_code else subject,
        "said": str(letter.said) % known,
        "more": letter.more,
        "after": NOT_YOU if letter.is_warning else letter.after,
        "code": known.get("code") if letter.shows_code else "",
        "done_from": _done_from(context) if letter.is_warning else (),
        "action_href": _link(letter, known),
        "action_words": _("Choose a new password") if letter.is_warning else letter.link_words,
        "site_address": settings.SITE_ADDRESS,
    }
    mail = EmailMultiAlternatives(
        subject, render_to_string("people/mail/account.txt", told).strip(), None, [email]
    )
    mail.attach_alternative(render_to_string("people/mail/account.html", told), "text/html")
    return mail


def _link(letter: Letter, known: Mapping[str, str]) -> str:
    if letter.is_warning:
        return settings.SITE_ADDRESS + reverse("account_reset_password", urlconf=settings.ROOT_URLCONF)
    return known.get(letter.link, "")


def _done_from(context: Mapping[str, Any]) -> list[tuple[Words, Any]]:
    network = network_words(network_of(context["ip"])) if context.get("ip") else ""
    return [
        (_("Device"), device_words(context.get("user_agent", ""))),
        (_("Network"), network),
        (_("Time"), context.get("timestamp")),
    ]
