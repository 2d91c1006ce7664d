"""Petitions as the pages show them: cards, the curve, the table of settlements, and the way an act is asked for."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from eroba.capabilities.petitions.models import Petition
from eroba.capabilities.petitions.queries import days_of, petition_numbered, settlements_of
from eroba.kernel.actions import NotAllowed, Verdict
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import NotFound
from eroba.kernel.clocks.presentation import present_to_public
from eroba.kernel.clocks.queries import calendar_here, clocks_of
from eroba.kernel.ui.charts.kinds import Lines, Series, Source
from eroba.kernel.ui.components import Card, Clock, Crumb, Table
from eroba.kernel.ui.components import Column as Col
from eroba.kernel.ui.components import Row as Line
from eroba.kernel.ui.dates import by_day, day_and_month, days_left, in_words
from eroba.kernel.ui.numbers import number as shown_number

State = Petition.State
SHAPES = {
    State.WRITING: "quiet",
    State.CHECKING: "progress",
    State.REFUSED: "quiet",
    State.COLLECTING: "open",
    State.SHORT: "quiet",
    State.VERIFYING: "progress",
    State.REGISTERED: "good",
    State.REFERRED: "progress",
    State.ANSWERED: "good",
    State.DECIDED: "good",
    State.WITHDRAWN: "quiet",
    State.ENDED: "quiet",
}
#: So few signers of one place are not named: neighbours would know who.
FEWEST_OF_A_PLACE = 5
MOST_POINTS = 45


def href_of(request: HttpRequest, route: str, **named: Any) -> str:
    """An address of this capability in the town of the request."""
    town = request.municipality.slug  # type: ignore[attr-defined]
    return reverse(f"petitions:{route}", kwargs={"municipality": town, **named})


def found_or_refuse(number: str, look_up: Callable[[str], Petition | None] = petition_numbered) -> Petition:
    """The petition with this number, as far as it is needed. Raises NotFound."""
    found = look_up(number)
    if found is None:
        raise NotFound(_("There is no petition with the number %(number)s here.") % {"number": number})
    return found


def require(verdict: Verdict) -> None:
    """Goes on when a rule says yes; else the person reads why not."""
    if not verdict:
        raise NotAllowed(verdict)


def crumbs_to(request: HttpRequest, *further: Crumb) -> list[Crumb]:
    """The way to a page of petitions."""
    here = href_of(request, "list")
    home = Crumb(request.municipality.name, here.removesuffix("petitions/"))  # type: ignore[attr-defined]
    return [home, Crumb(_("Petitions"), here if further else ""), *further]


def card_of(petition: Petition, href: str) -> Card:
    """A petition in a list; expects its count."""
    return Card(
        title=petition.title,
        href=href,
        text=count_in_words(petition),
        meta=when_of(petition),
        status=str(petition.get_state_display()),
        kind=SHAPES[State(petition.state)],
    )


def count_in_words(petition: Petition) -> str:
    """So many of so many."""
    signed = petition.signed  # type: ignore[attr-defined]
    if petition.threshold is None:
        return ""
    words = ngettext("%(count)s signature of %(needed)s", "%(count)s signatures of %(needed)s", signed)
    return words % {"count": shown_number(signed), "needed": shown_number(petition.threshold)}


def when_of(petition: Petition) -> str:
    """Until when one may sign, or when it ended."""
    if petition.is_collecting_now and petition.closes_on:
        return f"{by_day(petition.closes_on)} · {days_left(petition.closes_on)}"
    ended = petition.decided_on or petition.closed_on or petition.closes_on
    return in_words(ended) if ended else ""


def curve_of(petition: Petition) -> Lines | None:
    """The curve of signatures with the threshold beside it; at most so many points as one can see."""
    days = days_of(petition)
    if len(days) < 2:
        return None
    total, sums = 0, []
    for day, count in days:
        total += count
        sums.append((day, total))
    step = -(-len(sums) // MOST_POINTS)
    points = sums[::-1][::step][::-1]
    series = [Series(_("signatures"), [total for _day, total in points])]
    if petition.threshold:
        series.append(Series(_("needed"), [petition.threshold] * len(points)))
    title = _("Signatures over time")
    source = Source(_("Signatures that count, each person once"), today())
    return Lines(title, source, [day_and_month(day) for day, _total in points], series)


def settlement_rows(found: Sequence[tuple[Any, int]], language: str) -> list[tuple[str, int]]:
    """Signers by place. Places with fewer than five stand together; if that leaves one alone, the next joins it."""
    named = [(names, count) for names, count in found if names[0] and count >= FEWEST_OF_A_PLACE]
    rest = [count for names, count in found if not (names[0] and count >= FEWEST_OF_A_PLACE)]
    while rest and named and (len(rest) < 2 or sum(rest) < FEWEST_OF_A_PLACE):
        rest.append(named.pop()[1])
    rows = [((ka if language == "ka" else en) or ka, count) for (ka, en), count in named]
    return [*rows, (_("elsewhere, or not said"), sum(rest))] if rest else rows


def settlement_table(petition: Petition) -> Table | None:
    """Where the signers live, as it stood at midnight."""
    rows = settlement_rows(settlements_of(petition), get_language() or "ka")
    if len(rows) < 2:
        return None
    columns = (Col(_("Town or village")), Col(_("Signatures"), numeric=True))
    return Table(_("Where the signers live"), columns, [Line((name, count)) for name, count in rows])


def clocks_shown(petition: Petition) -> list[Clock]:
    """The town hall's periods, as everybody sees them."""
    # what was done stands in the history; here is what is still to be done
    running, shown = list(clocks_of(petition.matter_id).filter(met_on=None)), []
    if not running:
        return []
    calendar = calendar_here()
    for one in running:
        face = present_to_public(one, today(), calendar=calendar)
        state = "late" if face.mood == "late" else "met" if face.met_on else "running"
        shown.append(
            Clock(
                what=face.title,
                due_on=face.due_on,
                state=state,
                basis=face.basis,
                started_on=face.event_on,
                note=face.left,
            )
        )
    return shown


def cards_of(request: HttpRequest, petitions: Iterable[Petition]) -> list[Card]:
    """Several of them, each leading to its page."""
    return [card_of(one, href_of(request, "detail", number=one.matter.number)) for one in petitions]
