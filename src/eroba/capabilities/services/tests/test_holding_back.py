"""No number under five can be read, nor worked out from everything that was ever published."""

import random
from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eroba.capabilities.services.open_process import publishing
from eroba.capabilities.services.open_process.cells import (
    APPEAL_ENDINGS,
    DECIDED,
    ENDINGS,
    FEWEST,
    OTHERS,
    RECEIVED,
    REFUSED,
    TIMELINESS,
    TOWN,
    Cell,
)
from eroba.capabilities.services.open_process.counting import Appealed, Decided, Happenings, counted
from eroba.capabilities.services.open_process.figure import Figure
from eroba.capabilities.services.open_process.periods import month_before, months_between
from eroba.capabilities.services.tests.figure_attack import every_table, worked_out

MONTHS = months_between("2025-08", "2026-07")
SERVICES = ("canteen", "trade", "trees", "funeral")
QUIET = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
QUIET_MONTHS, LIVELY_MONTHS = (0, 0, 0, 1, 1, 2, 3, 4, 5), (0, 1, 3, 5, 6, 8, 9, 12)


@st.composite
def happenings(draw: st.DrawFn, months: Sequence[str] = MONTHS, most_services: int = 4) -> Happenings:
    """What may happen in a small town: few applications, some services hardly asked for."""
    dice = random.Random(draw(st.integers(0, 10**6)))
    received, decided, appeals = [], [], []
    for service in SERVICES[: draw(st.integers(1, most_services))]:
        how_many = draw(st.sampled_from([QUIET_MONTHS, LIVELY_MONTHS]))
        for month in months:
            count = dice.choice(how_many)
            received += [(service, month)] * count
            decided += [_decided(dice, service, month) for _each in range(dice.choice(how_many))]
        appeals += [_appealed(dice, service, months) for _each in range(dice.randint(0, 9))]
    return Happenings(received, decided, appeals)


def _decided(dice: random.Random, service: str, month: str) -> Decided:
    ending = dice.choice([*ENDINGS, "granted"])
    reason = dice.choice(["far", "twice", "none"]) if ending == REFUSED else ""
    timeliness = dice.choice([*TIMELINESS[:2], "in_time"])
    return Decided(service, month, ending, timeliness, dice.randint(0, 40), 20, reason)


def _appealed(dice: random.Random, service: str, months: Sequence[str]) -> Appealed:
    month = dice.choice(months)
    return Appealed(service, month, month, dice.choice(["", *APPEAL_ENDINGS]))


def _all_published(happened: Happenings, closings: Sequence[str]) -> dict[Cell, Figure]:
    """Everything published at one closing after another, with nothing ever taken back."""
    kept: dict[Cell, Figure] = {}
    for until in closings:
        for figure in publishing.published(counted(happened, until), until, kept):
            assert figure.cell not in kept, "a figure was published twice"
            kept[figure.cell] = figure
    return kept


def _counts(figures: dict[Cell, Figure]) -> dict[Cell, Figure]:
    return {cell: figure for cell, figure in figures.items() if not cell.measure.endswith("_days")}


@QUIET
@given(happenings(), st.sampled_from([1, 3, 12]))
def test_nothing_held_back_can_be_worked_out_from_all_that_was_ever_published(happened, step):
    closings = [month_before(MONTHS[-1], back) for back in range(0, len(MONTHS), step)][::-1]
    figures = _counts(_all_published(happened, closings))
    assert not worked_out(figures)


@QUIET
@given(happenings())
def test_no_number_of_people_under_five_is_published(happened):
    for figure in _counts(_all_published(happened, MONTHS)).values():
        assert figure.value is None or figure.value == 0 or figure.value >= FEWEST


@QUIET
@given(happenings(months=["2026-01", "2026-02"], most_services=2))
def test_trying_every_table_there_can_be_leaves_each_hidden_number_open(happened):
    figures = {
        cell: figure
        for cell, figure in _all_published(happened, ["2026-01", "2026-02"]).items()
        if cell.measure in (RECEIVED,)
    }
    possible = every_table(figures, most=16)
    assert all(len(values) > 1 for values in possible.values())


@QUIET
@given(happenings())
def test_what_is_published_is_true(happened):
    until = MONTHS[-1]
    true = counted(happened, until)
    for cell, figure in _counts(_all_published(happened, MONTHS)).items():
        if figure.value is not None and cell.service not in (OTHERS, TOWN):
            assert figure.value == true.values[cell]


def test_a_small_month_of_a_large_service_takes_a_second_one_with_it():
    happened = Happenings(
        [("trade", f"2025-{month:02}") for month in range(1, 13) for _each in range(month + 2)]
    )
    figures = _all_published(happened, ["2025-12"])
    shown = [figures[Cell("trade", f"2025-{month:02}", RECEIVED)].value for month in range(1, 13)]
    assert shown == [None, None, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]
    assert figures[Cell("trade", "2025", RECEIVED)].value == sum(range(3, 15))


def test_the_attacker_finds_what_is_only_left_out():
    """The proof above is worth something only if its attacker is: here it wins."""
    naive = {
        Cell("trade", "2025-01", RECEIVED): Figure(Cell("trade", "2025-01", RECEIVED), None, True),
        Cell("trees", "2025-01", RECEIVED): Figure(Cell("trees", "2025-01", RECEIVED), 9),
        Cell(TOWN, "2025-01", RECEIVED): Figure(Cell(TOWN, "2025-01", RECEIVED), 12),
    }
    assert worked_out(naive) == {Cell("trade", "2025-01", RECEIVED): 3}


def test_how_long_it_took_is_said_only_of_groups_whose_size_may_be_known():
    few = [Decided("trade", "2025-01", "granted", "in_time", day, day) for day in (3, 5, 8, 9, 30)]
    many = [Decided("trees", "2025-01", "granted", "in_time", day, day) for day in range(1, 11)]
    figures = _all_published(Happenings([], [*few, *many]), ["2025-01"])
    assert figures[Cell("trade", "2025-01", "median_days")].value == 8
    assert Cell("trade", "2025-01", "p90_days") not in figures
    assert figures[Cell("trees", "2025-01", "p90_days")].value == 9
    assert figures[Cell("trees", "2024-02/2025-01", "median_days")].value == 5
    alone = _all_published(Happenings([], few[:4]), ["2025-01"])
    assert not [cell for cell in alone if cell.measure.endswith("_days")]
    assert alone[Cell("trade", "2025-01", DECIDED)] == Figure(Cell("trade", "2025-01", DECIDED), None, True)
