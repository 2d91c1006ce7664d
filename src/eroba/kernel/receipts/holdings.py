"""What receipts hold about a person, and why somebody whose receipt is not opened cannot be erased yet."""

from collections.abc import Sequence
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.kernel.audit.personal import decrypt_for
from eroba.kernel.people.models import Person
from eroba.kernel.receipts.queries import not_opened_of, receipts_of
from eroba.kernel.registry import Hold

UNDER_WAY = _("Law on Personal Data Protection, art. 16: data are needed for a procedure that is under way")


def holdings_about(person: Person) -> list[dict[str, Any]]:
    """When something of theirs came in and what it was for; what was sent, while it is not opened."""
    return [
        {
            "receipt": one.number,
            "received_at": one.received_at,
            "about": one.about.get("title", {}),
            "sent_by_account": one.actor.get("account_id"),
            "state": one.state,
            "sent": decrypt_for(person.pk, one.sealed) if one.sealed else None,
        }
        for one in receipts_of(person)
    ]


def holds_of(person: Person) -> Sequence[Hold]:
    """What came in from somebody must be opened before they can be erased."""
    return [
        Hold(
            because=format_lazy(
                _("What came in under {number} has no number yet. It must get one first."), number=one.number
            ),
            basis=UNDER_WAY,
        )
        for one in not_opened_of(person.pk)
    ]
