"""What an action has read once it need not read again: kept until the outermost action ends, and nowhere else.

Only for what cannot change under the action, or is forgotten by whoever changes it.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("kept", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Begin to remember; inside another, the outer one goes on remembering."""
    if _kept.get() is not None:
        yield
        return
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def once(key: Hashable, read: Callable[[], T]) -> T:
    """What was read under this key before; read now when nothing is remembered."""
    kept = _kept.get()
    if kept is None:
        return read()
    if key not in kept:
        kept[key] = read()
    found: T = kept[key]
    return found


def forget(key: Hashable) -> None:
    """Read anew the next time."""
    kept = _kept.get()
    if kept is not None:
        kept.pop(key, None)
