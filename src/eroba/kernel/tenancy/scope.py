"""The scope: the one municipality for which this request, task or command works now.

Outside a scope nothing of any town can be read or written. The one escape, `across_all`, gives its reason
and is recorded.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.dispatch import Signal

if TYPE_CHECKING:
    from eroba.kernel.tenancy.models import Municipality


class ScopeMissing(RuntimeError):
    """A query about a town was made while working for no town: our mistake, never shown to a person."""


class CrossesTowns(RuntimeError):
    """A row would have been moved to, or tied to a row of, another town."""


@dataclass(frozen=True)
class Everywhere:
    """The escape: all towns at once, for a reason."""

    reason: str


_scope: ContextVar[Municipality | Everywhere | None] = ContextVar("municipality_scope", default=None)

#: Sent with `reason` when somebody looks across all towns; the journal listens.
escaped = Signal()


@contextmanager
def scope(municipality: Municipality) -> Iterator[Municipality]:
    """Works for one municipality until the block ends."""
    if municipality is None:
        raise ScopeMissing("a scope needs a municipality")
    token = _scope.set(municipality)
    try:
        yield municipality
    finally:
        _scope.reset(token)


@contextmanager
def across_all(*, reason: str) -> Iterator[None]:
    """Looks across all towns until the block ends; the reason is recorded."""
    if not reason.strip():
        raise ScopeMissing("looking across all towns needs a reason")
    escaped.send(sender=Everywhere, reason=reason)
    token = _scope.set(Everywhere(reason))
    try:
        yield
    finally:
        _scope.reset(token)


@contextmanager
def while_building(reason: str) -> Iterator[None]:
    """All towns at once while tables are built or rebuilt; migrations are their own record."""
    token = _scope.set(Everywhere(reason))
    try:
        yield
    finally:
        _scope.reset(token)


def current_municipality() -> Municipality:
    """The municipality worked for now; raises ScopeMissing when there is none."""
    here = _scope.get()
    if here is None or isinstance(here, Everywhere):
        raise ScopeMissing("no municipality is being worked for here")
    return here


def current_scope() -> Municipality | Everywhere | None:
    """The municipality, the escape, or nothing."""
    return _scope.get()
