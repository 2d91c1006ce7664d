"""Whose paper a file is. This room keeps bytes; the capability that took them in says who may read them.

A capability names a function under `papers` in its manifest; it answers for several files at once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from eroba.kernel.actions import Actor, Verdict
from eroba.kernel.base.memory import once
from eroba.kernel.registry import capabilities

Owner = Callable[[Actor, Sequence[UUID]], Mapping[UUID, "OwnedPaper"]]


@dataclass(frozen=True)
class OwnedPaper:
    """What its capability says of a paper: number, title, where it is handled, and whether somebody may read it."""

    number: str
    title: str
    href: str
    matter_id: UUID | None
    may_read: Verdict


def owner_of(by: Actor, file_id: UUID) -> OwnedPaper | None:
    """Ask the capabilities whose paper a file is, once for a page; nothing when it is nobody's."""
    return once(("owner of", by.account_id, by.person_id, by.roles, file_id), lambda: _ask(by, file_id))


def _ask(by: Actor, file_id: UUID) -> OwnedPaper | None:
    for capability in capabilities():
        for papers in capability.papers:
            found: Mapping[UUID, OwnedPaper] = papers(by, [file_id])
            if file_id in found:
                return found[file_id]
    return None
