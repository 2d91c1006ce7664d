"""Which of two projects comes first when they are worth the same: nothing of the order in a file, and no draw."""

from collections.abc import Sequence

from eroba.capabilities.budgeting.tally.election import Election


def in_order(election: Election, scores: Sequence[int]) -> list[int]:
    """All projects, the strongest first: more points, then the lower cost, then the id as text."""
    listed = election.projects
    return sorted(range(len(listed)), key=lambda one: (-scores[one], listed[one].cost, listed[one].id))
