"""Participatory rounds of the demonstration: one that ended with a bench, one in voting, one that takes proposals."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Any

from eroba.capabilities.budgeting import actions, keys, tasks
from eroba.capabilities.budgeting.actions.checking import FindingDraft
from eroba.capabilities.budgeting.actions.preparing import AreaDraft, RoundRules
from eroba.capabilities.budgeting.actions.proposing import ProjectDraft
from eroba.capabilities.budgeting.law import PhaseDraft, with_basis
from eroba.capabilities.budgeting.models import Area, Ballot, Mark, Project, Round
from eroba.capabilities.budgeting.showing import photos_of
from eroba.config.demo.people import email_of, read_yaml
from eroba.config.demo.pictures import bench_picture, path_picture
from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import TBILISI, at
from eroba.kernel.base.receipts import receipt_from, receipt_hash
from eroba.kernel.documents.actions import keep_upload
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.people.models import Account, Appointment, Person, Role
from eroba.kernel.people.queries import actor_of
from eroba.kernel.tenancy.models import Municipality, Settlement
from eroba.kernel.tenancy.scope import scope
from eroba.kernel.undertakings.actions import EvidenceDraft
from eroba.kernel.undertakings.models import Words

#: Numbers that begin so belong to nobody, and to no other invented person of the demonstration.
FIRST_NUMBER = 97_000_000_000
CHECKED = {
    "feasible": ("ადგილი ნახა ინჟინერმა; გაკეთება შეიძლება.", "An engineer saw the place; it can be done."),
    "cost": ("ფასი დაანგარიშდა მიმდინარე წლის ნიხრებით.", "Worked out with this year’s prices."),
    "lawful": (
        "მიწა მუნიციპალიტეტისაა; ნებართვა არ სჭირდება.",
        "The land is the town’s; no permit is needed.",
    ),
}
STEPS = (
    (Words("შესყიდვა", "Buying"), 25, 0),
    (Words("ხეების დარგვა", "Planting the trees"), 55, 3600),
    (Words("სკამების დადგმა", "Setting up the benches"), 80, 9900),
)


def make_rounds(towns: Sequence[Municipality], today: dt.date) -> None:
    """Gives each town its rounds, unless it has some already."""
    said = read_yaml("rounds")
    for town in towns:
        with scope(town):
            if not Round.objects.exists():
                for place, row in enumerate(said.get(town.slug, ())):
                    _tell(town, row, today, Random(place))  # noqa: S311 - invented votes, the same each time
                    _deliver_all()


def _tell(town: Municipality, row: Mapping[str, Any], today: dt.date, chance: Random) -> None:
    head, clerk = _official(Role.HEAD), _official(Role.CLERK)
    phases = {draft.kind: draft for draft in _phases(row, today)}

    def day(kind: str, after: int = 0) -> dt.datetime:
        return dt.datetime.combine(phases[kind].from_on + dt.timedelta(days=after), dt.time(11), TBILISI)

    with at(day("informing")):
        made = _announce(head, row, list(phases.values()))
    with at(day("proposing", 2)):
        projects = [_propose(town, made, one) for one in row["projects"]]
    if row["way"] == "proposing":
        return
    with at(day("checking", 4)):
        for project, one in zip(projects, row["projects"], strict=True):
            _check(clerk, project, one)
    with at(day("campaign", 1)):
        actions.draw_order(head, round=Round.objects.get(pk=made.pk), seed=row["seed"])
    with at(day("voting")):
        tasks.open_votings()
        _vote(Round.objects.get(pk=made.pk), row, chance)
    if row["way"] == "built":
        with at(day("results")):
            tasks.close_votings()
            tasks.count_rounds()
        _build(head, clerk, projects[0], day)


def _phases(row: Mapping[str, Any], today: dt.date) -> list[PhaseDraft]:
    drafts, first = [], today + dt.timedelta(days=row["begins"])
    for kind, days in row["days"].items():
        drafts.append(with_basis(kind, first, first + dt.timedelta(days=days - 1)))
        first += dt.timedelta(days=days)
    return drafts


def _announce(head: Actor, row: Mapping[str, Any], phases: Sequence[PhaseDraft]) -> Round:
    said = RoundRules(
        title_ka=row["ka"],
        title_en=row["en"],
        about_ka=row["about_ka"],
        about_en=row["about_en"],
        year=phases[0].from_on.year,
        ballot_kind=row["ballot_kind"],
        max_choices=row["max_choices"],
        threshold=row["threshold"],
    )
    made = actions.make_round(head, said=said, is_invented=True)
    drafts = [
        AreaDraft(one["ka"], one["money"], one["en"], one.get("citywide", False)) for one in row["areas"]
    ]
    made = actions.set_areas(head, round=made, areas=drafts)
    made = actions.set_calendar(head, round=made, phases=phases)
    return actions.open_round(head, round=made)


def _propose(town: Municipality, made: Round, one: Mapping[str, Any]) -> Project:
    if "who" in one:
        account = Account.objects.get(email=email_of(one["who"], town.slug))
    else:
        account = Person.objects.filter(account__isnull=False).earliest("pk").account
    by = actor_of(account)
    draft = ProjectDraft(
        area=Area.objects.get(round=made, place=one["area"]),
        title_ka=one["ka"],
        title_en=one["en"],
        about=one["about"],
        where=one["where"],
        asked_cost=one["cost"],
        settlement=Settlement.objects.filter(name_ka=one["near"]).first(),
        latitude=Decimal(str(one["at"][0])) if "at" in one else None,
        longitude=Decimal(str(one["at"][1])) if "at" in one else None,
        photo=keep_upload(by, upload=path_picture()) if "bench" in one else None,
    )
    return actions.propose_project(by, round=made, draft=draft)


def _check(clerk: Actor, project: Project, one: Mapping[str, Any]) -> None:
    for aspect, (ka, en) in CHECKED.items():
        project = Project.objects.get(pk=project.pk)
        if aspect == "feasible" and "refused" in one:
            actions.check_project(clerk, project=project, finding=FindingDraft(aspect, False, one["refused"]))
            return
        cost = one["cost"] - one["cost"] // 50 if aspect == "cost" else None
        actions.check_project(clerk, project=project, finding=FindingDraft(aspect, True, ka, en, cost))


def _vote(found: Round, row: Mapping[str, Any], chance: Random) -> None:
    """Ballots of people who do not exist, each once for the town and once for one district."""
    likes = {one["ka"]: one.get("likes", 0) for one in row["projects"]}
    areas = list(found.areas.order_by("place"))
    for place in range(row["voters"]):
        for area in (areas[0], areas[1 + place % (len(areas) - 1)]):
            listed = list(Project.objects.filter(area=area, state="listed").order_by("lot"))
            chosen = [one for one in listed if chance.randrange(100) < likes[one.title_ka]] or listed[:1]
            _put_in(found, area, place, _affordable(found, area, chosen), chance)


def _affordable(found: Round, area: Area, chosen: Sequence[Project]) -> list[list[int]]:
    kept, spent = [], 0
    for one in chosen[: found.max_choices]:
        if found.ballot_kind != "knapsack" or spent + one.price <= area.money:
            kept.append([one.lot or 0, 1])
            spent += one.price
    return kept


def _put_in(found: Round, area: Area, place: int, choices: list[list[int]], chance: Random) -> None:
    channel = ("account", "account", "account", "code", "assisted")[place % 5]
    hashed = keys.number_hash(found, str(FIRST_NUMBER + place))
    Mark.objects.create(round=found, is_citywide=area.is_citywide, number_hash=hashed, channel=channel)
    receipt = receipt_from(chance.getrandbits(128))
    Ballot.objects.create(area=area, receipt_hash=receipt_hash(receipt), choices=choices)


def _build(head: Actor, clerk: Actor, project: Project, day: Any) -> None:
    """The bench: promised, bought, planted around, set up, each on its day."""
    first = day("implementation")
    with at(first):
        bench = Project.objects.get(pk=project.pk)
        if bench.state != Project.State.WON:
            return
        due_on = (first + dt.timedelta(days=120)).date()
        bench = actions.begin_project(
            head,
            project=bench,
            promised_by=Words("კეთილმოწყობის სამსახური", "Municipal works"),
            due_on=due_on,
        )
        steps = [
            actions.add_milestone(
                clerk, project=bench, title=title, due_on=(first + dt.timedelta(days=days)).date()
            )
            for title, days, _paid in STEPS
        ]
    for step, (_title, days, paid) in zip(steps, STEPS, strict=True):
        with at(first + dt.timedelta(days=days - 2)):
            photo = keep_upload(clerk, upload=bench_picture()) if step is steps[-1] else None
            actions.reach_milestone(clerk, milestone=step, paid=paid, photo=photo)
    with at(first + dt.timedelta(days=STEPS[-1][1])):
        number = bench.matter.number
        page = f"/ka/{bench.municipality.slug}/rounds/project/{number}/"
        shown = EvidenceDraft("პროექტის გვერდი: ნაბიჯები და დახარჯული თანხა", page)
        built = Project.objects.get(pk=bench.pk)
        actions.finish_project(clerk, project=built, evidence=shown, photos=photos_of(built))


def _official(role: str) -> Actor:
    return actor_of(Appointment.objects.filter(role=role).earliest("pk").account, channel="desk")


def _deliver_all() -> None:
    while deliver_due():
        pass
