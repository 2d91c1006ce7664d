"""The rules of a round, and why a project won or lost, in sentences; the same on pages, in files and at the desk."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eroba.capabilities.budgeting.models import Project, Round
from eroba.capabilities.budgeting.tally.reasons import SENTENCES
from eroba.kernel.ui.numbers import money, number

Kind = Round.BallotKind
METHODS = {
    "greedy": Round.Counting.GREEDY,
    "greedy-no-skip": Round.Counting.GREEDY_NO_SKIP,
    "equal-shares": Round.Counting.EQUAL_SHARES,
}
#: The figures of a reason that are lari.
AMOUNTS = {"left", "missing", "price"}


def rules_in_words(found: Round) -> list[str]:
    """Each rule of a round as one sentence."""
    said = [how_to_vote(found), _count_in_words(found)]
    if found.threshold:
        said.append(
            _("A project needs the support of %(count)s at least.") % {"count": number(found.threshold)}
        )
    if found.quorum:
        words = ngettext(
            "Nothing wins in an area where fewer than %(count)s person voted.",
            "Nothing wins in an area where fewer than %(count)s people voted.",
            found.quorum,
        )
        said.append(words % {"count": number(found.quorum)})
    said.append(
        _(
            "Of two projects with the same support the cheaper one comes first, then the lower number on the ballot."
        )
    )
    said.append(
        _("One votes from the age of %(age)s, once for the whole town and once for one district.")
        % {"age": found.min_age}
    )
    said.append(
        _("Who keeps the receipt can change the vote until voting ends.")
        if found.may_change_vote
        else _("A vote once cast is not changed.")
    )
    return said


def how_to_vote(found: Round) -> str:
    """What a voter does."""
    limits = {"least": found.min_choices, "most": found.max_choices, "points": found.max_points}
    sentences = {
        Kind.APPROVAL: _("Name between %(least)s and %(most)s projects you want."),
        Kind.CHOOSE_ONE: _("Choose one project."),
        Kind.RANKING: _("Put between %(least)s and %(most)s projects in order, the best as 1."),
        Kind.POINTS: _("Share up to %(points)s points among the projects."),
        Kind.KNAPSACK: _("Put projects into the basket until the money is spent."),
    }
    return sentences[Kind(found.ballot_kind)] % limits


def _count_in_words(found: Round) -> str:
    counting = str(found.get_counting_display())
    if found.counting != Round.Counting.EQUAL_SHARES:
        return _("How it is counted: %(rule)s.") % {"rule": counting}
    return _("How it is counted: %(rule)s; %(completion)s.") % {
        "rule": counting,
        "completion": found.get_completion_display(),
    }


def method_name(told: Mapping[str, Any]) -> str:
    """By which method something was counted."""
    return str(METHODS.get(told.get("rule", ""), Round.Counting.GREEDY).label)


def reason_for(told: Mapping[str, Any], id_: str) -> str:
    """Why a project won or lost by one method, in the language being read."""
    row = told.get("per_project", {}).get(id_)
    if row is None:
        return ""
    sentence = SENTENCES.get(row["reason"], "")
    figures = {name: _figure(name, value) for name, value in row.items()}
    return _(sentence) % figures if sentence else str(row.get("because", ""))


def _figure(name: str, value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return money(value) if name in AMOUNTS else number(Decimal(f"{value:.2f}").normalize())


def states_of(projects: Sequence[Project]) -> Mapping[str, int]:
    """How many projects stand how."""
    counts: dict[str, int] = {}
    for one in projects:
        words = str(one.get_state_display())
        counts[words] = counts.get(words, 0) + 1
    return counts
