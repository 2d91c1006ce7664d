"""Drawings say what their numbers say: sums and areas agree, nothing overlaps, words keep to their room."""

import math
import re
from datetime import date
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from eroba.kernel.ui.charts.bars import pieces
from eroba.kernel.ui.charts.drawing import drawing_of, is_empty, table_of
from eroba.kernel.ui.charts.heatmaps import level_of
from eroba.kernel.ui.charts.kinds import (
    Bars,
    CannotBeDrawn,
    Choice,
    HeatMap,
    Lines,
    Part,
    Seat,
    SeatMap,
    Series,
    Source,
    StackedBars,
    Treemap,
)
from eroba.kernel.ui.charts.markup import WIDTH, fitted, width_of, wrapped
from eroba.kernel.ui.charts.scales import axis_for, every
from eroba.kernel.ui.charts.seatmaps import spots
from eroba.kernel.ui.charts.treemaps import HEIGHT, boxes
from eroba.kernel.ui.gallery.charts import charts, hard_charts

SOURCE = Source("<b>&", date(2026, 3, 1))
EVIL = '<script>alert("1")</script>'
NUMBERS = st.decimals(0, 10**9, places=2)
WORDS = st.text("აბგდევზთიკლმნო რსტუფქღყშABCabc 0123456789-", max_size=60)


def read(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


@given(st.lists(NUMBERS, min_size=1, max_size=30))
def test_areas_of_a_treemap_are_the_shares_and_none_lies_on_another(values) -> None:
    values = sorted(values, reverse=True)
    found = boxes(values, WIDTH, HEIGHT)
    total = sum(values)
    for value, box in zip(values, found, strict=True):
        wanted = float(value / total) * WIDTH * HEIGHT if total else 0
        assert math.isclose(box.width * box.height, wanted, rel_tol=1e-6, abs_tol=1e-6)
        assert box.x >= -1e-6 and box.x + box.width <= WIDTH + 1e-6
        assert box.y >= -1e-6 and box.y + box.height <= HEIGHT + 1e-6
    for place, one in enumerate(found):
        for other in found[:place]:
            across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
            down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
            assert min(across, down) < 1e-6


@given(st.lists(st.lists(NUMBERS, min_size=3, max_size=3), min_size=1, max_size=12))
def test_stacked_parts_lie_end_to_end_and_are_as_long_as_their_numbers(rows) -> None:
    laid = pieces(rows, 300)
    longest = max(sum(row) for row in rows)
    for row, found in zip(rows, laid, strict=True):
        for value, piece in zip(row, found, strict=True):
            assert math.isclose(piece.length, float(value / longest) * 300 if longest else 0, abs_tol=1e-6)
        for before, after in pairwise(found):
            assert math.isclose(before.x + before.length, after.x, abs_tol=1e-9)
        assert not found or found[-1].x + found[-1].length <= 300 + 1e-6


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 250))
def test_every_seat_has_a_place_and_no_two_touch(count) -> None:
    found, reach = spots(count)
    assert len(found) == count
    assert all(reach - 1 <= one.x <= WIDTH - reach + 1 for one in found)
    nearest = min(
        (math.dist((a.x, a.y), (b.x, b.y)) for place, a in enumerate(found) for b in found[:place]),
        default=math.inf,
    )
    assert nearest >= 2 * reach * 0.98


@given(st.lists(st.decimals(-(10**9), 10**9, places=2), max_size=20))
def test_an_axis_holds_nought_and_all_values_in_round_steps(values) -> None:
    axis = axis_for(values, start=200, end=0)
    assert axis.low <= min([0, *values]) and axis.high >= max([0, *values])
    assert 2 <= len(axis.steps) <= 8
    assert axis.step.normalize().as_tuple().digits in ((1,), (2,), (5,))
    assert all(0 <= axis.at(value) <= 200 for value in values)


@given(WORDS, st.floats(0, 400), st.integers(1, 4))
def test_words_keep_to_their_room(text, room, lines) -> None:
    assert width_of(fitted(text, room)) <= room or not fitted(text, room)
    rows = wrapped(text, room, lines)
    assert len(rows) <= lines
    assert all(width_of(row) <= room for row in rows)


