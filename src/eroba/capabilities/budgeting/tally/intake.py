"""From a file to an election: checks every project, voter and ballot, and turns all amounts into whole numbers."""

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import IO

from eroba.capabilities.budgeting.pabulib.amounts import amount, positive_amount, whole_number
from eroba.capabilities.budgeting.pabulib.conditions import Conditions, conditions_of
from eroba.capabilities.budgeting.pabulib.document import Document
from eroba.capabilities.budgeting.pabulib.faults import Fault
from eroba.capabilities.budgeting.pabulib.faults import marked as _
from eroba.capabilities.budgeting.pabulib.lines import LARGEST_FILE
from eroba.capabilities.budgeting.pabulib.reading import read_document
from eroba.capabilities.budgeting.pabulib.voters import Voters
from eroba.capabilities.budgeting.tally.ballots import BallotBox, Given
from eroba.capabilities.budgeting.tally.election import Ballot, Election, Project
from eroba.capabilities.budgeting.tally.remarks import remarks_on

QUORUM = "quorum"
"""A word of our own in META for files made by hand; what we publish says it in the comment (pabulib/conditions.py)."""
GROUPS = "incompatible_group"
"""A column of our own in PROJECTS for files made by hand: the group of which at most one project wins."""


def read_election(stream: IO[bytes], largest: int = LARGEST_FILE) -> Election:
    """Reads and checks a file; raises Fault with the line of what is wrong.

    The stream must allow going back: a voter who seems to stand there twice is looked up in a second reading.
    """
    document = read_document(stream, largest)
    costs = _costs(document)
    budget = positive_amount(_said(document.meta, "budget"), "budget", 0)
    threshold = amount(
        document.meta.get("min_project_score_threshold") or "0", "min_project_score_threshold", 0
    )
    conditions = conditions_of(document.meta)
    box = BallotBox(document, list(costs), conditions.places)
    voters = Voters()
    voter_place = document.vote_columns.index("voter_id")
    for row in document.votes:
        voters.add(row.cells[voter_place])
        box.add(row)
    _refuse_double_voters(voters, stream, largest)
    _compare_count(document.meta, "num_votes", len(voters))
    given = box.counted()
    coins = math.lcm(budget.denominator, *(cost.denominator for cost in costs.values()))
    parts = math.lcm(*{points.denominator for ballot in given for _one, points in ballot})
    names, groups = _names(document), _groups(document, conditions)
    election = Election(
        projects=[Project(id_, names[id_], int(cost * coins), groups[id_]) for id_, cost in costs.items()],
        budget=int(budget * coins),
        ballots=_whole(given, parts),
        coins=coins,
        point_parts=parts,
        threshold=threshold,
        quorum=whole_number(document.meta.get(QUORUM) or "0", QUORUM, 0) or conditions.quorum,
        meta=document.meta,
    )
    return remarks_on(election, document, box.too_long)


def _said(meta: Mapping[str, str], key: str) -> str:
    if not meta.get(key, "").strip():
        raise Fault(0, _("META does not say the %(key)s"), key=key)
    return meta[key]


def _costs(document: Document) -> dict[str, Fraction]:
    """What each project costs, by its id."""
    ids, costs = (document.project_columns.index(name) for name in ("project_id", "cost"))
    found: dict[str, Fraction] = {}
    for line, cells in document.projects:
        id_ = cells[ids].strip()
        if not id_ or "," in id_:
            raise Fault(line, _("“%(id)s” cannot be the id of a project"), id=id_[:40])
        if id_ in found:
            raise Fault(line, _("the project “%(id)s” is there twice"), id=id_[:40])
        found[id_] = positive_amount(cells[costs], "cost", line)
    _compare_count(document.meta, "num_projects", len(found))
    return found


def _names(document: Document) -> dict[str, str]:
    ids, names = document.project_columns.index("project_id"), document.project_place("name")
    return {
        row.cells[ids].strip(): row.cells[names] if names is not None else "" for row in document.projects
    }


def _groups(document: Document, conditions: Conditions) -> dict[str, frozenset[str]]:
    """The groups of incompatible projects by id; a project may belong to several, with commas between them."""
    ids, place = document.project_columns.index("project_id"), document.project_place(GROUPS)
    written = {
        row.cells[ids].strip(): row.cells[place] if place is not None else "" for row in document.projects
    }
    groups = {id_: set(filter(None, map(str.strip, said.split(",")))) for id_, said in written.items()}
    for exclusive in conditions.only_one_of:
        for id_ in exclusive:
            if id_ not in groups:
                raise Fault(
                    0, _("the comment names the project “%(id)s”, which is not in PROJECTS"), id=id_[:40]
                )
            groups[id_].add(",".join(exclusive))
    return {id_: frozenset(its) for id_, its in groups.items()}


def _compare_count(meta: Mapping[str, str], key: str, found: int) -> None:
    """A file that holds fewer rows than it says is not whole."""
    if meta.get(key, "").strip() and whole_number(meta[key], key, 0) != found:
        raise Fault(
            0, _("META says %(key)s %(said)s, the file has %(found)s"), key=key, said=meta[key], found=found
        )
    if not found:
        raise Fault(0, _("the file has none of what %(key)s counts"), key=key)


def _refuse_double_voters(voters: Voters, stream: IO[bytes], largest: int) -> None:
    repeated = voters.repeated()
    if not repeated:
        return
    stream.seek(0)
    document = read_document(stream, largest)
    place = document.vote_columns.index("voter_id")
    first_line: dict[str, int] = {}
    for row in document.votes:
        voter = row.cells[place]
        if hash(voter) in repeated and (first := first_line.setdefault(voter, row.line)) != row.line:
            raise Fault(
                row.line,
                _("the voter “%(voter)s” stands in line %(first)s already"),
                voter=voter[:40],
                first=first,
            )


def _whole(given: Mapping[Given, int], parts: int) -> dict[Ballot, int]:
    return {
        tuple((project, int(points * parts)) for project, points in ballot): count
        for ballot, count in given.items()
    }
