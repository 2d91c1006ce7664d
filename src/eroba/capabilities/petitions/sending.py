"""Codes and letters to signers, sent by the worker: by e-mail or as a text message."""

import hashlib

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from eroba.capabilities.petitions import keys
from eroba.capabilities.petitions.models import Letter, Signature
from eroba.capabilities.petitions.tokens import confirm_token
from eroba.kernel.notify.links import site_address
from eroba.kernel.notify.mail import message_id
from eroba.kernel.notify.ports import Sms, SmsGateway
from eroba.kernel.notify.sms_text import fitted
from eroba.kernel.registry import use
from eroba.kernel.tenancy.scope import current_municipality


def send_code(signature: Signature) -> None:
    """Sends the code of a signature where its owner asked for it; any error means "later"."""
    contact, town = keys.contact_of(signature), current_municipality()
    key = f"petition-code:{signature.pk}:{signature.code_round}"
    with override(signature.language):
        code, title = keys.code_for(signature), signature.petition.title
        if signature.channel == Signature.Channel.SMS:
            words = _("%(town)s, petition: your code is %(code)s") % {"town": town.name, "code": code}
            _text(contact, words, key)
            return
        named = {"municipality": town.slug, "token": confirm_token(signature)}
        path = reverse("petitions:confirm", kwargs=named, urlconf=settings.ROOT_URLCONF)
        body = _(
            "Your code: %(code)s\n\nType it on the page where you signed “%(title)s”, or press the button on this "
            "page:\n%(address)s\n\nThe code works for a day. If you did not sign, do nothing: without the code the "
            "signature does not count.\n\n%(town)s Municipality"
        ) % {"code": code, "title": title, "address": site_address(path), "town": town.name}
        subject = _("%(code)s is your code for the petition") % {"code": code}
        _mail(contact, subject, body, key)


def send_letter(letter: Letter, signature: Signature) -> None:
    """Sends news of a petition to one signer who asked for it; any error means "later"."""
    contact, town, petition = keys.contact_of(signature), current_municipality(), letter.petition
    if not contact:
        return
    is_english = signature.language == "en"
    key = f"petition-letter:{letter.pk}:{signature.pk}"
    with override(signature.language):
        subject = letter.subject_en if is_english else letter.subject_ka
        named = {"municipality": town.slug, "number": petition.matter.number}
        address = site_address(reverse("petitions:detail", kwargs=named, urlconf=settings.ROOT_URLCONF))
        if signature.channel == Signature.Channel.SMS:
            _text(contact, f"{town.name}: {subject} {address}", key)
            return
        body = letter.body_en if is_english else letter.body_ka
        why = _(
            "You signed this petition and asked for news of it. After the decision your address is erased."
        )
        _mail(contact, subject, f"{body}\n\n{address}\n\n{why}\n\n{town.name}", key)


def _mail(to: str, subject: str, body: str, key: str) -> None:
    headers = {"Message-ID": message_id(current_municipality(), key), "Auto-Submitted": "auto-generated"}
    EmailMessage(subject=" ".join(subject.split()), body=body, to=[to], headers=headers).send()


def _text(to: str, words: str, key: str) -> None:
    fingerprint = hashlib.sha256(key.encode()).hexdigest()[:40]
    use(SmsGateway).send(Sms(to, fitted(words, segments=2), fingerprint))  # type: ignore[type-abstract]
