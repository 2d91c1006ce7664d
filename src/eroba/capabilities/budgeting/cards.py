"""What the home of a town, My page, the search and the calendar show of participatory rounds."""

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from eroba.capabilities.budgeting import pages, queries
from eroba.capabilities.budgeting.models import Phase, Project, Round
from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import today
from eroba.kernel.registry import Card, Day
from eroba.kernel.tenancy.scope import current_municipality
from eroba.kernel.ui.numbers import money

MOST = 3
Kind = Phase.Kind


def home_cards() -> Sequence[Card]:
    """The rounds under way, with what one can do in them now."""
    rows = queries.public_rounds().filter(state=Round.State.OPEN, phases__until_on__gte=today()).distinct()
    shown = []
    for one in rows[:MOST]:
        phase = pages.phase_now(one)
        if phase is not None and phase.kind != Kind.IMPLEMENTATION:
            words, kind = pages.standing(one)
            text = _("%(money)s for projects of residents") % {"money": money(pages.all_money(one))}
            shown.append(
                Card(
                    title=one.title,
                    text=text,
                    address=_address("detail", one.matter.number),
                    status=words,
                    status_kind=kind,
                    due_on=phase.until_on if phase.kind in (Kind.PROPOSING, Kind.VOTING) else None,
                )
            )
    return shown


def my_cards(by: Actor) -> Sequence[Card]:
    """What the person proposed."""
    if by.person_id is None or by.acting is not None:
        return []
    return [
        Card(
            title=one.title,
            text=_("Project %(number)s") % {"number": one.matter.number},
            address=_address("own", one.matter.number),
            status=str(one.get_state_display()),
            status_kind=pages.SHAPES[Project.State(one.state)],
        )
        for one in queries.projects_by(by.person_id)[:20]
    ]


def finds(key: str) -> Sequence[Card]:
    """Projects under a search key."""
    wanted = Q()
    for word in key.split()[:6]:
        wanted &= Q(search_key__contains=word)
    found = queries.projects().filter(wanted).order_by("-proposed_at")[:10]
    return [
        Card(
            title=one.title,
            text=one.area.title,
            address=_address("project", one.matter.number),
            status=str(one.get_state_display()),
            status_kind=pages.SHAPES[Project.State(one.state)],
        )
        for one in found
    ]


def phase_days() -> Sequence[Day]:
    """The last days to propose and to vote, for the calendar of the town."""
    asks = Phase.objects.filter(
        kind__in=(Kind.PROPOSING, Kind.VOTING), until_on__gte=today(), round__state=Round.State.OPEN
    )
    titles = {
        Kind.PROPOSING: _("Last day to propose: %(title)s"),
        Kind.VOTING: _("Last day to vote: %(title)s"),
    }
    return [
        Day(
            uid=f"round-phase-{one.round_id}-{one.kind}",
            on=one.until_on,
            title=titles[Kind(one.kind)] % {"title": one.round.title},
            changed_at=one.round.made_at,
            address=_address("detail", one.round.matter.number),
        )
        for one in asks.select_related("round__matter").order_by("until_on")[:200]
    ]


def _address(route: str, number: str) -> str:
    named = {"municipality": current_municipality().slug, "number": number}
    return reverse(f"budgeting:{route}", kwargs=named)
