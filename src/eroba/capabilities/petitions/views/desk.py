"""Petitions at the desk: what waits on top, one petition with the acts open now, the check, what was held back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from eroba.capabilities.petitions import pages, queries, rules
from eroba.capabilities.petitions.law import roll_here, rule_here
from eroba.capabilities.petitions.models import Check, Petition, Signature
from eroba.capabilities.petitions.queries import (
    Cluster,
    PaperProblem,
    checks_of,
    initiators_of,
    paper_problems,
    sheets_of,
    waiting_in,
    with_counts,
)
from eroba.capabilities.petitions.verification import REASONS
from eroba.capabilities.petitions.views.acts import ways_for
from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import today
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.queries import actor_for
from eroba.kernel.ui.components import Column, Row, Table
from eroba.kernel.ui.dates import day_and_month, moment_in_words

MOST_ROWS = 200
State = Petition.State
#: What waits for the town hall comes first.
ORDER = (
    State.CHECKING,
    State.VERIFYING,
    State.REGISTERED,
    State.REFERRED,
    State.COLLECTING,
    State.ANSWERED,
)


@role_required(*rules.ENTER_SHEETS)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Petitions under way, what waits for the town hall on top."""
    found = with_counts(Petition.objects.filter(state__in=ORDER).select_related("matter"))
    places = {str(state): place for place, state in enumerate(ORDER)}
    ordered = sorted(found[:MOST_ROWS], key=lambda one: (places[one.state], one.closes_on or today()))
    rows = [
        Row(
            (
                one.matter.number,
                one.title,
                pages.count_in_words(one),
                day_and_month(one.closes_on) if one.closes_on else "",
                str(one.get_state_display()),
            ),
            pages.href_of(request, "desk_detail", number=one.matter.number),
        )
        for one in ordered
    ]
    columns = (Column(_("Number"), whole=True), Column(_("Petition")), Column(_("Signatures")))
    table = Table(
        _("Petitions under way"),
        (*columns, Column(_("Last day")), Column(_("State"))),
        rows,
        keyboard=True,
        caption_hidden=True,
    )
    context = {
        "table": table,
        "has_rows": bool(rows),
        "rule": rule_here(today()),
        "roll": roll_here(today()),
        "may_set": bool(rules.may_set_rule(actor_for(request))),
        "rule_href": pages.href_of(request, "rule"),
        "roll_href": pages.href_of(request, "roll"),
    }
    return render(request, "petitions/desk_list.html", context)


@role_required(*rules.ENTER_SHEETS)
@require_safe
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """One petition with what this official may do now. Nothing here says who signed online."""
    by, found = actor_for(request), pages.found_or_refuse(number)
    # read before the rules are asked, which then find the checks with the petition
    checks = checks_of(found)
    context = {
        "petition": found,
        "shape": pages.SHAPES[State(found.state)],
        "initiators": [one.person.full_name for one in initiators_of(found) if one.person.full_name],
        "ways": ways_for(request, by, found),
        "checks": _checks(checks),
        "clocks": pages.clocks_shown(found),
        "may_print": bool(rules.may_print_sheets(by, found)),
        "print_href": pages.href_of(request, "print", number=number),
        "list_href": pages.href_of(request, "desk"),
        "public_href": pages.href_of(request, "detail", number=number) if found.opened_on else "",
    }
    if found.state == State.COLLECTING:
        context.update(_came_in(request, by, found))
    elif found.opened_on:
        # once it is over the checks stand here, and what came in has a page of its own
        context["came_in_href"] = pages.href_of(request, "came_in", number=number)
    return render(request, "petitions/desk_detail.html", context)


@role_required(*rules.ENTER_SHEETS)
@require_safe
def came_in(request: HttpRequest, number: str) -> HttpResponse:
    """What came in for one petition: signatures by state, from which networks, what was struck out, the sheets."""
    found = pages.found_or_refuse(number)
    context = {"petition": found, "back_href": pages.href_of(request, "desk_detail", number=number)}
    shown = _came_in(request, actor_for(request), found)
    return render(request, "petitions/came_in.html", {**context, **shown})


def _came_in(request: HttpRequest, by: Actor, found: Petition) -> dict[str, object]:
    read = queries.came_in(found)
    return {
        "states": _states(read.states),
        "clusters": _clusters(read.clusters),
        "sheets": _sheets(request, found),
        "strikings": found.invalidations.order_by("-made_at"),
        "may_undo": by.has_role(*rules.HEADS),
    }


def _states(counts: dict[str, int]) -> Table | None:
    labels = dict(Signature.State.choices)
    rows = [Row((str(labels[state]), count)) for state, count in sorted(counts.items())]
    columns = (Column(_("State")), Column(_("Signatures"), numeric=True))
    return Table(_("Signatures by state"), columns, rows) if rows else None


def _clusters(found: list[Cluster]) -> Table | None:
    rows = [Row((one.network, one.count, one.held, moment_in_words(one.first_at))) for one in found]
    columns = (
        Column(_("Network"), whole=True),
        Column(_("Signatures"), numeric=True),
        Column(_("held back for a look"), numeric=True),
        Column(_("First")),
    )
    return Table(_("Many signatures from one network"), columns, rows) if rows else None


def _sheets(request: HttpRequest, found: Petition) -> Table | None:
    number = found.matter.number
    rows = [
        Row(
            (f"{_('Sheet')} {one.number}", one.entered, _("counted") if one.closed_at else _("open")),  # type: ignore[attr-defined]
            pages.href_of(request, "sheet", number=number, sheet=one.number),
        )
        for one in sheets_of(found)
    ]
    columns = (Column(_("Sheet")), Column(_("Lines entered"), numeric=True), Column(_("State")))
    return Table(_("Paper sheets"), columns, rows) if rows else None


def _checks(checks: list[Check]) -> list[dict[str, object]]:
    problems = paper_problems(checks)
    return [_check(one, problems[one.pk]) for one in checks]


def _check(check: Check, wrong: list[PaperProblem]) -> dict[str, object]:
    reasons = [(str(REASONS[why]), count) for why, count in sorted(check.reasons.items())]
    problems = [
        _("Sheet %(sheet)s, line %(place)s: %(why)s")
        % {"sheet": one.sheet, "place": one.place, "why": REASONS[one.reason]}
        for one in wrong
    ]
    return {"check": check, "reasons": reasons, "problems": problems, "waiting": waiting_in(check)}
