"""What a round rests on as data: proposed phases with their basis, days to appeal, how many proposals one may make."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

SEED = Path(__file__).parent / "seed" / "rules.yaml"


@dataclass(frozen=True)
class PhaseDraft:
    """One phase with its days and what it rests on."""

    kind: str
    from_on: dt.date
    until_on: dt.date
    basis_ka: str = ""
    basis_en: str = ""
    is_verified: bool = False


@cache
def seed() -> Mapping[str, Any]:
    """What is proposed to every town."""
    found: Mapping[str, Any] = yaml.safe_load(SEED.read_text(encoding="utf-8"))
    return found


def basis_of(kind: str) -> Mapping[str, Any]:
    """What a phase of this kind rests on, as proposed."""
    row = next(row for row in seed()["phases"] if row["kind"] == kind)
    basis: Mapping[str, Any] = seed()["bases"][row["basis"]]
    return basis


def with_basis(kind: str, from_on: dt.date, until_on: dt.date) -> PhaseDraft:
    """A phase with the basis proposed for it."""
    basis = basis_of(kind)
    return PhaseDraft(kind, from_on, until_on, basis["ka"], basis["en"], basis["verified"])


def proposed_calendar(first_day: dt.date) -> Sequence[PhaseDraft]:
    """All phases one after the other, from a first day on."""
    drafts, day = [], first_day
    for row in seed()["phases"]:
        last = day + dt.timedelta(days=row["days"] - 1)
        drafts.append(with_basis(row["kind"], day, last))
        day = last + dt.timedelta(days=1)
    return drafts
