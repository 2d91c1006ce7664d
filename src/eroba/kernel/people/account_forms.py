"""allauth's forms in our words: labels and hints that say what is wanted, and no text inside the boxes."""

from typing import Any

from allauth.account import forms as account
from allauth.socialaccount import forms as social
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PASSWORD_HINT = _("At least 10 characters. Three or four words in a row are easy to remember.")
CODE_HINT = _("From the e-mail we have just sent you")


class Worded:
    """Puts our words on fields, by their names."""

    words: dict[str, tuple[Promise, Promise | str]] = {}
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            if name in self.words:
                field.label, field.help_text = self.words[name]


class SignInForm(Worded, account.LoginForm):
    """E-mail address and password."""

    words = {"login": (_("E-mail address"), ""), "password": (_("Password"), "")}


class SignUpForm(Worded, account.SignupForm):
    """E-mail address and a new password, typed once."""

    words = {
        "email": (_("E-mail address"), _("We send a code there to make sure that it is yours.")),
        "password1": (_("Password"), PASSWORD_HINT),
    }


class NationalSignUpForm(Worded, social.SignupForm):
    """The e-mail address, when the national sign-in did not tell it."""

    words = {"email": (_("E-mail address"), _("Decisions and answers are announced there."))}


class CodeForm(Worded, account.ConfirmEmailVerificationCodeForm):
    """The code from the e-mail."""

    words = {"code": (_("Code"), CODE_HINT)}


class NewEmailForm(Worded, account.AddEmailForm):
    """Another e-mail address."""

    words = {"email": (_("New e-mail address"), _("We send a code there to make sure that it is yours."))}


class OtherEmailForm(Worded, account.ChangeEmailForm):
    """Another e-mail address, while the first one waits for its code."""

    words = {"email": (_("Another e-mail address"), "")}


class ForgottenPasswordForm(Worded, account.ResetPasswordForm):
    """Where to send the way to a new password."""

    words = {"email": (_("E-mail address"), _("The one you sign in with"))}


class NewPasswordForm(Worded, account.ResetPasswordKeyForm):
    """A new password after the old one was forgotten."""

    words = {"password1": (_("New password"), PASSWORD_HINT), "password2": (_("New password once more"), "")}


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    """The password so far and a new one."""

    words = {"oldpassword": (_("Password so far"), ""), **NewPasswordForm.words}


class FirstPasswordForm(Worded, account.SetPasswordForm):
    """A first password, for whoever came through the national sign-in."""

    words = NewPasswordForm.words


class PasswordAgainForm(Worded, account.ReauthenticateForm):
    """The password once more, before something delicate."""

    words = {"password": (_("Password"), "")}
