"""Registers an installation knows beside those we ship, as data: a YAML file named by EROBA_REGISTERS.

Each has a title, the paper it saves people, who holds it, and its values with their kind; how it is reached is
set for each town.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.utils.translation import get_language

from eroba.capabilities.registers.reading import KINDS

#: Codes that mean something else where a register's code stands.
RESERVED = ("civil", "social", "property", "utility", "opened")
HOLDERS = ("state", "private")


@dataclass(frozen=True)
class InBoth:
    """Words in Georgian and English that say themselves in the reader's language."""

    ka: str
    en: str

    def __str__(self) -> str:
        return self.en if (get_language() or "ka").startswith("en") else self.ka


@dataclass(frozen=True)
class OtherRegister:
    """One more register: what it is called, what it saves, who holds it, and the values it can be asked for."""

    code: str
    title: InBoth
    paper: InBoth
    is_private: bool
    fields: Mapping[str, tuple[InBoth, str]]
    """Value -> its words and its kind (`text`, `date`, `count`, `yes-no`)."""


class WrongFile(ValueError):
    """The file of registers cannot be used; says where and what to write instead."""


def other_registers() -> Mapping[str, OtherRegister]:
    """Every register of this installation's own file, by code; none without a file."""
    return _read(settings.REGISTERS_FILE) if settings.REGISTERS_FILE else {}


@cache
def _read(path: str) -> Mapping[str, OtherRegister]:
    try:
        entries = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as problem:
        raise WrongFile(f"{path}: {problem}") from None
    if not isinstance(entries, list):
        raise WrongFile(f"{path}: write a list of registers, each beginning with “- code:”")
    return {one.code: one for one in (_register(path, entry) for entry in entries)}


def _register(path: str, entry: Any) -> OtherRegister:
    try:
        code, fields = str(entry["code"]), entry["fields"]
        if code in RESERVED or not code.isidentifier() or len(code) > 20:
            raise WrongFile(f"{path}: the code “{code}” is taken or has other signs than letters, at most 20")
        if entry["holder"] not in HOLDERS:
            raise WrongFile(f"{path}: {code}: holder is one of {', '.join(HOLDERS)}")
        wrong = [name for name, one in fields.items() if one["kind"] not in KINDS]
        if wrong:
            raise WrongFile(f"{path}: {code}: {wrong[0]}: kind is one of {', '.join(KINDS)}")
        return OtherRegister(
            code,
            InBoth(**entry["title"]),
            InBoth(**entry["paper"]),
            entry["holder"] == "private",
            {name: (InBoth(**one["title"]), one["kind"]) for name, one in fields.items()},
        )
    except (KeyError, TypeError, AttributeError) as problem:
        raise WrongFile(f"{path}: a register lacks {problem}, or it is written otherwise") from None
