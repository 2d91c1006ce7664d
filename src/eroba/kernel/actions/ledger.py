"""What one act leaves in journal and outbox: gathered while it runs, written in one go just before it commits.

An action inside another adds to the outer one's ledger. Nobody can see the rows before the commit, so nobody can tell
the difference, and each table is written once instead of once for each action inside.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.memory import remembering
from eroba.kernel.outbox.announce import announce, recorded
from eroba.kernel.outbox.facts import Fact
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.tenancy.scope import current_municipality


@dataclass
class Ledger:
    """The entries and facts of one outermost action in one town."""

    town_id: UUID
    _entries: list[JournalEntry] = field(default_factory=list)
    _told: list[FactRecord] = field(default_factory=list)

    def enter(self, entry: JournalEntry, facts: Sequence[Fact], *, actor_label: str) -> None:
        """Notes what the journal and the listeners will be told."""
        self._entries.append(entry)
        self._told += recorded(facts, actor_label=actor_label)

    def write(self) -> None:
        """Writes everything down. A refusal swallowed inside comes to light here: it has broken the transaction."""
        JournalEntry.objects.bulk_create(self._entries)
        announce(self._told)


_open: ContextVar[Ledger | None] = ContextVar("open_ledger", default=None)


@contextmanager
def one_act() -> Iterator[Ledger]:
    """The transaction and the ledger of an action: its own, or those of the action it is a part of.

    A part has no savepoint: what undoes it undoes the whole.
    """
    town_id = current_municipality().pk
    outer = _open.get()
    if outer is not None and outer.town_id == town_id:
        with transaction.atomic(savepoint=False):
            yield outer
        return
    ledger = Ledger(town_id)
    with remembering(), transaction.atomic():
        token = _open.set(ledger)
        try:
            yield ledger
        finally:
            _open.reset(token)
        ledger.write()
