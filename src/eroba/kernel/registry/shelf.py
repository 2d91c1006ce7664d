"""The shelf on which the manifests stand. Filled once at start-up by `config`, read by everybody."""

from eroba.kernel.registry.capability import Capability, Listener

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


def fact_types() -> dict[str, type]:
    """Every fact that can happen, by name."""
    return {fact.name: fact for capability in capabilities() for fact in capability.facts}  # type: ignore[attr-defined]


def listeners_of(fact_name: str) -> list[tuple[str, Listener]]:
    """Who acts on a fact: pairs of a stable name and the function."""
    return [
        (f"{capability.name}.{listener.__name__}", listener)
        for capability in capabilities()
        for listener in capability.listens.get(fact_name, ())
    ]
