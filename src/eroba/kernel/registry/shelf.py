"""The shelf on which the manifests stand. Filled once at start-up by `config`, read by everybody."""

from typing import Any

from eroba.kernel.registry.capability import (
    Capability,
    Listener,
    MenuEntry,
    NewsKind,
    OpenExport,
    Scope,
    Topic,
)
from eroba.kernel.registry.receiving import Receiving

_shelf: dict[str, Capability] = {}


def register(capability: Capability) -> None:
    """Puts a manifest on the shelf; the same name twice is a mistake."""
    standing = _shelf.get(capability.name)
    if standing is not None and standing is not capability:
        raise ValueError(f"two capabilities are called {capability.name!r}")
    _shelf[capability.name] = capability


def capabilities() -> list[Capability]:
    """All manifests, in the order they were registered."""
    return list(_shelf.values())


def menu_of(place: str) -> list[tuple[Capability, MenuEntry]]:
    """The entries of one menu with their manifests, in the order in which they stand there."""
    entries = [(capability, entry) for capability in capabilities() for entry in capability.menu]
    return sorted((pair for pair in entries if pair[1].place == place), key=lambda pair: pair[1].order)


def fact_types() -> dict[str, type]:
    """Every fact that can happen, by name."""
    return {fact.name: fact for capability in capabilities() for fact in capability.facts}  # type: ignore[attr-defined]


def scopes() -> dict[str, Scope]:
    """Everything an outside app may be let do, by name."""
    return {scope.name: scope for capability in capabilities() for scope in capability.scopes}


def fact_type(name: str) -> Any | None:
    """One of them by its name."""
    return next((fact for one in _shelf.values() for fact in one.facts if fact.name == name), None)  # type: ignore[attr-defined]


def listeners_of(fact_name: str, *, only_wanted: bool = False) -> list[tuple[str, Listener]]:
    """Who acts on a fact: pairs of a stable name and the function. What everybody may read has more listeners.

    With `only_wanted` those who overhear are left out where the town worked for does not want them.
    """
    shown_to = getattr(fact_type(fact_name), "shown_to", "")
    return [
        (f"{capability.name}.{listener.__name__}", listener)
        for capability in capabilities()
        for listener in (
            *capability.listens.get(fact_name, ()),
            *(capability.hears_all_public if shown_to == "public" else ()),
            *(
                one.listener
                for one in capability.overhears
                if shown_to in one.shown_to and (not only_wanted or one.is_wanted())
            ),
        )
    ]


def owner_of_fact(fact_name: str) -> str:
    """The room whose manifest has a fact; nothing when none has."""
    owners = (room.name for room in capabilities() if any(fact.name == fact_name for fact in room.facts))  # type: ignore[attr-defined]
    return next(owners, "")


def news_kinds() -> dict[str, NewsKind]:
    """Every kind of news there is, by its code."""
    return {kind.code: kind for capability in capabilities() for kind in capability.news}


def topics() -> dict[str, Topic]:
    """Everything of a town that can be followed and read as a feed, by its code."""
    return {topic.code: topic for capability in capabilities() for topic in capability.topics}


def exports() -> dict[str, OpenExport]:
    """Every open format a town's public matters can be taken away in, by its kind."""
    return {one.kind: one for capability in capabilities() for one in capability.exports}


def receivings() -> dict[str, Receiving]:
    """Everything that is accepted first and opened afterwards, by its kind."""
    return {one.kind: one for capability in capabilities() for one in capability.receives}
