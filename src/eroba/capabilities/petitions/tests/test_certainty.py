"""What a sample says: exact, compared with counting every possible sample; and the sample anybody can draw again."""

from fractions import Fraction
from itertools import combinations

import pytest

from eroba.capabilities.petitions.certainty import bounds, draw
from eroba.capabilities.petitions.law import needed_of
from eroba.capabilities.petitions.similar import most_similar
from eroba.kernel.base.text import search_key


def shares(population: int, sample: int, whole: int, valid: int) -> tuple[Fraction, Fraction]:
    """The share of all possible samples with at least, and with at most, so many valid ones; counted one by one."""
    rows = [sum(row) for row in combinations([place < whole for place in range(population)], sample)]
    return (
        Fraction(sum(found >= valid for found in rows), len(rows)),
        Fraction(sum(found <= valid for found in rows), len(rows)),
    )


@pytest.mark.parametrize(("population", "sample"), [(8, 3), (10, 5), (12, 4), (9, 9)])
def test_the_bounds_are_those_of_counting_every_sample(population: int, sample: int) -> None:
    for valid in range(sample + 1):
        possible = range(valid, population - (sample - valid) + 1)
        found = {whole: shares(population, sample, whole, valid) for whole in possible}
        low = min(whole for whole, (high_share, _low) in found.items() if high_share * 20 >= 1)
        high = max(whole for whole, (_high, low_share) in found.items() if low_share * 20 >= 1)
        assert bounds(population, sample, valid) == (low, high)


def test_a_sample_of_which_half_is_bad_does_not_pass_by_subtracting_them() -> None:
    # 244 signatures, 49 drawn, 25 of them bad, 201 needed: 244 - 25 would be 219 and enough
    low, high = bounds(244, 49, 24)
    assert high < 201 and low > 90


def test_a_check_of_everything_leaves_no_doubt() -> None:
    assert bounds(500, 500, 431) == (431, 431)


def test_a_large_list_is_judged_in_a_moment() -> None:
    low, high = bounds(20_000, 2_000, 1_900)
    assert low < 19_000 < high and high - low < 400


def test_a_seed_draws_the_same_sample_on_every_machine() -> None:
    receipts = [f"{place:064x}" for place in range(1000)]
    drawn = draw(receipts, "2026-11-23", 5)
    assert drawn == draw(list(reversed(receipts)), "2026-11-23", 5)
    assert drawn != draw(receipts, "2026-11-24", 5)
    assert [int(one, 16) for one in drawn] == [147, 646, 67, 840, 8]


@pytest.mark.parametrize(("voters", "needed"), [(20_013, 201), (20_000, 200), (1, 1), (99, 1), (101, 2)])
def test_the_threshold_is_rounded_up_to_whole_people(voters: int, needed: int) -> None:
    assert needed_of(voters, 1, 100) == needed


def test_similar_petitions_are_found_in_both_alphabets() -> None:
    known = {
        "lights": search_key("გარე განათება ბახვის გზაზე"),
        "kindergarten": search_key("საბავშვო ბაღი სოფელ შემოქმედში"),
        "bus": search_key("ავტობუსი ოზურგეთიდან ურეკში"),
    }
    assert most_similar("განათების მოწყობა", known) == ["lights"]
    assert most_similar("ganateba", known) == ["lights"]
    assert most_similar("sabavshvo bagi", known)[:1] == ["kindergarten"]
    assert most_similar("წყალსადენი", known) == most_similar("", known) == []
