"""The map has every municipality once, keeps the country whole, and puts no name on another."""

from hypothesis import given
from hypothesis import strategies as st

from eroba.capabilities.portal.map.naming import placed
from eroba.capabilities.portal.map.outlines import area, country, middle
from eroba.kernel.tenancy.national import national_rows

TOWNS_OF_THEIR_OWN = {"06", "20", "32", "48"}


def test_every_municipality_is_on_the_map_once() -> None:
    shapes = country().shapes
    assert set(shapes) == {row["code"] for row in national_rows("municipalities")}
    assert {code for code, shape in shapes.items() if shape.is_point} == TOWNS_OF_THEIR_OWN
    assert all(shape.path or shape.is_point for shape in shapes.values())
    assert len({(shape.x, shape.y) for shape in shapes.values()}) == 64


def test_occupied_districts_are_part_of_the_country_and_no_municipality() -> None:
    found = country()
    assert found.occupied.count("z") == 8, "six of Abkhazia, Java and Akhalgori"
    assert all(part in found.whole for part in found.occupied.split("z"))
    assert found.whole.count("z") == found.occupied.count("z") + sum(
        shape.path.count("z") for shape in found.shapes.values()
    )


def test_everything_lies_within_the_drawing_and_as_on_a_map() -> None:
    found = country()
    at = found.shapes
    assert all(0 <= shape.x <= found.width and 0 <= shape.y <= found.height for shape in at.values())
    assert at["06"].x < at["20"].x < at["04"].x < at["14"].x, "Batumi, Kutaisi, Tbilisi, Dedoplistskaro"
    assert at["36"].y < at["20"].y < at["61"].y, "Mestia, Kutaisi, Akhalkalaki"


def test_the_middle_of_a_bent_shape_lies_within_it() -> None:
    bent = [(0, 0), (90, 0), (90, 90), (80, 90), (80, 10), (10, 10), (10, 90), (0, 90)]
    x, y = middle(bent)
    assert abs(area(bent)) == 2500
    assert 0 < x < 10 or 80 < x < 90 or y < 10


@given(
    st.lists(
        st.tuples(st.text("აბგ", min_size=1, max_size=20), st.integers(0, 1000), st.integers(0, 515)),
        max_size=64,
    )
)
def test_no_name_lies_on_another_or_outside(wanted) -> None:
    names = placed(wanted, 1000, 515)
    for place, name in enumerate(names):
        left, top, right, bottom = name.box
        assert left >= 0 and top >= 0 and right <= 1000 and bottom <= 515
        for other in names[:place]:
            o_left, o_top, o_right, o_bottom = other.box
            assert right <= o_left or o_right <= left or bottom <= o_top or o_bottom <= top
