"""Reads practice cases: one YAML file each, with the task, the lesson, the beginning and the checks, ka and en."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language

FEWEST_CHECKS = 8
KINDS = ("did", "not_did", "order", "state")
_LANGUAGES = ("ka", "en")


class PracticeBroken(ValueError):
    """A practice file says something that cannot be; the message names the file and the place."""


@dataclass(frozen=True)
class Said:
    """A text in both languages."""

    ka: str
    en: str

    def __str__(self) -> str:
        return self.en if get_language() == "en" else self.ka

    @property
    def paragraphs(self) -> list[str]:
        """The text in its paragraphs."""
        return [" ".join(part.split()) for part in str(self).split("\n\n") if part.strip()]


@dataclass(frozen=True)
class Check:
    """One thing looked for in what the trainee did: what it is called, and what is said when it is missing."""

    code: str
    title: Said
    missed: Said
    kind: str
    wanted: Any


@dataclass(frozen=True)
class Practice:
    """A practice case: for whom, how long, what to do, how to learn it, where it begins, what is looked for."""

    code: str
    role: str
    order: int
    minutes: int
    title: Said
    task: Said
    lesson: tuple[tuple[Said, Said], ...]
    start: str
    said: Mapping[str, Any]
    checks: tuple[Check, ...]


def read_practices(folders: Sequence[Path]) -> list[Practice]:
    """Every practice case of these folders, by role and order; raises PracticeBroken for a file that is wrong."""
    found = [read_practice(path) for folder in folders for path in sorted(folder.glob("*.yaml"))]
    codes = [one.code for one in found]
    double = {code for code in codes if codes.count(code) > 1}
    if double:
        raise PracticeBroken(f"two practice cases are called {', '.join(sorted(double))}")
    return sorted(found, key=lambda one: (one.role, one.order))


def read_practice(path: Path) -> Practice:
    """One practice case from its file."""
    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
        return _practice(path.stem, said)
    except (KeyError, TypeError, AttributeError, yaml.YAMLError) as wrong:
        raise PracticeBroken(f"{path.name}: {wrong}") from wrong
    except PracticeBroken as wrong:
        raise PracticeBroken(f"{path.name}: {wrong}") from wrong


def _practice(code: str, said: Mapping[str, Any]) -> Practice:
    checks = tuple(_check(one) for one in said["checks"])
    if len(checks) < FEWEST_CHECKS:
        raise PracticeBroken(f"{len(checks)} checks; a practice case has at least {FEWEST_CHECKS}")
    if len({check.code for check in checks}) < len(checks):
        raise PracticeBroken("two checks have the same code")
    start = dict(said["start"])
    return Practice(
        code=code,
        role=said["role"],
        order=said["order"],
        minutes=said["minutes"],
        title=_text(said["title"]),
        task=_text(said["task"]),
        lesson=tuple((_text(one["title"]), _text(one["text"])) for one in said["lesson"]),
        start=start.pop("make"),
        said=start,
        checks=checks,
    )


def _check(said: Mapping[str, Any]) -> Check:
    kinds = [kind for kind in KINDS if kind in said]
    if len(kinds) != 1:
        raise PracticeBroken(f"the check {said['code']} must have one of {', '.join(KINDS)}")
    return Check(said["code"], _text(said["title"]), _text(said["missed"]), kinds[0], said[kinds[0]])


def _text(said: Mapping[str, str]) -> Said:
    # in {ka: one, two} the words after a comma would be a key of their own, and lost
    if set(said) - set(_LANGUAGES):
        raise PracticeBroken(f"put quotes around a text with a comma or a colon: {said}")
    missing = [language for language in _LANGUAGES if not str(said.get(language) or "").strip()]
    if missing:
        raise PracticeBroken(f"a text has no {', '.join(missing)}: {said}")
    return Said(said["ka"].strip(), said["en"].strip())
