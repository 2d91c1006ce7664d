"""One project and one result as the pages show them: figures, findings, why it won or lost, steps with money."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from eroba.capabilities.budgeting import pages
from eroba.capabilities.budgeting.frozen import ListedProject
from eroba.capabilities.budgeting.models import Finding, Milestone, Outcome, Project
from eroba.capabilities.budgeting.wording import method_name, reason_for
from eroba.kernel.base.clock import today
from eroba.kernel.people.staff.queries import unit_names_as_read
from eroba.kernel.ui.components import Column, Figure, Mark, Row, Table
from eroba.kernel.ui.dates import by_day, day_with_year
from eroba.kernel.ui.numbers import money
from eroba.kernel.ui.numbers import number as shown_number
from eroba.kernel.undertakings.actions import EvidenceDraft


@dataclass(frozen=True)
class ShownFinding:
    """One side of a project: what was asked, whether it is met, in which words."""

    title: str
    words: str
    kind: str
    reasons: str = ""
    by: str = ""


@dataclass(frozen=True)
class Why:
    """Why a project won or lost by one method."""

    method: str
    is_official: bool
    is_won: bool
    words: str


@dataclass(frozen=True)
class ShownStep:
    """A step of carrying a project out."""

    title: str
    words: str
    kind: str
    note: str
    photo_href: str = ""


def project_figures(project: Project) -> list[Figure]:
    """What it costs, and its number on the ballot."""
    note = _("as its author thinks") if project.cost is None else _("as the town hall found")
    shown = [Figure(money(project.price), _("costs"), note)]
    if project.lot:
        shown.append(Figure(str(project.lot), _("number on the ballot")))
    paid = sum(one.paid for one in project.milestones.all())
    if paid:
        shown.append(Figure(money(paid), _("paid so far")))
    return shown


def findings_of(project: Project) -> list[ShownFinding]:
    """The three sides of a check, also those nobody has looked at yet."""
    known = {one.aspect: one for one in project.findings.all()}
    units = unit_names_as_read(one.unit for one in known.values())
    return [_finding(aspect, known.get(str(aspect)), units) for aspect in Finding.Aspect]


def _finding(aspect: Any, found: Finding | None, units: Mapping[str, str]) -> ShownFinding:
    if found is None:
        return ShownFinding(str(aspect.label), _("not checked yet"), "quiet")
    words, kind = (_("yes, as it is"), "good") if found.is_met else (_("no"), "attention")
    by = ", ".join(filter(None, (units[found.unit], day_with_year(found.found_at))))
    if found.aspect == Finding.Aspect.COST and found.is_met:
        words = money(found.project.cost)
    return ShownFinding(str(aspect.label), words, kind, found.words, by)


def why(project: Project, outcome: Outcome | None) -> list[Why]:
    """Why it won or lost, by the method of the rules and by the other one."""
    if outcome is None or project.lot is None:
        return []
    if not outcome.is_quorate:
        words = _("Nothing wins in this area: %(count)s voted, which is fewer than the rules ask for.")
        return [Why(method_name(outcome.official), True, False, words % {"count": outcome.voters})]
    found = []
    for told, is_official in ((outcome.official, True), (outcome.other, False)):
        row = told.get("per_project", {}).get(f"{project.lot:03d}")
        if row is not None:
            words = reason_for(told, f"{project.lot:03d}")
            found.append(Why(method_name(told), is_official, bool(row["won"]), words))
    return found


def milestones_of(request: HttpRequest, project: Project) -> list[ShownStep]:
    """The steps of carrying it out, in the order of their days."""
    return [_step(request, project, place, one) for place, one in enumerate(project.milestones.all())]


def photos_of(project: Project) -> list[EvidenceDraft]:
    """The photos of its steps as what shows that a promise was kept, each under its step’s name."""
    page = f"/ka/{project.municipality.slug}/rounds/project/{project.matter.number}/"
    steps = enumerate(project.milestones.all())
    return [EvidenceDraft(one.title_ka, f"{page}step/{place}/photo/") for place, one in steps if one.photo_id]


def _step(request: HttpRequest, project: Project, place: int, one: Milestone) -> ShownStep:
    if one.done_on is not None:
        words, kind = _("done on %(day)s") % {"day": day_with_year(one.done_on)}, "good"
    elif one.due_on < today():
        words, kind = _("late: %(day)s") % {"day": day_with_year(one.due_on)}, "late"
    else:
        words, kind = by_day(one.due_on), "progress"
    href = pages.href_of(request, "milestone_photo", number=project.matter.number, place=place)
    note = _("paid: %(amount)s") % {"amount": money(one.paid)} if one.paid else ""
    return ShownStep(one.title, words, kind, note, href if one.photo_id else "")


def result_table(
    request: HttpRequest, title: str, outcome: Outcome, listed: Sequence[ListedProject], gone: frozenset[int]
) -> Table:
    """The projects of an area with both methods side by side, the winners first."""
    official, other = outcome.official, outcome.other
    counts = official.get("per_project", {}).values()
    has_points = any(row.get("score") != row.get("votes") for row in counts)
    rows = []
    for one in sorted(listed, key=lambda one: _place(official, one.id)):
        row = official.get("per_project", {}).get(one.id, {})
        rows.append(
            Row(
                (
                    one.title,
                    _mark(official, one.id, is_gone=one.lot in gone, is_quorate=outcome.is_quorate),
                    _mark(other, one.id, is_gone=one.lot in gone, is_quorate=outcome.is_quorate),
                    money(one.cost),
                    shown_number(row.get("votes", 0)),
                    *([shown_number(row.get("score", 0))] if has_points else []),
                ),
                pages.href_of(request, "project", number=one.number),
            )
        )
    # what everybody wants to know stands first
    columns = (
        Column(_("Project")),
        Column(_("By the rules")),
        Column(_("For comparison")),
        Column(_("Costs"), numeric=True),
        Column(_("Ballots"), numeric=True),
        *([Column(_("Points"), numeric=True)] if has_points else []),
    )
    return Table(title, columns, rows)


def _place(told: Mapping[str, Any], id_: str) -> tuple[int, float, str]:
    winners = told.get("winners", [])
    score = told.get("per_project", {}).get(id_, {}).get("score", 0)
    return (winners.index(id_) if id_ in winners else len(winners), -float(score), id_)


def _mark(told: Mapping[str, Any], id_: str, *, is_gone: bool, is_quorate: bool) -> Mark:
    if is_gone:
        return Mark(_("taken off the list"), "quiet")
    is_won = is_quorate and id_ in told.get("winners", [])
    return Mark(_("won"), "good") if is_won else Mark(_("did not win"), "quiet")
