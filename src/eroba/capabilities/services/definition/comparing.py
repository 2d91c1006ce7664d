"""What differs between two contents of a service, for somebody who reads it on a page: by part, in words, side by side.

`differences.py` tells the same to a terminal, place by place. Here letters are compared by paragraph, tables row by
row, and what is only layout of a drawing is left out.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from eroba.capabilities.services.definition.place_words import PARTS, said_place

_CODES = ("code", "_id", "id")
_BLOCK_ENDS = re.compile(r"</(?:p|h[1-6]|li|tr|div)>|<br\s*/?>", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]+>")
#: Under which heading each part of service.yaml is read; all else of it is "texts".
_PART_OF_SERVICE = {
    "legal": "law",
    "clocks": "clocks",
    "settings": "settings",
    "registers": "registers",
    "decision": "registers",
}
Place = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One place that differs: where, what stands there now and what would; empty where there is nothing."""

    place: Place
    where: str
    before: str
    after: str
    is_own: bool = False
    """Whether the town itself changed this place, so that taking the other side gives its own words up."""


@dataclass(frozen=True, slots=True)
class Part:
    """What differs in one part of a service: texts, form, stages, clocks, tables, letters…"""

    code: str
    title: str
    differences: tuple[Difference, ...]


def parts_that_differ(
    before: Mapping[str, Any], after: Mapping[str, Any], base: Mapping[str, Any] | None = None
) -> list[Part]:
    """Compare two contents; with the `base` both come from, what was changed in `before` since is marked as own."""
    old, new = _by_place(before), _by_place(after)
    common = _by_place(base) if base is not None else None
    names = _names(before) | _names(after)
    found: dict[str, list[Difference]] = {code: [] for code in PARTS}
    for place in dict.fromkeys([*old, *new]):
        was, becomes = old.get(place, ""), new.get(place, "")
        if was == becomes:
            continue
        is_own = common is not None and common.get(place, "") != was
        where = said_place(place, names)
        pairs = _paragraphs(was, becomes) if place[0] == "letters" else [(was, becomes)]
        found[place[0]] += [Difference(place, where, one, other, is_own) for one, other in pairs]
    return [Part(code, str(PARTS[code]), tuple(rows)) for code, rows in found.items() if rows]


def _by_place(content: Mapping[str, Any]) -> dict[Place, str]:
    found: dict[Place, str] = {}
    for key, value in content.get("service", {}).items():
        part = _PART_OF_SERVICE.get(key, "texts")
        found |= dict(_flat(value, (part,) if key == part or key == "legal" else (part, key)))
    for part in ("form", "stages"):
        found |= dict(_flat(content.get(part, {}), (part,)))
    for name, table in content.get("rules", {}).items():
        found |= dict(_flat(_rows_of(table), ("rules", name)))
    for name, body in content.get("letters", {}).items():
        found[("letters", *name.split("."))] = "\n".join(_paragraphs_of(body))
    return found


def _flat(value: object, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, Mapping):
        yield from _flat_mapping(value, place)
    elif isinstance(value, list):
        yield from _flat_list(value, place)
    elif value not in (None, ""):
        yield place, " ".join(str(value).split())


def _flat_mapping(value: Mapping[str, Any], place: Place) -> Iterator[tuple[Place, str]]:
    others = [key for key in value if key not in _CODES]
    for key in others:
        yield from _flat(value[key], (*place, str(key)))
    if not others:
        yield place, "✓"


def _flat_list(value: list[Any], place: Place) -> Iterator[tuple[Place, str]]:
    """What has a code is followed by it, so that moving one is no change of all; the rest by its number."""
    if not any(isinstance(one, Mapping) for one in value):
        yield place, ", ".join(map(str, value))
        return
    for number, one in enumerate(value, start=1):
        yield from _flat(one, (*place, _code(one) or str(number)))
    if all(_code(one) for one in value):
        yield (*place, "(order)"), ", ".join(_code(one) for one in value)


def _code(value: object) -> str:
    if not isinstance(value, Mapping):
        return ""
    return str(next((value[key] for key in _CODES if value.get(key)), ""))


def _rows_of(table: Mapping[str, Any]) -> dict[str, Any]:
    """The rows of a decision table, each cell under the name of its column."""
    nodes = [node for node in table.get("nodes", ()) if isinstance(node.get("content"), Mapping)]
    rows: dict[str, Any] = {}
    for content in (node["content"] for node in nodes):
        columns = [*content.get("inputs", ()), *content.get("outputs", ())]
        fields = {column["id"]: column.get("field") or column.get("name", "") for column in columns}
        for number, row in enumerate(content.get("rules", ()), start=1):
            cells = {fields.get(key, key): cell for key, cell in row.items() if not key.startswith("_")}
            rows[str(row.get("_id", number))] = cells
        rows["(order)"] = ", ".join(str(row.get("_id", "")) for row in content.get("rules", ()))
    return rows


def _names(content: Mapping[str, Any]) -> dict[str, Mapping[str, str]]:
    """The words of whatever has a code and a title, so that a place is called as people call it."""
    found: dict[str, Mapping[str, str]] = {}
    waiting: list[object] = [content.get("service"), content.get("form"), content.get("stages")]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            title = next((value[key] for key in ("label", "title", "text") if value.get(key)), None)
            if _code(value) and isinstance(title, Mapping):
                found.setdefault(_code(value), title)
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return found


def _paragraphs_of(body: str) -> list[str]:
    plain = unescape(_TAGS.sub("", _BLOCK_ENDS.sub("\n", body)))
    return [" ".join(line.split()) for line in plain.split("\n") if line.strip()]


def _paragraphs(was: str, becomes: str) -> list[tuple[str, str]]:
    """Only those paragraphs of a letter that differ, each beside what takes its place."""
    old, new = was.split("\n") if was else [], becomes.split("\n") if becomes else []
    moves = difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    return [("\n".join(old[a:b]), "\n".join(new[c:d])) for tag, a, b, c, d in moves if tag != "equal"]
