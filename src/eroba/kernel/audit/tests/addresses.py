"""What stands behind the addresses of the journal in the walk through two towns."""

from collections.abc import Mapping
from typing import Any

from eroba.kernel.audit.heads import publish_head
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.audit.sealer import seal_journal
from tests.towns.hall import TownHall


def furnish(hall: TownHall) -> Mapping[str, Mapping[str, Any]]:
    """One entry under a signed head; its proof is public and says nothing of what the entry holds."""
    entry = JournalEntry(action="walk.opened", after={"word": hall.mark})
    entry.save(force_insert=True)
    seal_journal()
    publish_head()
    return {"audit:proof": {"entry": entry.pk}}
