"""The manifest: reading one `capability.py` tells everything that capability adds to the platform."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

Listener = Callable[[Any, Any], None]


@dataclass(frozen=True, kw_only=True)
class MenuEntry:
    """One line of a menu: its words, the name of its address, where it stands and who sees it."""

    title: str | Promise
    route: str
    place: str
    """`public`, `my`, `desk` or `footer`."""
    needs_town: bool = True
    """Whether its address lies below a town."""
    roles: frozenset[str] = frozenset()
    """Who sees it at the desk; empty means everybody there."""
    order: int = 100
    """Its place in its menu, the smallest first; entries of the same order stand as their manifests do."""


@dataclass(frozen=True, kw_only=True)
class Card:
    """One thing worth a look: on the home of a town or on My page."""

    title: str | Promise
    text: str | Promise = ""
    address: str = ""
    status: str | Promise = ""
    status_kind: str = ""
    due_on: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number worth its size on a front page: how many, of what, and where it is from."""

    value: str | Promise
    label: str | Promise
    note: str | Promise = ""


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Something an outside app may be let do: its name between programs, and what a person reads before agreeing."""

    name: str
    title: str | Promise
    meaning: str | Promise
    is_personal: bool = True
    """Done in the name of a person who agreed; otherwise by a partner system, in nobody's name."""


@dataclass(frozen=True, kw_only=True)
class Capability:
    """Everything a capability, or a kernel room with facts of its own, adds to the platform."""

    name: str
    title: str | Promise
    summary: str | Promise = ""
    door: str = ""
    """Behind which door of a town's home it stands: `services`, `together` or `townhall`."""
    matter_kinds: Mapping[str, str | Promise] = field(default_factory=dict)
    """Kind of matter -> its word, e.g. `case` -> "Application"."""
    menu: Sequence[MenuEntry] = ()
    facts: Sequence[type] = ()
    """The facts it announces, in the order they usually happen."""
    listens: Mapping[str, Sequence[Listener]] = field(default_factory=dict)
    """Name of a fact -> plain functions `(fact, delivery)` that act on it after commit."""
    sweeps: Sequence[Callable[[], Any]] = ()
    """What the worker does each minute for each town: announce what fell due, forget what expired."""
    routes: Sequence[tuple[str, str, str]] = ()
    """Triples of place (`town`, `my`, `country` or `bare`: no language), first segments, and URL module."""
    home_cards: Sequence[Callable[[], Sequence[Card]]] = ()
    """What is open now in this town, for its home page."""
    offers: Sequence[Callable[[], Sequence[Card]]] = ()
    """What one can get done in this town, for its home page."""
    figures: Sequence[Callable[[], Sequence[Figure]]] = ()
    """How well this town keeps its promises, in figures."""
    finds: Sequence[Callable[[str], Sequence[Card]]] = ()
    """What it has under a search key of `base.text` in this town; `is_found` compares."""
    my_cards: Sequence[Callable[[Any], Sequence[Card]]] = ()
    """What concerns a person in this town now (given the `Actor`), for My page."""
    scopes: Sequence[Scope] = ()
    """What outside apps may be let do here, through the programming interface."""
    personal: Sequence[Callable[..., Any]] = ()
    """Functions that hand over what this capability holds about one person."""
