"""What differs between two contents of a service, line by line, each with its place in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_NAMES = ("code", "_id", "id")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Change:
    """One place that differs: what stood there and what stands there now, empty where there was nothing."""

    place: str
    before: str
    after: str

    def __str__(self) -> str:
        if not self.before:
            return f"+ {self.place}: {self.after}"
        return (
            f"~ {self.place}: {self.before} → {self.after}"
            if self.after
            else f"- {self.place}: {self.before}"
        )


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Compare two contents; entries of lists are followed by their codes, so that moving one is no change of all."""
    old, new = dict(_flat(before, "")), dict(_flat(after, ""))
    places = list(dict.fromkeys([*old, *new]))
    return [
        Change(place, _short(old.get(place)), _short(new.get(place)))
        for place in places
        if old.get(place) != new.get(place)
    ]


def _flat(content: object, place: str) -> Iterator[tuple[str, object]]:
    if isinstance(content, Mapping) and content:
        for key, value in content.items():
            yield from _flat(value, f"{place} › {key}" if place else str(key))
    elif isinstance(content, list) and content:
        names = [_name(value, at) for at, value in enumerate(content, start=1)]
        for name, value in zip(names, content, strict=True):
            yield from _flat(value, f"{place} › {name}")
        yield f"{place} (order)", ", ".join(names)
    else:
        yield place, content


def _name(value: object, at: int) -> str:
    found = next((value[key] for key in _NAMES if key in value), None) if isinstance(value, Mapping) else None
    return str(found) if found is not None else str(at)


def _short(value: object) -> str:
    words = " ".join(str(value).split()) if value is not None else ""
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
