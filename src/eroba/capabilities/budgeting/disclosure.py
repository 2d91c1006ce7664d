"""A project and a result as open data: the same values in files, in the programming interface and for a recount."""

from typing import Any

from django.utils.translation import gettext as _

from eroba.capabilities.budgeting import queries
from eroba.capabilities.budgeting.frozen import frozen_round
from eroba.capabilities.budgeting.models import Outcome, Project, Round
from eroba.capabilities.budgeting.published import rule_in_file
from eroba.kernel.base.errors import NotFound


def project_row(project: Project) -> dict[str, Any]:
    """One project as open data; nobody is named."""
    own = {
        name: getattr(project, name)
        for name in ("lot", "state", "title_ka", "title_en", "asked_cost", "cost")
    }
    point = project.point or (None, None)
    return {
        "number": project.matter.number,
        **own,
        "area": project.area.title_ka,
        "latitude": point[0],
        "longitude": point[1],
        "proposed_on": project.proposed_at.date(),
        "merged_into": project.merged_into.matter.number if project.merged_into else "",
    }


def told_results(found: Round) -> dict[str, Any]:
    """The result of a round for programs. Raises NotFound before there is one."""
    if found.counted_at is None:
        raise NotFound(_("There is no result yet. It stands here once voting has ended and is counted."))
    frozen = frozen_round(found)
    return {
        "round": found.matter.number,
        "rules_hash": found.frozen_hash,
        "rule": rule_in_file(frozen),
        "counted_at": found.counted_at,
        "turnout": found.turnout,
        "areas": [_told_area(one) for one in queries.outcomes_of(found)],
    }


def _told_area(outcome: Outcome) -> dict[str, Any]:
    return {
        "place": outcome.area.place,
        "title_ka": outcome.area.title_ka,
        "title_en": outcome.area.title_en,
        "ballots": outcome.voters,
        "is_quorate": outcome.is_quorate,
        "file_sha256": outcome.file_hash,
        "official": outcome.official,
        "comparison": outcome.other,
    }
