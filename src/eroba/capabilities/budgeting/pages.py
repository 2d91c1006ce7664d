"""Rounds as the pages show them: cards, the calendar, the map, and where one can act now."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eroba.capabilities.budgeting.models import Area, Phase, Project, Round
from eroba.capabilities.budgeting.queries import (
    area_of,
    project_numbered,
    round_numbered,
    settlements_on_map,
)
from eroba.capabilities.budgeting.rules import is_in_phase
from eroba.kernel.actions import NotAllowed, Verdict
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import NotFound
from eroba.kernel.ui.components import Card, Column, Crumb, Mark, Row, Table
from eroba.kernel.ui.dates import by_day, days_left, from_day_to_day
from eroba.kernel.ui.numbers import money
from eroba.kernel.ui.place_map import Pin, place_map

State = Project.State
SHAPES = {
    State.PROPOSED: "progress",
    State.READY: "open",
    State.REFUSED: "quiet",
    State.MERGED: "quiet",
    State.WITHDRAWN: "quiet",
    State.LISTED: "open",
    State.WON: "good",
    State.LOST: "quiet",
    State.BUILDING: "progress",
    State.BUILT: "good",
}
GONE = (State.REFUSED, State.MERGED, State.WITHDRAWN)


def href_of(request: HttpRequest, route: str, **named: Any) -> str:
    """An address of this capability in the town of the request."""
    town = request.municipality.slug  # type: ignore[attr-defined]
    return reverse(f"budgeting:{route}", kwargs={"municipality": town, **named})


def found_or_refuse(number: str) -> Round:
    """A round that everybody may see. Raises NotFound."""
    found = round_at_desk(number)
    if found.state == Round.State.PREPARING:
        raise NotFound(_no_round(number))
    return found


def round_at_desk(number: str) -> Round:
    """A round, also while it is being prepared. Raises NotFound."""
    found = round_numbered(number)
    if found is None:
        raise NotFound(_no_round(number))
    return found


def area_or_refuse(found: Round, place: int) -> Area:
    """An area of a round. Raises NotFound."""
    area = area_of(found, place)
    if area is None:
        raise NotFound(_("This round has no such area."))
    return area


def project_or_refuse(number: str) -> Project:
    """A project. Raises NotFound."""
    found = project_numbered(number)
    if found is None:
        raise NotFound(_("There is no project with the number %(number)s here.") % {"number": number})
    return found


def _no_round(number: str) -> str:
    return _("There is no round with the number %(number)s here.") % {"number": number}


def require(verdict: Verdict) -> None:
    """Goes on when a rule says yes; else the person reads why not."""
    if not verdict:
        raise NotAllowed(verdict)


def crumbs_to(request: HttpRequest, *further: Crumb) -> list[Crumb]:
    """The way to a page of rounds."""
    here = href_of(request, "list")
    home = Crumb(request.municipality.name, here.removesuffix("rounds/"))  # type: ignore[attr-defined]
    return [home, Crumb(_("Participatory budget"), here if further else ""), *further]


def crumb_of(request: HttpRequest, found: Round) -> Crumb:
    """The step of the way that is a round."""
    return Crumb(found.title, href_of(request, "detail", number=found.matter.number))


def phase_now(found: Round) -> Phase | None:
    """The phase a round is in today; of two that run at once the one that asks something of people."""
    running = [one for one in found.phases.all() if one.from_on <= today() <= one.until_on]
    return max(running, key=lambda one: (one.kind != Phase.Kind.INFORMING, one.from_on), default=None)


def standing(found: Round) -> tuple[str, str]:
    """Where a round is now, in words and as a shape."""
    if found.state != Round.State.OPEN:
        return str(found.get_state_display()), "quiet"
    phase = phase_now(found)
    if phase is not None:
        asks = phase.kind in (Phase.Kind.PROPOSING, Phase.Kind.VOTING)
        return str(phase.get_kind_display()), "open" if asks else "progress"
    ahead = any(one.from_on > today() for one in found.phases.all())
    return (_("not begun yet"), "quiet") if ahead else (_("over"), "good")


def when_of(found: Round) -> str:
    """Until when the phase of now lasts."""
    phase = phase_now(found)
    if found.state != Round.State.OPEN or phase is None:
        return ""
    return f"{by_day(phase.until_on)} · {days_left(phase.until_on)}"


def all_money(found: Round) -> int:
    """The money of all areas together, in lari."""
    return sum(one.money for one in found.areas.all())


def round_card(request: HttpRequest, found: Round) -> Card:
    """A round in a list."""
    words, kind = standing(found)
    return Card(
        title=found.title,
        href=href_of(request, "detail", number=found.matter.number),
        text=_("%(money)s for projects of residents") % {"money": money(all_money(found))},
        meta=when_of(found),
        status=words,
        kind=kind,
    )


def project_card(request: HttpRequest, project: Project) -> Card:
    """A project in a list; expects matter and area with it."""
    place = ", ".join(filter(None, (project.area.title, project.where)))
    lot = _("No. %(lot)s on the ballot") % {"lot": project.lot} if project.lot else ""
    return Card(
        title=project.title,
        href=href_of(request, "project", number=project.matter.number),
        text=place,
        meta=" · ".join(filter(None, (money(project.price), lot))),
        status=str(project.get_state_display()),
        kind=SHAPES[State(project.state)],
    )


def calendar_table(found: Round) -> Table:
    """The phases with their days; what is now is marked."""
    rows = []
    for one in found.phases.all():
        days = from_day_to_day(one.from_on, one.until_on)
        rows.append(Row((str(one.get_kind_display()), days, Mark(*_when(one)))))
    columns = (Column(_("Phase")), Column(_("Days")), Column(_("State")))
    return Table(_("The calendar"), columns, rows, caption_hidden=True)


def bases_of(found: Round) -> list[tuple[str, str]]:
    """What the phases rest on, each basis once with the phases it holds for."""
    named: dict[str, list[str]] = {}
    for one in found.phases.all():
        named.setdefault(one.basis, []).append(str(one.get_kind_display()))
    return [(basis, ", ".join(kinds)) for basis, kinds in named.items() if basis]


def _when(phase: Phase) -> tuple[str, str]:
    if phase.until_on < today():
        return _("over"), "good"
    return (_("ahead"), "quiet") if phase.from_on > today() else (_("now"), "open")


def areas_table(request: HttpRequest, found: Round, counts: dict[int, int]) -> Table:
    """The areas with their money and how many projects they have."""
    number = found.matter.number
    rows = [
        Row(
            (one.title, money(one.money), counts.get(one.place, 0)),
            f"{href_of(request, 'projects', number=number)}?area={one.place}",
        )
        for one in found.areas.all()
    ]
    columns = (Column(_("Area")), Column(_("Money"), numeric=True), Column(_("Projects"), numeric=True))
    return Table(_("Money by area"), columns, rows, caption_hidden=True)


def map_of(request: HttpRequest, projects: Iterable[Project], title: str) -> str:
    """The outline of the town with the projects on it; nothing when no place is known."""
    pins = [
        Pin(
            one.point,
            f"{one.title}, {one.get_state_display()}",
            one.state not in (State.WON, State.BUILT, State.BUILDING),
            href_of(request, "project", number=one.matter.number),
        )
        for one in projects
        if one.point and one.state not in GONE
    ]
    drawn = place_map(title, settlements_on_map() if pins else [], pins)
    return mark_safe(drawn or "")  # noqa: S308 - made of escaped words only, by charts/markup.py


def way_to_act(request: HttpRequest, found: Round) -> tuple[str, str] | None:
    """The one thing a resident can do in a round now: words and address."""
    number = {"number": found.matter.number}
    if is_in_phase(found, str(Phase.Kind.PROPOSING)):
        return _("Propose a project"), href_of(request, "propose", **number)
    if found.is_frozen and found.closed_at is None and is_in_phase(found, str(Phase.Kind.VOTING)):
        return _("Vote now"), href_of(request, "vote", **number)
    if found.counted_at:
        return _("See the result"), href_of(request, "results", **number)
    return None


def project_count(count: int) -> str:
    """So many projects."""
    return ngettext("%(count)s project", "%(count)s projects", count) % {"count": count}


def cards_of(request: HttpRequest, projects: Sequence[Project]) -> list[Card]:
    """Several projects, each leading to its page."""
    return [project_card(request, one) for one in projects]
