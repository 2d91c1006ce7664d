"""What stands behind the addresses of the journal in the walk through two towns."""

from collections.abc import Mapping
from typing import Any

from eroba.kernel.audit.heads import publish_head
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.audit.sealer import seal_journal
from eroba.kernel.base.ids import uuid7
from tests.towns.hall import TownHall


def furnish(hall: TownHall) -> Mapping[str, Mapping[str, Any]]:
    """One entry under a signed head; its proof is public and says nothing of what the entry holds."""
    subject = uuid7()
    entry = JournalEntry(action="walk.opened", subject_id=subject, after={"word": hall.mark})
    entry.save(force_insert=True)
    seal_journal()
    publish_head()
    return {"audit:proof": {"entry": entry.pk}, "audit:receipt": {"act": "walk.opened", "subject": subject}}
