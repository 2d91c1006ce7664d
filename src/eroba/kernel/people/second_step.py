"""How the account library keeps second steps here: secrets locked away, keys named after devices, words of ours.

A passkey belongs to the one host where people sign in; a town's own domain takes them over from there.
"""

import ipaddress
from base64 import b64decode, b64encode
from io import BytesIO
from urllib.parse import urlsplit

import segno
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.secrets import derived_key, lock_away, unlock
from eroba.kernel.people.devices import device_words
from eroba.kernel.people.models import Account

LOCKED = "locked:"
_PURPOSE = "eroba.people.second-step"


class SecondStepAdapter(DefaultMFAAdapter):
    """Authenticator apps, recovery codes and passkeys."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "This code is not right. Type the six digits that the app shows now; if they never fit, the clock of "
            "your phone is wrong: let it set itself."
        ),
        "unverified_email": _("Please confirm your e-mail address first; then you can add a second step."),
    }

    def encrypt(self, text: str) -> str:
        """A secret as it is stored: of no use without the installation's key."""
        locked = lock_away(text.encode(), key=derived_key(_PURPOSE))
        return LOCKED + b64encode(locked).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again; one that was stored before secrets were locked is read as it is."""
        if not encrypted_text.startswith(LOCKED):
            return encrypted_text
        return unlock(b64decode(encrypted_text[len(LOCKED) :]), key=derived_key(_PURPOSE)).decode()

    def build_totp_svg(self, url: str) -> str:
        """The picture an authenticator app reads; dark on white in every theme, for cameras want it so."""
        drawn = BytesIO()
        segno.make_qr(url, error="m").save(drawn, kind="svg", scale=4, border=4, light="#fff", xmldecl=False)
        return drawn.getvalue().decode()

    def generate_authenticator_name(self, user: Account, type: Authenticator.Type) -> str:
        """What a new key is called until its owner gives it a name: the device it was made on."""
        request = context.request
        said = request.META.get("HTTP_USER_AGENT", "") if request is not None else ""
        return device_words(said) or gettext("A key of mine")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """To which host passkeys belong."""
        return {"id": key_host(context.request), "name": settings.MFA_TOTP_ISSUER}


def key_host(request: HttpRequest) -> str:
    """The host of the installation, or the one this browser came by when the machine has several names."""
    here = request.get_host().rsplit(":", 1)[0]
    return here if here in settings.MAIN_HOSTS else urlsplit(settings.SITE_ADDRESS).hostname or here


def host_can_have_keys(request: HttpRequest) -> bool:
    """Whether browsers allow passkeys here: a network address without a name is refused by all of them."""
    try:
        ipaddress.ip_address(key_host(request).strip("[]"))
    except ValueError:
        return True
    return False
