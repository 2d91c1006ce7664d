"""Looks after the shelf: compares files with their fingerprints, takes away what nobody names, destroys what is due.

Bytes are touched here, outside any transaction; what happened is written down by the actions.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.cache import cache

from eroba.kernel.actions import system_actor
from eroba.kernel.base.clock import now, today
from eroba.kernel.documents import actions
from eroba.kernel.documents.models import FileTrouble, StoredFile
from eroba.kernel.documents.storage import FileDamaged, town_store
from eroba.kernel.tenancy.scope import current_municipality

SHELF = "shelf"
ORPHAN_AFTER = dt.timedelta(days=1)
_ONCE_A_DAY_SECONDS = 24 * 60 * 60
_AT_ONCE = 500


@dataclass(frozen=True)
class CheckedFile:
    """A file that was compared with its fingerprint: `whole`, or what is wrong with it."""

    sha256: str
    state: str

    @property
    def is_whole(self) -> bool:
        """Whether it is what was put there."""
        return self.state == "whole"


def state_of_file(sha256: str) -> str:
    """Compare one file with its fingerprint: `whole`, `missing` or `damaged`; raises ShelfSilent."""
    try:
        town_store().checked_copy(sha256).close()
    except FileNotFoundError:
        return str(FileTrouble.Kind.MISSING)
    except FileDamaged:
        return str(FileTrouble.Kind.DAMAGED)
    return "whole"


def checked_files() -> Iterator[CheckedFile]:
    """Compare every file of the town with its fingerprint; troubles and what was mended are written down."""
    by = system_actor(SHELF)
    named = StoredFile.objects.filter(destroyed_at=None)
    known = set(
        FileTrouble.objects.filter(municipality=current_municipality(), mended_at=None).values_list(
            "sha256", flat=True
        )
    )
    seen: set[str] = set()
    for sha256 in named.order_by("sha256").values_list("sha256", flat=True).distinct():
        checked = CheckedFile(sha256, state_of_file(sha256))
        seen.add(sha256)
        if not checked.is_whole:
            known.discard(sha256)
            actions.note_file_trouble(by, sha256=sha256, kind=checked.state)
        yield checked
    if known:
        actions.note_mended(by, fingerprints=sorted(known))


def sweep_shelf() -> int:
    """Once a day: take away what nobody names, and destroy what the law no longer makes the town keep."""
    if not cache.add(f"documents.shelf-swept.{current_municipality().pk}", "1", _ONCE_A_DAY_SECONDS):
        return 0
    return remove_orphans() + destroy_due_files()


def remove_orphans() -> int:
    """Take files off the shelf that no row names and that have lain there for more than a day.

    Whoever is about to name one has dated it anew (`ContentStore.keep`), so it is not that old.
    """
    store, older_than = town_store(), now() - ORPHAN_AFTER
    old = [one for one in store.listed() if one.since < older_than]
    removed = []
    for start in range(0, len(old), _AT_ONCE):
        some = old[start : start + _AT_ONCE]
        names = [one.path.rsplit("/", 1)[-1] for one in some]
        named = set(
            StoredFile.objects.filter(sha256__in=names, destroyed_at=None).values_list("sha256", flat=True)
        )
        for one, name in zip(some, names, strict=True):
            if name not in named:
                store.remove_listed(one)
                removed.append(one.path)
    if removed:
        actions.note_orphans(system_actor(SHELF), paths=removed)
    return len(removed)


def destroy_due_files() -> int:
    """Destroy the files of erased people whose time of keeping is over."""
    due = StoredFile.objects.filter(destroy_on__lte=today(), destroyed_at=None)
    if not due.exists():  # an action that does nothing would stand in the journal each day
        return 0
    return _remove(actions.destroy_files(system_actor(SHELF), today=today()))


def forget_files_of(person_id: object) -> int:
    """Destroy the files of somebody who was erased, except those the law makes the town keep for a time."""
    return _remove(actions.forget_person(system_actor(SHELF), person_id=person_id, today=today()))  # type: ignore[arg-type]


def _remove(fingerprints: list[str]) -> int:
    for sha256 in fingerprints:
        town_store().remove(sha256)
    return len(fingerprints)
