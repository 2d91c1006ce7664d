"""Settings of the account library: how one signs in, with which forms, second steps and national sign-in.

Its own page because they belong together; `settings` takes all of them over.
"""

import os
from urllib.parse import urlsplit

ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_ADAPTER = "eroba.kernel.people.adapter.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "eroba.kernel.people.adapter.NationalSignInAdapter"
_FORMS = "eroba.kernel.people.account_forms."
ACCOUNT_FORMS = {
    "login": f"{_FORMS}SignInForm",
    "signup": f"{_FORMS}SignUpForm",
    "confirm_email_verification_code": f"{_FORMS}CodeForm",
    "add_email": f"{_FORMS}NewEmailForm",
    "change_email": f"{_FORMS}OtherEmailForm",
    "reset_password": f"{_FORMS}ForgottenPasswordForm",
    "reset_password_from_key": f"{_FORMS}NewPasswordForm",
    "change_password": f"{_FORMS}ChangePasswordForm",
    "set_password": f"{_FORMS}FirstPasswordForm",
    "reauthenticate": f"{_FORMS}PasswordAgainForm",
}
SOCIALACCOUNT_FORMS = {"signup": f"{_FORMS}NationalSignUpForm"}
_STEPS = "eroba.kernel.people.second_step_forms."
MFA_FORMS = {
    "authenticate": f"{_STEPS}SecondFactorForm",
    "reauthenticate": f"{_STEPS}SecondFactorAgainForm",
    "activate_totp": f"{_STEPS}AuthenticatorForm",
    "add_webauthn": f"{_STEPS}NewKeyForm",
    "edit_webauthn": f"{_STEPS}KeyNameForm",
    "login_webauthn": f"{_STEPS}KeySignInForm",
    "authenticate_webauthn": f"{_STEPS}KeyStepForm",
    "reauthenticate_webauthn": f"{_STEPS}KeyAgainForm",
}
MFA_ADAPTER = "eroba.kernel.people.second_step.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_TOLERANCE = (
    1  # a phone may be half a minute early or late; people/code_steps.py lets each code work once
)
USERSESSIONS_ADAPTER = "eroba.kernel.people.sessions.SessionsAdapter"
MFA_TOTP_ISSUER = "Eroba"
_PROVIDER = os.environ.get("EROBA_SIGN_IN_SERVER")
ORIGINS_OF_PROVIDER = ["{0.scheme}://{0.netloc}".format(urlsplit(_PROVIDER))] if _PROVIDER else []
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "national",
                "name": os.environ.get("EROBA_SIGN_IN_NAME", "my.gov.ge"),
                "client_id": os.environ.get("EROBA_SIGN_IN_CLIENT", "eroba"),
                "secret": os.environ.get("EROBA_SIGN_IN_SECRET", ""),
                "settings": {"server_url": _PROVIDER},
            }
        ]
        if _PROVIDER
        else [],
    }
}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
