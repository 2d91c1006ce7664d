"""Builds frozen nouns from plain values a schema has accepted; guided by the nouns' own annotations."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from eroba.capabilities.services.definition.texts import Text

Noun = TypeVar("Noun")


def build(noun: type[Noun], plain: Mapping[str, object]) -> Noun:
    """Build a dataclass from a mapping whose keys are its attribute names; unknown keys are left out."""
    hints: dict[str, Any] = _hints(noun)  # type: ignore[arg-type]
    return noun(
        **{name: _value(hint, plain[name]) for name, hint in hints.items() if plain.get(name) is not None}
    )


@cache
def _hints(noun: type) -> dict[str, Any]:
    hints = get_type_hints(noun)
    return {field.name: hints[field.name] for field in fields(noun)}  # type: ignore[arg-type]


def _value(hint: Any, plain: Any) -> Any:
    if hint is Text:
        return Text.of(plain)
    if isinstance(hint, types.UnionType):
        return _value(next(part for part in get_args(hint) if part is not types.NoneType), plain)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], one) for one in plain)
    if is_dataclass(hint) and isinstance(hint, type):
        return build(hint, plain)
    return str(plain) if hint is str else plain
