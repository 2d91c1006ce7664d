"""Rounds for the tests of this room: made, filled with projects, checked, drawn, and brought to voting by the clock."""

import datetime as dt
from collections.abc import Sequence
from types import SimpleNamespace

from eroba.capabilities.budgeting import actions, tasks
from eroba.capabilities.budgeting.actions.checking import FindingDraft
from eroba.capabilities.budgeting.actions.preparing import AreaDraft, RoundRules
from eroba.capabilities.budgeting.actions.proposing import ProjectDraft
from eroba.capabilities.budgeting.casting import Voter, cast_by_voter
from eroba.capabilities.budgeting.law import with_basis
from eroba.capabilities.budgeting.models import Area, Project, Round
from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import TBILISI, at
from eroba.kernel.base.receipts import fresh_receipt
from eroba.kernel.people.voters import RegisteredPerson
from eroba.kernel.undertakings.models import Words

__all__ = ["RoundRules", "Words"]

BORN = dt.date(1980, 5, 17)
DAYS = {
    "informing": ("2027-01-01", "2027-01-31"),
    "proposing": ("2027-02-01", "2027-02-28"),
    "checking": ("2027-03-01", "2027-03-31"),
    "campaign": ("2027-04-01", "2027-04-14"),
    "voting": ("2027-04-15", "2027-04-30"),
    "results": ("2027-05-01", "2027-05-07"),
    "implementation": ("2027-05-08", "2028-05-07"),
}


def moment(day: str, clock: str = "11:00:00") -> dt.datetime:
    """A moment in Georgia."""
    return dt.datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=TBILISI)


PREPARING, PROPOSING, CHECKING, CAMPAIGN, VOTING, AFTER = (
    moment(day)
    for day in ("2027-01-02", "2027-02-02", "2027-03-02", "2027-04-02", "2027-04-15", "2027-05-01")
)
TOWN = AreaDraft("მთელი ქალაქი", 100, "The whole town", is_citywide=True)
DISTRICT = AreaDraft("ცენტრის უბანი", 60, "The centre")


class Register:
    """A register in which everybody was born on one day, and lives here unless the number ends in 99."""

    def known_as(self, number: str, *, matter_number: str) -> RegisteredPerson | None:
        """Whoever is asked about."""
        code = "62" if number.endswith("99") else "61"
        return RegisteredPerson(frozenset({"გამოგონილი"}), BORN, None, code)


def make(head: Actor, areas: Sequence[AreaDraft] = (TOWN, DISTRICT), **said: object) -> Round:
    """A round that was announced."""
    rules = {"title_ka": "თანამმართველობა", "title_en": "Co-governors", "year": 2027, **said}
    with at(PREPARING):
        made = actions.make_round(head, said=RoundRules(**rules))  # type: ignore[arg-type]
        made = actions.set_areas(head, round=made, areas=areas)
        days = [with_basis(kind, *map(dt.date.fromisoformat, both)) for kind, both in DAYS.items()]
        made = actions.set_calendar(head, round=made, phases=days)
        return actions.open_round(head, round=made)


def propose(author: Actor, area: Area, title: str, cost: int) -> Project:
    """A project that was proposed in time."""
    draft = ProjectDraft(area=area, title_ka=title, about=f"{title}, ყველასთვის.", asked_cost=cost)
    with at(PROPOSING):
        return actions.propose_project(author, round=area.round, draft=draft)


def check(clerk: Actor, project: Project, cost: int) -> Project:
    """A project all three sides of which are approved."""
    with at(CHECKING):
        for aspect in ("feasible", "cost", "lawful"):
            finding = FindingDraft(aspect, True, "შევამოწმეთ.", cost=cost if aspect == "cost" else None)
            project = actions.check_project(clerk, project=project, finding=finding)
    return project


def bring_to_voting(
    head: Actor, clerk: Actor, author: Actor, costs: Sequence[int] = (60, 50, 30), **said: object
) -> SimpleNamespace:
    """A round on its first day of voting with projects in the town and one in the district."""
    found = make(head, **said)
    town, district = found.areas.order_by("place")
    projects = [propose(author, town, f"პროექტი {cost}", cost) for cost in costs]
    projects.append(propose(author, district, "სკამი", 20))
    for project in projects:
        check(clerk, project, project.asked_cost)
    with at(CAMPAIGN):
        actions.draw_order(head, round=Round.objects.get(pk=found.pk), seed="12 34 56")
    with at(VOTING):
        assert tasks.open_votings() == 1
    lots = {one.asked_cost: one.lot for one in Project.objects.filter(round=found, area=town).order_by("lot")}
    areas = list(Area.objects.filter(round=found).select_related("round__matter").order_by("place"))
    return SimpleNamespace(
        round=Round.objects.get(pk=found.pk), town=areas[0], district=areas[1], lots=lots, projects=projects
    )


def vote_as(area: Area, place: int, *lots: int) -> str:
    """An invented voter votes; gives the receipt."""
    receipt = fresh_receipt()
    cast_by_voter(area, Voter(f"{61000000000 + place}"), [(lot, 1) for lot in lots], receipt)
    return receipt


def count(found: Round) -> Round:
    """Voting ends, and the worker counts."""
    with at(AFTER):
        tasks.close_votings()
        tasks.count_rounds()
    return Round.objects.get(pk=found.pk)
