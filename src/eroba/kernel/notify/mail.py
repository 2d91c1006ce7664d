"""News as e-mails: in words and in HTML, in the reader's language, with an identity that never changes.

A mail that is sent twice because a worker died in between carries the same Message-ID, so the reader sees one. What can
be stopped carries its way to stop in the headers that mail programs know (RFC 2369, RFC 8058).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from eroba.kernel.matters.models import Matter
from eroba.kernel.notify.links import Stop, confirm_address, site_address, stop_address
from eroba.kernel.notify.models import Digest, Follow, Notice
from eroba.kernel.notify.queries.wishes import kind_of
from eroba.kernel.registry.shelf import topics
from eroba.kernel.tenancy.models import Municipality


@dataclass(frozen=True)
class Footer:
    """Why somebody gets an e-mail, and how to get it no longer; both are said in every e-mail."""

    why: str
    stop_href: str = ""
    choose_href: str = ""


def letter_of(notice: Notice, *, to: str) -> EmailMultiAlternatives:
    """One notice as a mail, ready to be sent."""
    with translation.override(notice.language):
        about = {
            "notice": notice,
            "footer": _footer(notice),
            "action_href": site_address(notice.path) if notice.path else "",
            "action_words": _("Read on") if notice.follow_id else _("Open it on My page"),
            "written_on": date_format(notice.written_at, "DATE_FORMAT"),
        }
        return _mail(
            "notify/notice_email", notice.municipality, notice.language, to, notice.subject, notice.key, about
        )


def digest_letter(digest: Digest, notices: Sequence[Notice], *, to: str) -> EmailMultiAlternatives:
    """Several notices as one mail."""
    town = digest.municipality
    with translation.override(digest.language):
        subject = _("News from %(town)s: %(count)s") % {"town": town.name, "count": len(notices)}
        stop = stop_address(Stop("digest", digest.pk), town, digest.language)
        about = {
            "heading": subject,
            "entries": [(notice, site_address(notice.path) if notice.path else "") for notice in notices],
            "footer": Footer(
                _("You asked for these news together, instead of one e-mail for each."),
                stop,
                _choose_href(digest.language) if digest.account_id else "",
            ),
        }
        return _mail("notify/digest_email", town, digest.language, to, subject, f"digest:{digest.pk}", about)


def question_letter(follow: Follow) -> EmailMultiAlternatives:
    """The one mail that asks whether an address really wants to follow something."""
    town = follow.municipality
    with translation.override(follow.language):
        about = {
            "what": title_of(follow),
            "footer": Footer(
                _("Somebody typed this address on the page of %(town)s. If it was not you, do nothing.")
                % {"town": town.name}
            ),
            "action_href": confirm_address(follow.pk, town, follow.language),
            "action_words": _("Yes, write to me"),
        }
        subject = _("Do you want news about “%(what)s”?") % {"what": about["what"]}
        key = f"follow:{follow.pk}:{follow.asked_at.isoformat()}"
        return _mail("notify/question_email", town, follow.language, follow.email, subject, key, about)


def title_of(follow: Follow) -> str:
    """What is followed, in words of the language being read."""
    if follow.matter is not None:
        return _title(follow.matter)
    topic = topics().get(follow.topic)
    return str(topic.title) if topic else follow.topic


def message_id(town: Municipality, key: str) -> str:
    """A mail's identity, from the key of what it says and its town."""
    fingerprint = hashlib.sha256(f"{town.pk}:{key}".encode()).hexdigest()[:40]
    return f"<{fingerprint}@{urlsplit(settings.SITE_ADDRESS).hostname or 'eroba'}>"


def _mail(
    template: str, town: Municipality, language: str, to: str, subject: str, key: str, about: dict[str, Any]
) -> EmailMultiAlternatives:
    footer: Footer = about["footer"]
    surroundings = {"municipality": town, "LANGUAGE_CODE": language, **about}
    headers = {"Message-ID": message_id(town, key), "Auto-Submitted": "auto-generated"}
    if footer.stop_href:
        headers["List-Unsubscribe"] = f"<{footer.stop_href}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string(f"{template}.txt", surroundings),
        to=[to],
        headers=headers,
    )
    mail.attach_alternative(render_to_string(f"{template}.html", surroundings), "text/html")
    return mail


def _footer(notice: Notice) -> Footer:
    town, follow = notice.municipality, notice.follow
    if follow is not None:
        why = _("You follow “%(what)s” in %(town)s.") % {"what": title_of(follow), "town": town.name}
        choose = _choose_href(notice.language) if follow.account_id else ""
        return Footer(why, stop_address(Stop("follow", follow.pk), town, notice.language), choose)
    kind = kind_of(notice.kind)
    why = _("%(town)s Municipality writes to you because of: %(kind)s.") % {
        "town": town.name,
        "kind": kind.title,
    }
    if notice.account_id is None or kind.is_urgent:
        return Footer(why, choose_href=_choose_href(notice.language))
    stop = stop_address(Stop("kind", notice.account_id, notice.kind), town, notice.language)
    return Footer(why, stop, _choose_href(notice.language))


def _choose_href(language: str) -> str:
    return site_address(f"/{language}/me/notices/wishes/")


def _title(matter: Matter) -> str:
    return f"{matter.title} ({matter.number})"
