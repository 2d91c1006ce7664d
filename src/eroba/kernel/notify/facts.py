"""What can happen to news on its way to a person. None of it stands on a matter's public timeline."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.kernel.outbox.facts import Fact


@dataclass(frozen=True)
class NoticeWritten(Fact):
    """Somebody was written to."""

    name = "notice.written"
    sentence = _("A message was sent to the person concerned.")
    shown_to = "staff"

    notice_id: UUID


@dataclass(frozen=True)
class NoticeLetGo(Fact):
    """The quiet hours are over; a message that waited leaves."""

    name = "notice.let_go"
    sentence = _("A message that waited for the end of the quiet hours was sent.")
    shown_to = "staff"

    sending_id: UUID


@dataclass(frozen=True)
class DigestMade(Fact):
    """Several messages were put into one."""

    name = "digest.made"
    sentence = _("Several messages were put into one e-mail.")
    shown_to = "staff"

    digest_id: UUID


@dataclass(frozen=True)
class FollowAsked(Fact):
    """Somebody without an account wants to follow something; the address has to be confirmed."""

    name = "follow.asked"
    sentence = _("Somebody asked to follow this by e-mail.")
    shown_to = "staff"

    follow_id: UUID


@dataclass(frozen=True)
class PhoneCheckAsked(Fact):
    """Somebody wants to show that a phone is theirs; a code has to be sent."""

    name = "phone_check.asked"
    sentence = _("A code was sent to confirm a phone number.")
    shown_to = "staff"

    check_id: UUID


ALL_FACTS = (NoticeWritten, NoticeLetGo, DigestMade, FollowAsked, PhoneCheckAsked)
