"""What can happen to a notice."""

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
