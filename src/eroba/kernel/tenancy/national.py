"""Brings the national data into the database: all municipalities of Georgia, and the settlements we know of.

Says nothing about who uses the platform: every town stays closed until it is opened. A figure a town has set
itself is never overwritten.
"""

import csv
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from eroba.kernel.tenancy.models import Municipality, Settlement
from eroba.kernel.tenancy.scope import scope

DATA = Path(__file__).resolve().parent / "data"
NATIONAL_SLUG = "georgia"
POPULATION_ON = dt.date(2025, 1, 1)
REGISTERED_VOTERS_ON = dt.date(2014, 6, 15)

_FACTS = ("code", "name_ka", "name_en", "region_ka", "region_en")


@dataclass(frozen=True)
class Loaded:
    """How many rows were new."""

    municipality_count: int
    settlement_count: int


def national_rows(name: str) -> list[dict[str, str]]:
    """The rows of one of our data files (`municipalities`, `settlements`)."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load_municipalities() -> Loaded:
    """Makes the rows of all municipalities, the national tenant and known settlements, where they are missing."""
    standing = {town.slug: town for town in Municipality.objects.all()}
    rows = national_rows("municipalities")
    fresh = [_new_municipality(row) for row in rows if row["slug"] not in standing]
    fresh += [] if NATIONAL_SLUG in standing else [_national_tenant()]
    Municipality.objects.bulk_create(fresh)
    _complete([(standing[row["slug"]], row) for row in rows if row["slug"] in standing])
    return Loaded(len(fresh), _load_settlements())


def _facts_of(row: Mapping[str, str]) -> dict[str, object]:
    return {
        **{name: row[name] for name in _FACTS},
        "population": int(row["population_on_2025_01_01"]),
        "population_on": POPULATION_ON,
        "registered_voters": int(row["registered_voters_on_2014_06_15"]),
        "registered_voters_on": REGISTERED_VOTERS_ON,
        "village_count": int(row["village_count"]),
    }


def _new_municipality(row: Mapping[str, str]) -> Municipality:
    return Municipality(
        slug=row["slug"], number_prefix=row["number_prefix"], colour=int(row["colour"]), **_facts_of(row)
    )


def _national_tenant() -> Municipality:
    return Municipality(slug=NATIONAL_SLUG, number_prefix="GEO", name_ka="საქართველო", name_en="Georgia")


def _complete(pairs: list[tuple[Municipality, Mapping[str, str]]]) -> None:
    """Fills what a town made by hand left empty."""
    for town, row in pairs:
        missing = {name: value for name, value in _facts_of(row).items() if getattr(town, name) in ("", None)}
        if missing:
            Municipality.objects.filter(pk=town.pk).update(**missing)


def _load_settlements() -> int:
    towns = {town.slug: town for town in Municipality.objects.all()}
    count = 0
    for slug, rows in groupby(national_rows("settlements"), key=lambda row: row["municipality"]):
        with scope(towns[slug]):
            standing = set(Settlement.objects.values_list("kind", "name_ka"))
            fresh = [_settlement(row) for row in rows if (row["kind"], row["name_ka"]) not in standing]
            count += len(Settlement.objects.bulk_create(fresh))
    return count


def _settlement(row: Mapping[str, str]) -> Settlement:
    return Settlement(
        kind=row["kind"],
        name_ka=row["name_ka"],
        name_en=row["name_en"],
        latitude=Decimal(row["latitude"]) if row["latitude"] else None,
        longitude=Decimal(row["longitude"]) if row["longitude"] else None,
    )
