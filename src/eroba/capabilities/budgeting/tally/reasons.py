"""Why a project won or lost: a code for programs, figures, and an English sentence that the pages translate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from eroba.capabilities.budgeting.pabulib.faults import marked as _
from eroba.capabilities.budgeting.tally.election import Election
from eroba.capabilities.budgeting.tally.greedy import Turn

Figure = int | float | str
"""A number, or the id of a project."""


@dataclass(frozen=True)
class Reason:
    """Why one project won or lost."""

    code: str
    is_won: bool
    figures: Mapping[str, Figure]

    @property
    def sentence(self) -> str:
        """The sentence of the code, in English, with the names of the figures in it."""
        return SENTENCES[self.code]

    def __str__(self) -> str:
        return self.sentence % {name: written(figure) for name, figure in self.figures.items()}


SENTENCES = {
    "funded": _("In place %(place)s by support; %(left)s were left in the budget and paid for it."),
    "completed": _("Not bought by equal shares, but what was left of the budget, %(left)s, paid for it."),
    "too_dear": _("In place %(place)s by support, but only %(left)s were left: %(missing)s too little."),
    "below_threshold": _("It has %(score)s points; the rules ask for %(threshold)s."),
    "no_support": _("No ballot supports it."),
    "incompatible": _("It cannot win beside the project %(winner)s, which won."),
    "no_quorum": _("Only %(voters)s ballots were cast; for anything to win there had to be %(quorum)s."),
    "not_reached": _(
        "In place %(place)s by support; the count ended at a stronger project that was too dear."
    ),
    "bought": _(
        "Bought in round %(round)s: %(points)s points share the cost, at most %(price)s for a point. "
        "So it is worth %(worth)s points to its supporters."
    ),
    "cannot_pay": _(
        "Its %(points)s points of support are not enough: after the purchases its supporters have %(left)s left, "
        "%(missing)s too little."
    ),
}


def written(figure: Figure) -> str:
    """A figure as people write it: thousands apart, no more decimals than needed, two at most."""
    if isinstance(figure, str):
        return figure
    return f"{figure:,.2f}".rstrip("0").rstrip(".").replace(",", "\N{NO-BREAK SPACE}")


def plain(amount: Fraction | int, of: int = 1) -> int | float:
    """An amount in units, as a whole number if it is one, otherwise rounded to six decimals."""
    exact = Fraction(amount) / of
    return int(exact) if exact.denominator == 1 else round(float(exact), 6)


def reason_of_turn(election: Election, turn: Turn) -> Reason:
    """Why the greedy count funded a project or did not."""
    if turn.fate == "incompatible" and turn.winner is not None:
        return _incompatible(election, turn.winner)
    cost = election.projects[turn.project].cost
    figures = {
        "place": turn.place,
        "left": plain(turn.left, election.coins),
        "missing": plain(max(0, cost - turn.left), election.coins),
        "score": plain(turn.score, election.point_parts),
        "threshold": plain(election.threshold),
    }
    used = {name: figure for name, figure in figures.items() if f"%({name})s" in SENTENCES[turn.fate]}
    return Reason(turn.fate, turn.fate == "funded", used)


def reason_for_all(election: Election) -> Reason:
    """Why nothing wins: too few ballots were cast."""
    return Reason("no_quorum", False, {"voters": election.voters, "quorum": election.quorum})


def reason_of_completion(election: Election, turn: Turn) -> Reason:
    """That what equal shares left of the budget paid for a project."""
    return Reason("completed", True, {"left": plain(turn.left, election.coins)})


def reason_of_purchase(
    election: Election, place: int, project: int, worth: Fraction, scores: Sequence[int]
) -> Reason:
    """Which round of equal shares bought a project, and at what price."""
    price = election.projects[project].cost / worth * election.point_parts
    figures = {
        "round": place,
        "points": plain(scores[project], election.point_parts),
        "price": plain(price, election.coins),
        "worth": plain(worth, election.point_parts),
    }
    return Reason("bought", True, figures)


def reason_of_loss(
    election: Election, project: int, points: int, left: Fraction, winners: Sequence[int]
) -> Reason:
    """Why equal shares did not buy a project: what its supporters have left, and what they lack."""
    if points <= 0:
        return Reason("no_support", False, {})
    if (winner := election.winner_against(project, winners)) is not None:
        return _incompatible(election, winner)
    missing = election.projects[project].cost - left
    figures = {
        "points": plain(points, election.point_parts),
        "left": plain(left, election.coins),
        "missing": plain(missing, election.coins),
    }
    return Reason("cannot_pay", False, figures)


def _incompatible(election: Election, winner: int) -> Reason:
    return Reason("incompatible", False, {"winner": election.projects[winner].id})
