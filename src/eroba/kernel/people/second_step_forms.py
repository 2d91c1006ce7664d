"""Forms of the second step and of passkeys: each wrong answer gets its own sentence, and a code works once."""

import json
from typing import Any

from allauth.mfa.base import forms as mfa
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from cryptography.exceptions import InvalidSignature
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from eroba.kernel.people.account_forms import Worded
from eroba.kernel.people.code_steps import take_step, was_taken
from eroba.kernel.people.models import Account

APP_HINT = _("Six digits from your authenticator app, or one of your recovery codes")
LONGEST_NAME = 60
NUL = "\\u0000"
LONGEST_CODE = 40
# What the libraries raise for an answer that no key can have given.
UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, InvalidSignature)
USED = ValidationError(
    _(
        "This code was used already. Wait until the app shows the next one, half a minute at most, and type that."
    ),
    code="used",
)
USED_UP = ValidationError(
    _("This recovery code was used already; each works once. Take another one from your list."), code="used"
)


class _CodeOnce(Worded):
    """Takes a code once, and says so when it was taken before."""

    words = {"code": (_("Code"), APP_HINT)}
    user: Account
    cleaned_data: dict[str, Any]
    authenticator: Authenticator

    def clean_code(self) -> str:
        """The code, when it is right and fresh; spaces between the digits do no harm."""
        typed = self.cleaned_data["code"] = "".join(self.cleaned_data["code"].split())[:LONGEST_CODE]
        problem = _used(self.user, typed)
        if problem is not None:
            check_rate_limit(self.user)
            raise problem
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP and not take_step(self.authenticator, typed):
            raise USED
        return code


def _used(account: Account, typed: str) -> ValidationError | None:
    for kept in Authenticator.objects.filter(user=account).exclude(type=Authenticator.Type.WEBAUTHN):
        if kept.type == Authenticator.Type.TOTP:
            if was_taken(kept, typed):
                return USED
        elif typed in set(kept.wrap().generate_codes()) - set(kept.wrap().get_unused_codes()):
            return USED_UP
    return None


class SecondFactorForm(_CodeOnce, mfa.AuthenticateForm):
    """The code from the authenticator app."""


class SecondFactorAgainForm(_CodeOnce, mfa.ReauthenticateForm):
    """The code once more, before something delicate."""


class AuthenticatorForm(Worded, totp.ActivateTOTPForm):
    """The first code of a new authenticator app."""

    words = {"code": (_("Code"), _("The six digits that the app shows now"))}

    def clean_code(self) -> str:
        """The code, when the app shows it now."""
        self.cleaned_data["code"] = "".join(self.cleaned_data["code"].split())[:LONGEST_CODE]
        return str(super().clean_code())


class _FromKey(Worded):
    """Reads what a browser sent on behalf of a passkey; what cannot be read is a wrong answer, not our mistake."""

    fields: dict[str, forms.Field]
    refusal = _("This passkey was not accepted. Try again, or sign in another way.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages |= {
            "required": _("Your browser sent no passkey. Use the button on this page, and allow scripts."),
            "invalid": self.refusal,
        }

    def _judged(self, judge: Any) -> Any:
        """What the library finds; its refusals in our words."""
        try:
            return judge()
        except ValidationError as problem:
            said_more = problem.code not in ("incorrect_code", None)
            raise problem if said_more else ValidationError(self.refusal, code="key") from problem
        except UNREADABLE as problem:
            raise ValidationError(self.refusal, code="key") from problem


class _KeyAnswer(_FromKey):
    """An answer of a passkey that was made earlier."""

    def clean_credential(self) -> Authenticator:
        """The key that answered, when it is one of this account and its answer is fresh."""
        found: Authenticator = self._judged(super().clean_credential)  # type: ignore[misc]
        return found


class KeySignInForm(_KeyAnswer, webauthn.LoginWebAuthnForm):
    """A passkey in place of e-mail address and password."""


class KeyStepForm(_KeyAnswer, webauthn.AuthenticateWebAuthnForm):
    """A passkey as the second step."""


class KeyAgainForm(_KeyAnswer, webauthn.ReauthenticateWebAuthnForm):
    """A passkey once more, before something delicate."""


class NewKeyForm(_FromKey, webauthn.AddWebAuthnForm):
    """A new passkey and what its owner calls it."""

    words = {
        "name": (_("What you call it"), _("So that you recognise it in the list, for example: my phone"))
    }
    refusal = _("The passkey could not be added. Try again; if it still fails, use another device or key.")
    passwordless = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        assert isinstance(name, forms.CharField)
        name.required = True
        name.widget.attrs["maxlength"] = LONGEST_NAME

    def clean_name(self) -> str:
        """The name; a passkey that the device has made already is not thrown away for want of a good one."""
        return str(super().clean_name()).strip()[:LONGEST_NAME]

    def clean(self) -> dict[str, Any]:
        """The new key, when it answers what this page asked. What PostgreSQL could not keep, no browser sends."""
        if not _can_be_kept(self.cleaned_data.get("credential")):
            raise ValidationError(self.refusal, code="key")
        checked: dict[str, Any] = self._judged(super().clean)
        return checked


def _can_be_kept(sent: Any) -> bool:
    """Whether PostgreSQL can keep it: no NUL, and no half of a letter."""
    written = json.dumps(sent, ensure_ascii=False)
    return NUL not in written and not any("\ud800" <= letter <= "\udfff" for letter in written)


class KeyNameForm(Worded, webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    words = NewKeyForm.words
    name = forms.CharField(max_length=LONGEST_NAME)
