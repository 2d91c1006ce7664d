"""Whether the manifests on the shelf fit together. A house that does not is refused at start, never found out later."""

from collections import Counter
from collections.abc import Iterator, Sequence

from eroba.kernel.registry.capability import Capability


def faults_of(manifests: Sequence[Capability]) -> list[str]:
    """What does not fit: a fact listened to that nobody announces, a fact or a listener that is there twice."""
    return [*_unheard(manifests), *_announced_twice(manifests), *_alike(manifests)]


def _unheard(manifests: Sequence[Capability]) -> Iterator[str]:
    announced = {fact.name for manifest in manifests for fact in manifest.facts}  # type: ignore[attr-defined]
    for manifest in manifests:
        for name in manifest.listens:
            if name not in announced:
                yield f"{manifest.name} listens to the fact {name!r}, which is in no manifest"


def _announced_twice(manifests: Sequence[Capability]) -> Iterator[str]:
    owners: dict[str, tuple[type, str]] = {}
    for manifest in manifests:
        for fact in manifest.facts:
            name: str = fact.name  # type: ignore[attr-defined]
            kind, owner = owners.setdefault(name, (fact, manifest.name))
            if kind is not fact:
                yield f"{manifest.name} and {owner} both announce a fact called {name!r}"


def _alike(manifests: Sequence[Capability]) -> Iterator[str]:
    # a delivery knows its listener by name: of two alike, one would never hear anything
    for manifest in manifests:
        for fact_name, listeners in manifest.listens.items():
            names = Counter(listener.__name__ for listener in listeners)
            for name, count in names.items():
                if count > 1:
                    yield f"{manifest.name} has {count} listeners called {name} for the fact {fact_name!r}"
