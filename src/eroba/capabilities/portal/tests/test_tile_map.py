"""The map of tiles has every municipality exactly once, and none upon another."""

from eroba.capabilities.portal.tile_map import TILE, places, size
from eroba.kernel.tenancy.national import national_rows


def test_every_municipality_has_one_tile_of_its_own():
    found = places()
    assert set(found) == {row["number_prefix"] for row in national_rows("municipalities")}
    assert len(set(found.values())) == 64


def test_all_tiles_lie_within_the_drawing():
    width, height = size()
    assert all(0 <= p.x <= width - TILE and 0 <= p.y <= height - TILE for p in places().values())


def test_neighbours_lie_as_on_a_map():
    at = places()
    assert at["BAT"].x < at["KUT"].x < at["TBI"].x < at["DED"].x
    assert at["MES"].y < at["KUT"].y < at["AKL"].y
