"""A notice as an e-mail: in words and in HTML, in the person's language, with an identity that never changes.

A mail that is sent twice because a worker died in between carries the same Message-ID, so the reader sees one.
"""

import hashlib
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format

from eroba.kernel.notify.models import Notice


def message_id(notice: Notice) -> str:
    """The mail's identity, from the notice's key and its town."""
    fingerprint = hashlib.sha256(f"{notice.municipality_id}:{notice.key}".encode()).hexdigest()[:40]
    return f"<{fingerprint}@{urlsplit(settings.SITE_ADDRESS).hostname or 'eroba'}>"


def letter_of(notice: Notice, *, to: str) -> EmailMultiAlternatives:
    """The mail, ready to be sent."""
    with translation.override(notice.language):
        surroundings = {
            "notice": notice,
            "municipality": notice.municipality,
            "LANGUAGE_CODE": notice.language,
            "action_href": urljoin(settings.SITE_ADDRESS, notice.path) if notice.path else "",
            "action_words": translation.gettext("Open it on My page"),
            "written_on": date_format(notice.written_at, "DATE_FORMAT"),
        }
        mail = EmailMultiAlternatives(
            subject=" ".join(notice.subject.split()),
            body=render_to_string("notify/notice_email.txt", surroundings),
            to=[to],
            headers={"Message-ID": message_id(notice), "Auto-Submitted": "auto-generated"},
        )
        mail.attach_alternative(render_to_string("notify/notice_email.html", surroundings), "text/html")
    return mail
