"""Acting for somebody else: who really acts, how far it reaches, and the port that knows whether it still holds.

An action is closed to representatives unless it says `for_others=True`: whoever writes a new one need not think of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions.verdict import NotAllowed, Verdict, refuse
from eroba.kernel.registry.ports import use

_inside: ContextVar[bool] = ContextVar("inside_an_action", default=False)


@dataclass(frozen=True, kw_only=True)
class Acting:
    """One human acting for another person: on which representation, and how far it reaches.

    `reach` is `all`, `service` or `case`; `target` is the service's word or the number of the case.
    """

    representation_id: UUID
    by_person_id: UUID
    reach: str
    target: str = ""
    name: str = ""
    """Who is acted for, for the eyes of who acts; never written down."""

    def covers(self, *, service: str = "", case: str = "") -> bool:
        """Whether it reaches to a service, or to one case of it."""
        if self.reach == "all":
            return True
        return bool(self.target) and self.target == {"service": service, "case": case}.get(self.reach)


class Representations(Protocol):
    """Knows whether somebody may still act for another, and remembers what was done so."""

    def still_holds(self, acting: Acting) -> Verdict:
        """Whether the representation holds at this moment, or why not."""

    def witness(self, acting: Acting, action: str, subject: Any) -> None:
        """Remembers an act, so that the represented person can see it. Part of the action's transaction."""


@contextmanager
def standing_in(acting: Acting | None, *, for_others: bool) -> Iterator[bool]:
    """Refuses what a representative may not do; yields whether this act is the outermost and has to be witnessed."""
    if acting is None or _inside.get():
        yield False
        return
    if not for_others:
        raise NotAllowed(
            refuse(_("This is a personal act: nobody can do it for another. Act for yourself again first."))
        )
    verdict = use(Representations).still_holds(acting)  # type: ignore[type-abstract]
    if not verdict:
        raise NotAllowed(verdict)
    mark = _inside.set(True)
    try:
        yield True
    finally:
        _inside.reset(mark)


def witness(acting: Acting, action: str, subject: Any) -> None:
    """Remembers that an act was done for another."""
    use(Representations).witness(acting, action, subject)  # type: ignore[type-abstract]
