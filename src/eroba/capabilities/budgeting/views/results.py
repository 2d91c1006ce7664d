"""Results: winners and money by area, both methods side by side, the file, the command, and the way of a receipt."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from eroba.capabilities.budgeting import pages, queries, showing
from eroba.capabilities.budgeting.forms import ReceiptForm
from eroba.capabilities.budgeting.frozen import FrozenRound, frozen_round
from eroba.capabilities.budgeting.models import Ballot, Mark, Outcome, Round
from eroba.capabilities.budgeting.published import NAME_LENGTH, withdrawn_lots
from eroba.capabilities.budgeting.wording import method_name, rules_in_words
from eroba.kernel.base.errors import NotFound
from eroba.kernel.base.receipts import read_receipt
from eroba.kernel.ui.components import Column, Crumb, Figure, Row, Table
from eroba.kernel.ui.numbers import money
from eroba.kernel.ui.numbers import number as shown_number
from eroba.kernel.ui.public_pages import public_page


@public_page
def results(request: HttpRequest, number: str) -> HttpResponse:
    """The result of a round, each area with its winners, its money, and the file to count again."""
    found = pages.found_or_refuse(number)
    if found.counted_at is None:
        raise NotFound(_("There is no result yet. It stands here once voting has ended and is counted."))
    frozen, gone = frozen_round(found), withdrawn_lots(found)
    context = {
        "round": found,
        "areas": [_area(request, found, frozen, one, gone) for one in queries.outcomes_of(found)],
        "rules": rules_in_words(found),
        "turnout": _turnout(found),
        "rules_href": pages.href_of(request, "rules", number=number),
        "json_href": pages.href_of(request, "results_json", number=number),
        "receipt_href": pages.href_of(request, "receipt", number=number),
        "crumbs": pages.crumbs_to(request, pages.crumb_of(request, found), Crumb(_("Result"))),
    }
    return render(request, "budgeting/results.html", context)


def _area(
    request: HttpRequest, found: Round, frozen: FrozenRound, outcome: Outcome, gone: frozenset[int]
) -> dict[str, Any]:
    area, official, other = outcome.area, outcome.official, outcome.other
    number = found.matter.number
    won, spent = len(official["winners"]), official["spent"]
    if not outcome.is_quorate:
        won = spent = 0
    return {
        "outcome": outcome,
        "title": area.title,
        "figures": [
            Figure(shown_number(won), ngettext("project won", "projects won", won)),
            Figure(money(spent), _("spent"), _("of %(money)s") % {"money": money(area.money)}),
            Figure(shown_number(outcome.voters), _("ballots")),
        ],
        "table": showing.result_table(
            request, _("Projects: %(area)s") % {"area": area.title}, outcome, frozen.projects_of(area), gone
        ),
        "method": method_name(official),
        "other": _("For comparison (%(method)s): projects won: %(won)s, spent: %(spent)s.")
        % {"method": method_name(other), "won": len(other["winners"]), "spent": money(other["spent"])}
        if outcome.voters
        else "",
        "file_href": pages.href_of(request, "ballots", number=number, place=area.place),
        "command": f"eroba tally {number}-{area.place}.pb",
    }


def _turnout(found: Round) -> Table | None:
    """How many voted by which way: sums of the whole round only."""
    labels = dict(Mark.Channel.choices)
    sums: dict[str, dict[str, int]] = {}
    for key, count in found.turnout.items():
        part, _colon, channel = key.partition(":")
        sums.setdefault(channel, {})[part] = count
    rows = [
        Row((str(labels[channel]), by.get("town", 0), by.get("district", 0)))
        for channel, by in sorted(sums.items())
    ]
    columns = (
        Column(_("Way")),
        Column(_("The whole town"), numeric=True),
        Column(_("Districts"), numeric=True),
    )
    return Table(_("How people voted"), columns, rows, caption_hidden=True) if rows else None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """Look up with a receipt whether one's ballot is in the box; after the end also what it says."""
    found = pages.found_or_refuse(number)
    form = ReceiptForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "round": found}
    if form.is_valid():
        ballot = queries.ballot_known_by(found, read_receipt(form.cleaned_data["receipt"]))
        if ballot is None:
            form.add_error(
                "receipt", _("No ballot here has this receipt. Please compare it letter by letter.")
            )
        else:
            context |= _shown(request, found, ballot)
    here = Crumb(_("Check a receipt"))
    context["crumbs"] = pages.crumbs_to(request, pages.crumb_of(request, found), here)
    return render(request, "budgeting/receipt.html", context, status=422 if form.errors else 200)


def _shown(request: HttpRequest, found: Round, ballot: Ballot) -> dict[str, Any]:
    shown: dict[str, Any] = {"ballot": ballot}
    if found.closed_at is None:
        return shown
    titles = {one.lot: one for one in frozen_round(found).projects_of(ballot.area)}
    shown["chosen"] = [(titles[lot], points) for lot, points in ballot.choices]
    shown["has_points"] = found.ballot_kind == Round.BallotKind.POINTS
    shown["name"] = ballot.receipt_hash[:NAME_LENGTH]
    shown["file_href"] = pages.href_of(
        request, "ballots", number=found.matter.number, place=ballot.area.place
    )
    return shown
