"""What reading one answer gives: the normalised value, or the reason it could not be read.

Values are plain JSON: text, true/false, whole numbers, lists of text; money and decimals as text ("12.50"),
dates as text ("2026-01-31"); an address, a person or a point as named parts, a group as a list of rows.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from django.utils.functional import Promise

Parts: TypeAlias = dict[str, str | int]
Row: TypeAlias = dict[str, str | int | bool | list[str] | Parts]
Answer: TypeAlias = str | int | bool | list[str] | Parts | list[Row] | None
Message: TypeAlias = str | Promise


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer that was read, or the words that say what to change; `parts` says it of single parts."""

    value: Answer = None
    problem: Message = ""
    parts: tuple[tuple[str, Message], ...] = ()

    def problems(self, code: str) -> dict[str, Message]:
        """Return what is wrong by the name of the control it stands beside: iban, home-street, child-2-name."""
        own = {code: self.problem} if self.problem else {}
        return own | {f"{code}-{part}": words for part, words in self.parts}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a field needs to know beyond itself: today, and the settlements one can choose."""

    today: date
    settlements: frozenset[str] = field(default_factory=frozenset)


EMPTY = Reading()
LONGEST_TYPED = 20_000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")


def typed_text(typed: object) -> str:
    """Return what was typed as one clean text: outer spaces and control characters gone."""
    if isinstance(typed, list | tuple):
        typed = typed[-1] if typed else ""
    if isinstance(typed, bool) or not isinstance(typed, str | int | float):
        return ""
    return _CONTROL.sub("", str(typed)[: LONGEST_TYPED + 1]).strip()


def typed_list(typed: object) -> list[str]:
    """Return what was ticked as a list of texts, each once."""
    values = typed if isinstance(typed, list | tuple) else [typed]
    return list(dict.fromkeys(words for words in map(typed_text, values) if words))
