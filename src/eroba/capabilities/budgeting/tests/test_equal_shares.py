"""Equal shares against a second count that goes step by step with fractions, on thousands of small elections."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eroba.capabilities.budgeting.tally.counting import count_election
from eroba.capabilities.budgeting.tally.election import Election, Project
from eroba.capabilities.budgeting.tally.equal_shares import equal_shares
from eroba.capabilities.budgeting.tally.ledger import Method
from eroba.capabilities.budgeting.tally.pricing import raised_by
from eroba.capabilities.budgeting.tally.raising import Steps, is_same_between
from eroba.capabilities.budgeting.tests.naive_count import Groups, buy_all, greedily, raised_one_by_one

EXAMPLES = 150


@st.composite
def elections(draw: st.DrawFn) -> tuple[Election, list[dict[int, int]]]:
    """A small election, with many ties, and the same ballots one by one."""
    count = draw(st.integers(1, 6))
    step = draw(st.sampled_from([1, 5, 10]))
    costs = draw(st.lists(st.integers(1, 12).map(lambda one: one * step), min_size=count, max_size=count))
    most = draw(st.sampled_from([1, 1, 3]))
    ballot = st.dictionaries(st.integers(0, count - 1), st.integers(0 if most > 1 else 1, most))
    voters = draw(st.lists(ballot, min_size=1, max_size=12))
    names = draw(st.permutations([str(one) for one in range(count)]))
    groups = None
    if draw(st.booleans()):
        group = st.sets(st.sampled_from("abc"), max_size=2)
        groups = draw(st.lists(group, min_size=count, max_size=count))
    named = list(zip(names, costs, strict=True))
    return elected(named, voters, draw(st.integers(1, 40 * step)), groups), voters


def elected(
    projects: list[tuple[str, int]], voters: list[dict[int, int]], budget: int, groups: Groups | None = None
) -> Election:
    ballots = Counter(tuple(sorted(ballot.items())) for ballot in voters)
    shared = groups or [set() for _one in projects]
    listed = [
        Project(name, "", cost, frozenset(its)) for (name, cost), its in zip(projects, shared, strict=True)
    ]
    return Election(listed, budget, dict(ballots))


def grouped(election: Election) -> Groups:
    return [set(project.groups) for project in election.projects]


def named(election: Election) -> list[tuple[str, int]]:
    return [(project.id, project.cost) for project in election.projects]


@settings(max_examples=EXAMPLES, deadline=None)
@given(elections(), st.integers(0, 30))
def test_one_endowment_buys_what_the_naive_count_buys(drawn: tuple[Election, list], step: int) -> None:
    election, voters = drawn
    endowment = Fraction(election.budget, len(voters)) + Fraction(step, 3)
    expected = buy_all(named(election), voters, endowment, grouped(election))
    assert equal_shares(Method(election), endowment).outcome() == expected


@settings(max_examples=EXAMPLES, deadline=None)
@given(elections(), st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(3), Fraction(1, 7)]))
def test_passing_over_steps_gives_what_stepping_one_by_one_gives(
    drawn: tuple[Election, list], increment: Fraction
) -> None:
    election, voters = drawn
    tally = count_election(election, "equal-shares", "add1", increment)
    expected = raised_one_by_one(named(election), voters, election.budget, increment, grouped(election))
    assert set(tally.winners) == set(expected)
    assert tally.spent <= election.budget


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    elections(), st.sampled_from([10**9, 10**11, 10**13, 10**18]), st.integers(0, 2), st.sampled_from([1, 40])
)
def test_amounts_of_any_size_are_counted_alike(
    drawn: tuple[Election, list], size: int, coins: int, width: int
) -> None:
    small, voters = drawn
    projects = [
        replace(one, cost=one.cost * size + place * coins) for place, one in enumerate(small.projects)
    ]
    election = replace(small, projects=projects, budget=small.budget * size)
    increment = Fraction(size * width)
    expected = raised_one_by_one(named(election), voters, election.budget, increment, grouped(election))
    assert set(count_election(election, "equal-shares", "add1", increment).winners) == set(expected)


@pytest.mark.parametrize(("budget", "endowment"), [(10**6, 10**20), (10**6, 10**12), (10**20, 10**19)])
def test_what_does_not_fit_the_numbers_of_the_machine_is_counted_in_larger_ones(
    budget: int, endowment: int
) -> None:
    voters: list[dict[int, int]] = [{0: 1, 1: 1}, {0: 1}, {1: 1, 2: 1}]
    election = elected([("1", 500), ("2", endowment), ("3", endowment // 2)], voters, budget)
    run = equal_shares(Method(election), Fraction(endowment))
    assert run.outcome() == buy_all(named(election), voters, Fraction(endowment))
    assert run.ledger.now.money.dtype == object


def test_a_change_that_does_not_fit_the_numbers_of_the_machine_is_made_in_larger_ones() -> None:
    held = np.array([0, 5, 7], np.int64)
    assert raised_by(10**30, held, 3).tolist() == [0, 10**30 + 5, 10**30 + 7]
    assert raised_by(-6, held, 3).tolist() == [0, 0, 1]


@settings(max_examples=EXAMPLES, deadline=None)
@given(elections(), st.integers(0, 20), st.integers(0, 20))
def test_what_is_said_of_two_steps_holds_for_each_endowment_between(
    drawn: tuple[Election, list], first: int, width: int
) -> None:
    election, voters = drawn
    steps = Steps(Method(election), Fraction(1))
    high = steps.sample(first + width, 0)
    low = steps.sample(first, 0, high.run)
    if not is_same_between(low, high):
        return
    for tenth in range(0, 10 * width + 1, 3):
        endowment = steps.endowment(first) + Fraction(tenth, 10)
        outcome = buy_all(named(election), voters, endowment, grouped(election))
        assert outcome[: high.rounds] == high.run.outcome()[: high.rounds]
        assert (election.cost_of(outcome) > election.budget) is high.is_too_dear


@settings(max_examples=EXAMPLES, deadline=None)
@given(elections(), st.integers(0, 20), st.integers(2, 9), st.sampled_from([Fraction(1), Fraction(7, 3)]))
def test_what_is_said_of_two_steps_holds_for_each_whole_step_between(
    drawn: tuple[Election, list], first: int, width: int, increment: Fraction
) -> None:
    election, voters = drawn
    steps = Steps(Method(election), increment)
    high = steps.sample(first + width, 0)
    low = steps.sample(first, 0, high.run)
    if not is_same_between(low, high, increment):
        return
    for step in range(first, first + width + 1):
        outcome = buy_all(named(election), voters, steps.endowment(step), grouped(election))
        assert outcome[: high.rounds] == high.run.outcome()[: high.rounds]
        assert (election.cost_of(outcome) > election.budget) is high.is_too_dear


@settings(max_examples=EXAMPLES, deadline=None)
@given(elections(), st.booleans())
def test_greedy_funds_what_the_naive_count_funds(drawn: tuple[Election, list], stops: bool) -> None:
    election, voters = drawn
    tally = count_election(election, "greedy-no-skip" if stops else "greedy")
    expected = greedily(named(election), voters, election.budget, grouped(election), stops)
    assert tally.winners == expected


def test_two_steps_that_buy_the_same_do_not_vouch_for_the_one_between() -> None:
    projects = [("0", 16), ("1", 21), ("2", 6), ("3", 21)]
    election = elected(projects, [{0: 1, 1: 1}, {0: 1, 2: 1}, {2: 1}, {1: 1}], 40)
    steps = Steps(Method(election), Fraction(1, 2))
    low, middle, high = (steps.sample(step, look_at=9) for step in range(3))
    assert low.run.outcome() == high.run.outcome() == [2, 0]
    assert middle.run.outcome() == [2, 1]
    assert not is_same_between(low, high)
    assert not is_same_between(low, high, steps.increment)
    assert is_same_between(low, low)


def test_ties_are_decided_by_points_then_cost_then_id() -> None:
    twins = elected([("2", 10), ("10", 10)], [{0: 1, 1: 1}, {0: 1, 1: 1}], 10)
    assert [twins.projects[one].id for one in count_election(twins, "equal-shares").winners] == ["10"]
    cheaper = elected([("1", 12), ("2", 10)], [{0: 1, 1: 1}], 12)
    assert count_election(cheaper, "equal-shares").winners == [1]


def test_a_huge_share_is_not_walked_through_in_steps() -> None:
    projects = [("1", 10**15), ("2", 10**15 + 1), ("3", 1)]
    voters = [{0: 1}, {1: 1}, {2: 1}]
    tally = count_election(elected(projects, voters, 10**15 + 5), "equal-shares", "add1")
    assert set(tally.winners) == {2, 0}
    assert tally.steps == Steps(Method(tally.election), Fraction(1)).last_affordable() > 10**14


@pytest.mark.parametrize("completion", ["none", "utilitarian", "add1", "add1u"])
def test_completions_only_add_to_what_fits(completion: str) -> None:
    election = elected(
        [("1", 60), ("2", 40), ("3", 30), ("4", 20)], [{0: 1}, {0: 1, 3: 1}, {1: 1}, {2: 1}], 100
    )
    tally = count_election(election, "equal-shares", completion)
    assert tally.spent <= 100
    assert tally.reasons.keys() == {0, 1, 2, 3}
    assert {one for one, reason in tally.reasons.items() if reason.is_won} == set(tally.winners)