@given(st.integers(1, 60), st.floats(1, 120), st.floats(50, 400))
def test_labels_that_are_kept_have_room(count, widest, length) -> None:
    over = every(count, widest, length)
    kept = -(-count // over)
    assert over >= 1 and (kept == 1 or kept * widest <= length + 1e-6)


@given(NUMBERS, NUMBERS)
def test_fuller_fields_are_never_lighter(one, other) -> None:
    low, high = sorted((one, other))
    assert level_of(low, high) <= level_of(high, high) <= 4
    assert (level_of(low, high) == 0) == (low == 0)


@pytest.mark.parametrize("language", ["ka", "en"])
def test_every_sample_is_sound_and_its_words_stay_inside(language) -> None:
    with override(language):
        for number, chart in enumerate([*charts(), *hard_charts()]):
            svg = read(drawing_of(chart, f"k{number}"))
            height = float(svg.attrib["viewBox"].split()[3])
            for words in svg.iter("text"):
                size = 12 if "small" in words.attrib["class"] else 14
                wide, x = width_of(words.text or "", size), float(words.attrib["x"])
                left = {"middle": x - wide / 2, "end": x - wide}.get(words.attrib.get("text-anchor", ""), x)
                assert left >= -1 and left + wide <= WIDTH + 1, words.text
                assert 0 <= float(words.attrib["y"]) <= height, words.text


def test_words_are_escaped_in_every_kind() -> None:
    part = (Part(EVIL, 3, EVIL), Part(EVIL, 1))
    series = (Series(EVIL, (1, 2)),)
    kinds = [
        Lines(EVIL, SOURCE, (EVIL, EVIL), series),
        Bars(EVIL, SOURCE, part),
        StackedBars(EVIL, SOURCE, (EVIL, EVIL), series),
        Treemap(EVIL, SOURCE, part),
        HeatMap(EVIL, SOURCE, (EVIL,), (EVIL,), ((1,),), EVIL, EVIL),
        SeatMap(EVIL, SOURCE, (Choice(EVIL),), (Seat(EVIL, 0),)),
    ]
    for chart in kinds:
        svg = drawing_of(chart, "k")
        assert "<script" not in svg
        read(svg)
        assert not re.search(r"\s(style|on\w+)=", svg)


def test_the_table_says_the_same_as_the_drawing() -> None:
    with override("en"):
        tree = Treemap("t", SOURCE, (Part("a", Decimal("1.5")), Part("b", 2)))
        assert table_of(tree).rows[-1].cells == ("Together", "3.5")
        stack = StackedBars("t", SOURCE, ("x",), (Series("a", (1,)), Series("b", (None,))))
        assert table_of(stack).rows[0].cells == ("x", "1", "–", "1")
        seats = SeatMap("t", SOURCE, (Choice("for"), Choice("against")), (Seat("m", 1), Seat("n", 0)))
        assert [row.cells for row in table_of(seats).rows] == [("n", "for"), ("m", "against")]
        for chart in charts():
            shown = table_of(chart)
            assert all(len(row.cells) == len(shown.columns) for row in shown.rows)


@pytest.mark.parametrize(
    "wrong",
    [
        Bars("t", SOURCE, (Part("a", -1),)),
        Treemap("t", SOURCE, (Part("a", 0),)),
        Bars("t", SOURCE, (Part("a", Decimal("NaN")),)),
        Lines("t", SOURCE, ("x",), (Series("a", (1, 2)),)),
        StackedBars("t", SOURCE, ("x",), (Series("a", (1, 2)),)),
        HeatMap("t", SOURCE, ("x",), ("y",), ((1, 2),)),
        SeatMap("t", SOURCE, (Choice("a"),), (Seat("m", 1),)),
        SeatMap("t", SOURCE, (Choice("a", "star"),), (Seat("m", 0),)),
    ],
)
def test_what_cannot_be_drawn_is_refused(wrong) -> None:
    with pytest.raises(CannotBeDrawn):
        drawing_of(wrong, "k")


def test_nothing_yet_is_said_and_not_drawn() -> None:
    assert is_empty(Lines("t", SOURCE, ("x",), (Series("a", (None,)),)))
    assert is_empty(Treemap("t", SOURCE, (Part("a", 0),)))
    assert is_empty(SeatMap("t", SOURCE, (), ()))
    assert not any(is_empty(chart) for chart in charts())
