"""What happens before and after an act that is done for another: whether it may be, and who remembers it.

An action is closed to representatives unless it says `for_others=True`: whoever writes a new one need not think of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions.acting import Acting
from eroba.kernel.actions.verdict import NotAllowed, Verdict, refuse
from eroba.kernel.registry.ports import use

_inside: ContextVar[bool] = ContextVar("inside_an_action", default=False)
_allowed_before: ContextVar[bool] = ContextVar("allowed_before", default=False)


class Representations(Protocol):
    """Knows whether somebody may still act for another, and remembers what was done so."""

    def still_holds(self, acting: Acting) -> Verdict:
        """Whether the representation holds at this moment, or why not."""

    def witness(self, acting: Acting, action: str, subject: Any) -> None:
        """Remembers an act, so that the represented person can see it. Part of the action's transaction."""


@contextmanager
def allowed_before() -> Iterator[None]:
    """Until the block ends something is finished that was allowed when it came in: a right that has ended since then
    does not undo it."""
    mark = _allowed_before.set(True)
    try:
        yield
    finally:
        _allowed_before.reset(mark)


@contextmanager
def standing_in(acting: Acting | None, for_others: bool) -> Iterator[bool]:
    """Refuses what a representative may not do; yields whether this act is the outermost and has to be witnessed."""
    if acting is None or _inside.get():
        yield False
        return
    if not for_others:
        raise NotAllowed(
            refuse(_("This is a personal act: nobody can do it for another. Act for yourself again first."))
        )
    if not _allowed_before.get():
        verdict = use(Representations).still_holds(acting)  # type: ignore[type-abstract]
        if not verdict:
            raise NotAllowed(verdict)
    mark = _inside.set(True)
    try:
        yield True
    finally:
        _inside.reset(mark)


def witness(acting: Acting | None, action: str, subject: Any) -> None:
    """Remembers that an act was done for another; nothing when nobody stood in."""
    if acting is not None:
        use(Representations).witness(acting, action, subject)  # type: ignore[type-abstract]
