"""Taking back a bulk assignment: what it changed is kept with the session for some minutes.

Taking it back is an assignment like any other: asked of the rules, and written into the journal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest

from eroba.kernel.base.clock import now

KEPT_AS = "desk_undo"
KEPT_FOR = timedelta(minutes=10)


@dataclass(frozen=True)
class Moved:
    """One case that was assigned: its number, the edition it then had, and with whom it was before."""

    number: str
    edition: int
    account_id: str
    label: str


@dataclass(frozen=True)
class Undoable:
    """A bulk assignment that can still be taken back, in words."""

    words: str
    moved: Sequence[Moved]


def keep_for_undo(request: HttpRequest, words: str, moved: Sequence[Moved]) -> None:
    """Remember what a bulk assignment changed."""
    request.session[KEPT_AS] = {
        "at": now().isoformat(),
        "town": _town(request),
        "words": words,
        "moved": [[one.number, one.edition, one.account_id, one.label] for one in moved],
    }


def undoable(request: HttpRequest) -> Undoable | None:
    """What can still be taken back in this town, if anything."""
    kept: dict[str, Any] | None = request.session.get(KEPT_AS)
    if not kept or kept["town"] != _town(request):
        return None
    if now() - datetime.fromisoformat(kept["at"]) > KEPT_FOR:
        return None
    return Undoable(kept["words"], [Moved(*one) for one in kept["moved"]])


def forget_undo(request: HttpRequest) -> None:
    """Forget it: it was taken back, or is too old."""
    request.session.pop(KEPT_AS, None)


def _town(request: HttpRequest) -> str:
    return str(request.municipality.slug)  # type: ignore[attr-defined]
