"""Compares what a trainee did with what a practice case looks for: acts from the journal, and how things stand now.

Nothing is taken from clicks: whoever reaches the same by the interface or the keyboard has done the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eroba.capabilities.learning.practice.files import Check, PracticeBroken


@dataclass(frozen=True)
class Done:
    """What is looked at: the names of the trainee's acts in their order, how the thing stands, who the trainee is."""

    acts: Sequence[str]
    state: Mapping[str, Any]
    trainee: str


def holds(check: Check, done: Done) -> bool:
    """Whether a check is met by what was done."""
    wanted = check.wanted
    if check.kind == "did":
        return wanted in done.acts
    if check.kind == "not_did":
        return wanted not in done.acts
    if check.kind == "order":
        places = [done.acts.index(name) if name in done.acts else -1 for name in wanted]
        return -1 not in places and places == sorted(places)
    return _state_holds(wanted, done)


def _state_holds(wanted: Mapping[str, Any], done: Done) -> bool:
    value = _at(done.state, str(wanted["of"]))
    tests = {
        "is": lambda said: value == said,
        "is_not": lambda said: value != said,
        "is_trainee": lambda said: (str(value) == done.trainee) is said,
        "words": lambda said: _has_any(value, said),
        "no_words": lambda said: not _has_any(value, said),
        "least": lambda said: _size(value) >= said,
        "most": lambda said: _size(value) <= said,
    }
    unknown = set(wanted) - set(tests) - {"of"}
    if unknown:
        raise PracticeBroken(f"a state is not compared by {', '.join(sorted(unknown))}")
    return all(tests[name](said) for name, said in wanted.items() if name != "of")


def _at(state: Mapping[str, Any], path: str) -> Any:
    value: Any = state
    for part in path.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _has_any(value: Any, words: Sequence[str]) -> bool:
    texts = value if isinstance(value, list) else [value]
    said = " ".join(str(text or "") for text in texts).casefold()
    return any(word.casefold() in said for word in words)


def _size(value: Any) -> int:
    """A number as it is; of texts how many signs, of lists how many members."""
    if isinstance(value, bool) or value is None:
        return int(bool(value))
    if isinstance(value, int):
        return value
    return len(" ".join(value.split())) if isinstance(value, str) else len(value)
