"""The published file of an area: its ballots whole, in the order of their receipts, with nothing that tells who voted.

The result is counted from this very file, so that the page and the command can never differ. Once it is, the file also
says of each project what it got and whether it won.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from eroba.capabilities.budgeting.frozen import FrozenRound, ListedProject, frozen_round
from eroba.capabilities.budgeting.models import Area, Ballot, Outcome, Phase, Project, Round
from eroba.capabilities.budgeting.pabulib import Document, Row, write_document
from eroba.capabilities.budgeting.pabulib.conditions import Conditions, comment_with
from eroba.kernel.tenancy.scope import current_municipality

VOTE_TYPES = {
    "approval": "approval",
    "knapsack": "approval",
    "choose_one": "choose-1",
    "ranking": "ordinal",
    "points": "cumulative",
}
#: Rules of which the format says the same as we do, if nothing is asked for beside them.
IN_THE_FORMAT = ("greedy", "greedy-no-skip", "greedy-threshold", "equalshares", "equalshares/add1")
#: So many letters of the hash of a receipt name a ballot in the file.
NAME_LENGTH = 16


def published_file(area: Area) -> bytes:
    """The `.pb` file of an area, the same each time it is asked for once its ballots are counted."""
    outcome = Outcome.objects.filter(area=area).first()
    return counted_file(area, outcome.official if outcome else None)


def counted_file(area: Area, result: Mapping[str, Any] | None) -> bytes:
    """The file with what its count said, as the command prints it; without a result, as it goes into the count."""
    found = area.round
    frozen = frozen_round(found)
    gone = withdrawn_lots(found)
    listed = [one for one in frozen.projects_of(area) if one.lot not in gone]
    ballots = list(Ballot.objects.filter(area=area).order_by("receipt_hash"))
    rows = [_project(one, result, has_points=_has_points(frozen)) for one in listed]
    document = Document(
        meta=_meta(found, frozen, area, listed, len(ballots)),
        # all rows have the same cells, and an area that can be voted on has a project
        project_columns=tuple(rows[0]) if rows else ("project_id", "cost"),
        projects=tuple(Row(0, tuple(row.values())) for row in rows),
        vote_columns=("voter_id", "vote", "points") if _has_points(frozen) else ("voter_id", "vote"),
        votes=_votes(ballots, {one.lot: one for one in listed}, has_points=_has_points(frozen)),
    )
    text = io.StringIO()
    write_document(document, text)
    return text.getvalue().encode()


def withdrawn_lots(found: Round) -> frozenset[int]:
    """The numbers of projects that were taken back while voting was open; votes for them do not count."""
    gone = Project.objects.filter(round=found, lot__isnull=False, withdrawn_at__isnull=False)
    return frozenset(gone.values_list("lot", flat=True))  # type: ignore[arg-type]


def _project(one: ListedProject, result: Mapping[str, Any] | None, *, has_points: bool) -> dict[str, str]:
    """What the file says of a project, in the order of the format."""
    said = {"project_id": one.id, "cost": str(one.cost)}
    if result is None:
        return said | {"name": one.title_ka, "public_id": one.number}
    # an area without a single ballot has a result that knows no project
    got = result["per_project"].get(one.id, {})
    said["votes"] = str(got.get("votes", 0))
    if has_points:
        said["score"] = str(got.get("score", 0))
    selected = str(int(one.id in result["winners"]))
    return said | {"name": one.title_ka, "selected": selected, "public_id": one.number}


def _votes(ballots: Sequence[Ballot], listed: dict[int, ListedProject], *, has_points: bool) -> Iterable[Row]:
    for ballot in ballots:
        kept = [(listed[lot].id, points) for lot, points in ballot.choices if lot in listed]
        cells = (ballot.receipt_hash[:NAME_LENGTH], ",".join(id_ for id_, _points in kept))
        yield Row(0, (*cells, ",".join(str(points) for _id, points in kept)) if has_points else cells)


def _has_points(frozen: FrozenRound) -> bool:
    return bool(frozen.rule("ballot_kind") == "points")


def _meta(
    found: Round, frozen: FrozenRound, area: Area, listed: Sequence[ListedProject], votes: int
) -> dict[str, str]:
    """What the file says of itself, in the order of the format."""
    rules, conditions = frozen.ballot_rules(area), _conditions(frozen, area, listed)
    voting = found.phases.get(kind=Phase.Kind.VOTING)
    said = {
        "description": f"{frozen.said['title_ka']}: {area.title_ka}",
        "country": "Georgia",
        "unit": current_municipality().name_en,
        "subunit": area.title_en or area.title_ka,
        "instance": str(found.year),
        "num_projects": str(len(listed)),
        "num_votes": str(votes),
        "budget": str(rules.money),
        "vote_type": VOTE_TYPES[rules.kind],
        "rule": _rule_of_format(frozen, conditions) or "unknown",
        "date_begin": f"{voting.from_on:%d.%m.%Y}",
        "date_end": f"{voting.until_on:%d.%m.%Y}",
    }
    if rules.kind in ("approval", "ranking"):
        # the format wants no more places than projects
        said["max_length"] = str(min(rules.max_choices, len(listed)))
    if rules.kind == "knapsack":
        said["max_sum_cost"] = str(rules.money)
    if rules.kind == "points":
        said["max_sum_points"] = str(rules.max_points)
    if frozen.rule("threshold"):
        said["min_project_score_threshold"] = str(frozen.rule("threshold"))
    remark = f"{found.matter.number}; rules frozen under SHA-256 {found.frozen_hash}"
    comment = comment_with(remark, conditions)
    return said | {"language": "ka", "currency": "GEL", "comment": comment}


def _conditions(frozen: FrozenRound, area: Area, listed: Sequence[ListedProject]) -> Conditions:
    rules = frozen.ballot_rules(area)
    groups: dict[str, list[str]] = {}
    for one in listed:
        for name in filter(None, map(str.strip, one.group.split(","))):
            groups.setdefault(name, []).append(one.id)
    asked = Conditions(
        quorum=frozen.rule("quorum"),
        places=rules.max_choices if rules.kind == "ranking" and rules.max_choices > len(listed) else 0,
        only_one_of=[ids for ids in groups.values() if len(ids) > 1],
    )
    return asked if _rule_of_format(frozen, asked) else replace(asked, rule=rule_in_file(frozen))


def _rule_of_format(frozen: FrozenRound, asked: Conditions) -> str:
    """The word of the format whose reading gives our result; none where there is no such word.

    A checker of the format counts by the word. It knows neither a quorum nor points of a ranking, and of projects that
    exclude each other only in a greedy count.
    """
    rule = rule_in_file(frozen)
    if asked.quorum or frozen.rule("ballot_kind") == "ranking":
        return ""
    if asked.only_one_of:
        return "greedy-exclusive" if rule in ("greedy", "greedy-threshold") else ""
    return rule if rule in IN_THE_FORMAT else ""


def rule_in_file(frozen: FrozenRound) -> str:
    """The rule in words that the command knows; what the format has no word for stands in the file's comment."""
    counting, completion = frozen.rule("counting"), frozen.rule("completion")
    if counting == "equal-shares":
        return "equalshares" if completion == "none" else f"equalshares/{completion}"
    return "greedy-threshold" if counting == "greedy" and frozen.rule("threshold") else str(counting)
