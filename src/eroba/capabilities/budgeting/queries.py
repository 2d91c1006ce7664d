"""Reading rounds and projects: what may be shown, lists with their filters, one of them with what belongs to it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from eroba.capabilities.budgeting.models import Area, Ballot, Merger, Outcome, Project, Round
from eroba.kernel.base.receipts import receipt_hash
from eroba.kernel.base.text import search_key
from eroba.kernel.tenancy.models import Settlement

State = Project.State
STANDINGS = {
    "checked": (State.PROPOSED, State.READY),
    "ballot": (State.LISTED,),
    "won": (State.WON, State.BUILDING, State.BUILT),
    "other": (State.REFUSED, State.MERGED, State.WITHDRAWN, State.LOST),
}
#: By its number on the ballot, once there is one; what was proposed last comes first before that.
ORDERS: dict[str, Sequence[Any]] = {
    "": (F("lot").asc(nulls_last=True), "-proposed_at", "pk"),
    "newest": ("-proposed_at", "pk"),
    "cheapest": (Coalesce("cost", "asked_cost"), "pk"),
    "dearest": (Coalesce("cost", "asked_cost").desc(), "pk"),
}


def rounds() -> QuerySet[Round]:
    """All rounds with their phases and areas, the latest year first."""
    found = Round.objects.select_related("matter").prefetch_related("phases", "areas")
    return found.order_by("-year", "-made_at")


def public_rounds() -> QuerySet[Round]:
    """The rounds everybody may see."""
    return rounds().exclude(state=Round.State.PREPARING)


def round_numbered(number: str) -> Round | None:
    """The round with this number, if the town worked for now has it; `project_count` goes with it."""
    counted = Count("projects", filter=~Q(projects__state=State.WITHDRAWN))
    return rounds().annotate(project_count=counted).filter(matter__number=number).first()


def area_of(found: Round, place: int) -> Area | None:
    """One area of a round that was read with its areas."""
    area = next((one for one in found.areas.all() if one.place == place), None)
    if area is not None:
        area.round = found
    return area


def projects() -> QuerySet[Project]:
    """Projects with what a list shows of them."""
    return Project.objects.select_related("matter", "area", "settlement", "round__matter")


def projects_of(
    found: Round, *, q: str = "", area: str = "", standing: str = "", sort: str = ""
) -> QuerySet[Project]:
    """The projects of a round under a filter."""
    rows = projects().filter(round=found)
    for word in search_key(q).split()[:6]:
        rows = rows.filter(Q(search_key__contains=word) | Q(matter__number__icontains=word))
    if area:
        rows = rows.filter(area__place=area)
    if standing:
        rows = rows.filter(state__in=[str(state) for state in STANDINGS[standing]])
    return rows.order_by(*ORDERS[sort])


def project_numbered(number: str) -> Project | None:
    """The project with this number, with its findings and steps."""
    rows = projects().select_related("author", "photo", "merged_into__matter", "undertaking__matter")
    milestones = "milestones"
    found = rows.prefetch_related("findings", milestones, "round__phases", "round__areas")
    return found.filter(matter__number=number).first()


def excluded_by(project: Project) -> QuerySet[Project]:
    """The projects of which only one can be carried out together with this; none without a group."""
    rows = projects().filter(round_id=project.round_id, group=project.group)
    return rows.exclude(pk=project.pk) if project.group else rows.none()


def open_mergers_of(project: Project) -> Sequence[Merger]:
    """The offers to merge this project with another that still stand."""
    rows = Merger.objects.filter(Q(kept=project) | Q(joined=project), ended_at=None)
    return list(rows.select_related("kept__matter", "joined__matter", "kept__round", "joined__round"))


def outcomes_of(found: Round) -> Sequence[Outcome]:
    """The results of a round by area."""
    return list(Outcome.objects.filter(area__round=found).select_related("area").order_by("area__place"))


def outcome_for(project: Project) -> Outcome | None:
    """The result of the area a project belongs to."""
    return Outcome.objects.filter(area_id=project.area_id).first()


def ballot_known_by(found: Round, receipt: str) -> Ballot | None:
    """The ballot a receipt was given for."""
    rows = Ballot.objects.filter(area__round=found).select_related("area")
    return rows.filter(receipt_hash=receipt_hash(receipt)).first() if receipt else None


def settlements_on_map() -> list[tuple[str, tuple[float, float]]]:
    """Name and place of every settlement of the town whose place is known."""
    rows = Settlement.objects.filter(latitude__isnull=False, longitude__isnull=False)
    return [(one.name, (float(one.latitude or 0), float(one.longitude or 0))) for one in rows]


def projects_by(person_id: UUID) -> QuerySet[Project]:
    """What somebody proposed, the latest first."""
    return projects().filter(author_id=person_id).order_by("-proposed_at")


def at_desk(found: Round) -> QuerySet[Project]:
    """The projects of a round at the desk: what waits for a check first, with how many sides are checked."""
    rows = projects().filter(round=found).annotate(checked=Count("findings"))
    return rows.order_by("state", "proposed_at")


def area_counts(found: Round) -> dict[int, int]:
    """How many projects each area of a round has, by its place."""
    rows = Project.objects.filter(round=found).exclude(state=State.WITHDRAWN).order_by()
    counted = rows.values("area__place").annotate(n=Count("pk"))
    return {row["area__place"]: row["n"] for row in counted}


def rounds_with_projects() -> QuerySet[Round]:
    """The public rounds with the projects that stand on a ballot, for open data."""
    listed = Project.objects.select_related("matter", "area").order_by("lot")
    return public_rounds().prefetch_related(Prefetch("projects", listed))
