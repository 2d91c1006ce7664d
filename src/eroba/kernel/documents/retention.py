"""How long the law makes a town keep a file after its person was erased. Law as data: seed/retention.yaml."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.utils.translation import get_language

SEED = Path(__file__).parent / "seed" / "retention.yaml"


@dataclass(frozen=True)
class DutyToKeep:
    """One duty: for which kind of file, how many years, on which basis, and whether somebody checked that."""

    kind: str
    title_ka: str
    title_en: str
    years: int
    basis_ka: str
    basis_en: str
    valid_from: dt.date
    verified: bool
    source: str

    @property
    def basis(self) -> str:
        """The law in the language being read."""
        return self.basis_en if get_language() == "en" else self.basis_ka

    def until(self, day: dt.date) -> dt.date:
        """The first day on which a file of that day need not be kept any more."""
        try:
            return day.replace(year=day.year + self.years)
        except ValueError:  # 29 February
            return day.replace(year=day.year + self.years, month=3, day=1)


@cache
def duties_to_keep() -> dict[str, DutyToKeep]:
    """All duties by kind of file."""
    entries = yaml.safe_load(SEED.read_text(encoding="utf-8"))
    return {entry["kind"]: _read(entry) for entry in entries}


def duty_to_keep(kind: str) -> DutyToKeep:
    """The duty for one kind of file."""
    return duties_to_keep()[kind]


def _read(entry: dict[str, object]) -> DutyToKeep:
    title, basis = entry.pop("title"), entry.pop("basis")
    fields = {
        f"{name}_{language}": words[language]  # type: ignore[index]
        for name, words in (("title", title), ("basis", basis))
        for language in ("ka", "en")
    }
    return DutyToKeep(**entry, **fields)  # type: ignore[arg-type]
