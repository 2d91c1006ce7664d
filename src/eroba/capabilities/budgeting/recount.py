"""Counts the published file of an area twice: by the frozen rule, and by the other method for comparison.

The hash it gives is that of the file as everybody gets it from then on, with the result in it.
"""

import hashlib
import io
from collections.abc import Mapping
from typing import Any

from eroba.capabilities.budgeting.actions.counting import CountedArea
from eroba.capabilities.budgeting.frozen import frozen_round
from eroba.capabilities.budgeting.models import Area, Ballot
from eroba.capabilities.budgeting.published import counted_file
from eroba.capabilities.budgeting.tally.counting import count_election, rule_of_file
from eroba.capabilities.budgeting.tally.intake import read_election
from eroba.capabilities.budgeting.tally.report import as_json

#: What an area without a single ballot is told.
NO_BALLOTS: dict[str, Any] = {"winners": [], "spent": 0, "per_project": {}}


def count_area(area: Area) -> CountedArea:
    """The result of one area. Takes a second or two for sixty thousand ballots; never called inside an action."""
    content = counted_file(area, None)
    voters = Ballot.objects.filter(area=area).count()
    if not voters:
        return CountedArea(area, 0, False, _hash_with(area, NO_BALLOTS), dict(NO_BALLOTS), dict(NO_BALLOTS))
    election = read_election(io.BytesIO(content))
    rule, completion = rule_of_file(election.meta)
    others = ("greedy", "none") if rule == "equal-shares" else ("equal-shares", "add1u")
    official = as_json(count_election(election, rule, completion))
    other = as_json(count_election(election, *others))
    is_quorate = voters >= frozen_round(area.round).rule("quorum")
    return CountedArea(area, voters, is_quorate, _hash_with(area, official), dict(official), dict(other))


def _hash_with(area: Area, result: Mapping[str, Any]) -> str:
    return hashlib.sha256(counted_file(area, result)).hexdigest()
