"""The four kinds of ballots, and what each gives to a project."""

from eroba.capabilities.budgeting.tally.counting import count_election, rule_of_file
from eroba.capabilities.budgeting.tally.intake import read_election


def test_a_ranking_gives_a_point_for_each_place_on_the_ballot(pb) -> None:
    votes = ("voter_id;vote", "a;1,2,3", "b;2,1", "c;3")
    assert read_election(pb(vote_type="ordinal", votes=votes)).scores() == [4, 4, 2]
    assert read_election(pb(vote_type="ordinal", votes=votes, max_length="3")).scores() == [5, 5, 4]


def test_points_count_as_they_stand(pb) -> None:
    votes = ("voter_id;vote;points", "a;1,2;3,0.5", "b;2;2", "c;;")
    election = read_election(pb(vote_type="cumulative", votes=votes))
    assert (election.point_parts, election.scores(), election.voters) == (2, [6, 5, 0], 3)


def test_who_is_not_named_gets_the_default_score(pb) -> None:
    votes = ("voter_id;vote;points", "a;1;4", "b;2;-3")
    election = read_election(pb(vote_type="scoring", votes=votes, default_score="1"))
    assert election.scores() == [5, -2, 2]
    assert count_election(election, "greedy").reasons[1].code == "no_support"


def test_equal_shares_weighs_points(pb) -> None:
    votes = ("voter_id;vote;points", "a;1,2;1,9", "b;1,3;1,9")
    projects = ("project_id;cost", "1;50", "2;50", "3;50")
    election = read_election(pb(vote_type="cumulative", votes=votes, projects=projects))
    assert count_election(election, "equal-shares").winners == [1, 2]


def test_a_threshold_holds_back_what_has_too_little_support(pb) -> None:
    election = read_election(pb(min_project_score_threshold="2"))
    tally = count_election(election, "greedy")
    assert tally.winners == [0]
    assert str(tally.reasons[2]) == "It has 1 points; the rules ask for 2."


def test_the_rule_of_the_file_is_taken_when_none_is_asked_for() -> None:
    assert rule_of_file({"rule": "greedy-threshold"}) == ("greedy", "none")
    assert rule_of_file({"rule": "greedy-no-skip"}) == ("greedy-no-skip", "none")
    assert rule_of_file({"rule": "equalshares/add1-comparison"}) == ("equal-shares", "add1")
    assert rule_of_file({"rule": "unknown"}) == ("greedy", "none")
