"""All municipalities of Georgia, with sums that agree with their sources."""

import csv
import os
from pathlib import Path

import pytest
from django.conf import settings

from eroba.kernel.base.text import search_key, transliterate
from eroba.kernel.tenancy.models import Municipality, Settlement
from eroba.kernel.tenancy.national import load_municipalities, national_rows
from eroba.kernel.tenancy.scope import scope

REPOSITORY = Path(__file__).resolve().parents[5]
SHARED = Path(os.environ.get("EROBA_SHARED") or REPOSITORY.parent / "shared") / "data" / "georgia"


def test_there_are_sixty_four_and_the_sums_agree_with_the_sources():
    rows = national_rows("municipalities")
    total = {name: sum(int(row[name]) for row in rows) for name in rows[0] if "_on_" in name}
    assert len(rows) == 64 and sum(row["kind"] == "city" for row in rows) == 5
    assert total == {
        "population_on_2024_01_01": 3_637_900,
        "population_on_2025_01_01": 3_930_600,
        "registered_voters_on_2014_06_15": 3_429_748,
    }


def test_addresses_and_prefixes_are_unique_and_free():
    rows = national_rows("municipalities")
    slugs = {row["slug"] for row in rows}
    assert len(slugs) == len({row["number_prefix"] for row in rows} | {"GEO"}) - 1 == 64
    assert not slugs & (settings.RESERVED_SEGMENTS | {"georgia"})
    assert all(row["slug"] == row["name_en"].lower() for row in rows)
    assert all(search_key(row["slug"]) == search_key(row["name_ka"]) for row in rows)


def test_villages_are_spelt_by_the_national_system():
    rows = [row for row in national_rows("settlements") if "(" not in row["name_ka"]]
    assert all(row["name_en"].lower() == transliterate(row["name_ka"]) for row in rows)


def test_loading_twice_changes_nothing_and_keeps_what_a_town_set(ozurgeti):
    first = load_municipalities()
    assert (first.municipality_count, first.settlement_count) == (64, 55)
    Municipality.objects.filter(slug="ozurgeti").update(population=60_000)
    assert load_municipalities() == type(first)(0, 0)
    ozurgeti.refresh_from_db()
    assert (ozurgeti.is_open, ozurgeti.code, ozurgeti.population) == (True, "56", 60_000)
    assert ozurgeti.village_count == 68
    with scope(ozurgeti):
        villages = Settlement.objects.filter(kind=Settlement.Kind.VILLAGE)
        assert (villages.count(), villages.filter(latitude__isnull=False).count()) == (53, 51)


@pytest.mark.skipif(
    not SHARED.is_dir(), reason="the source files (shared/data/georgia) are not beside the checkout"
)
def test_every_figure_is_that_of_the_source():
    with (SHARED / "municipalities.csv").open(encoding="utf-8") as file:
        sources = {row["code"]: row for row in csv.DictReader(file)}
    for row in national_rows("municipalities"):
        source = sources.pop(row["code"])
        assert (row["name_ka"], row["region_code"]) == (source["name_ka"], source["region_iso"])
        assert int(row["registered_voters_on_2014_06_15"]) == int(source["registered_voters_2014"])
        for year in ("2024", "2025"):
            thousand = float(source[f"population_{year}_thousand"])
            assert int(row[f"population_on_{year}_01_01"]) == round(thousand * 1000)
    assert not sources
