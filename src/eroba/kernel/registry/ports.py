"""Ports: what a room needs from outside is a Protocol; somebody offers it at start-up, others use it."""

from typing import TypeVar

P = TypeVar("P")
_offered: dict[type, object] = {}


def offer(port: type[P], implementation: P) -> None:
    """Says who answers a port from now on in this process."""
    _offered[port] = implementation


def use(port: type[P]) -> P:
    """Whoever answers the port; raises LookupError when nobody does."""
    try:
        return _offered[port]  # type: ignore[return-value]
    except KeyError:
        raise LookupError(f"nobody offers the port {port.__name__}") from None


def is_offered(port: type) -> bool:
    """Whether somebody answers the port."""
    return port in _offered
