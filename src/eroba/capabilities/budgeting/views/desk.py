"""Rounds at the desk: the list, one round with its projects and the acts open now, one project with its checks."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from eroba.capabilities.budgeting import actions, desk_forms, pages, queries, rules, showing
from eroba.capabilities.budgeting.actions.preparing import RoundRules
from eroba.capabilities.budgeting.models import Finding, Mark, Phase, Project, Round, VotingCode
from eroba.capabilities.budgeting.views.desk_acts import PROJECT_ACTS, ROUND_ACTS
from eroba.kernel.actions import Actor
from eroba.kernel.base.errors import Refusal
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.queries import actor_for
from eroba.kernel.ui.components import Column, Row, Table
from eroba.kernel.ui.numbers import money

VOTING = str(Phase.Kind.VOTING)


@never_cache
@role_required(*rules.AT_BALLOTS)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every round of the town."""
    found = list(queries.rounds())
    rows = [
        Row(
            (
                one.title,
                one.matter.number,
                pages.standing(one)[0],
                pages.when_of(one),
                money(pages.all_money(one)),
            ),
            pages.href_of(request, "desk_detail", number=one.matter.number),
        )
        for one in found
    ]
    columns = (
        Column(_("Round")),
        Column(_("Number"), whole=True),
        Column(_("Phase")),
        Column(_("Until")),
        Column(_("Money"), numeric=True),
    )
    table = Table(_("Participatory rounds"), columns, rows, keyboard=True, caption_hidden=True)
    context = {
        "table": table,
        "has_rows": bool(rows),
        "new_href": pages.href_of(request, "desk_new") if rules.may_make_round(actor_for(request)) else "",
    }
    return render(request, "budgeting/desk_list.html", context)


@never_cache
@role_required(*rules.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a round."""
    by = actor_for(request)
    pages.require(rules.may_make_round(by))
    form = desk_forms.RoundForm(request.POST or None, initial=desk_forms.rules_of(None))
    if form.is_valid():
        try:
            made = actions.make_round(by, said=RoundRules(**form.cleaned_data))
            return redirect(pages.href_of(request, "desk_act", number=made.matter.number, act="areas"))
        except Refusal as problem:
            form.add_error(None, str(problem))
    context = {
        "form": form,
        "title": _("Make a round"),
        "button": _("Save, and go on to the money"),
        "back_href": pages.href_of(request, "desk"),
    }
    return render(request, "budgeting/desk_form.html", context, status=422 if form.errors else 200)


@never_cache
@role_required(*rules.AT_BALLOTS)
@require_safe
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """One round with what this official may do now, what is missing, and its projects."""
    by, found = actor_for(request), pages.round_at_desk(number)
    words, shape = pages.standing(found)
    projects = list(queries.at_desk(found))
    context = {
        "round": found,
        "standing": words,
        "shape": shape,
        "when": pages.when_of(found),
        "ways": [
            (_(act.title), pages.href_of(request, "desk_act", number=number, act=name))
            for name, act in ROUND_ACTS.items()
            if act.may(by, found)
        ],
        "booths": _booths(request, by, found),
        "missing": _missing(found, projects),
        "calendar": pages.calendar_table(found),
        "table": _projects(request, projects),
        "voting": _voting(found) if found.is_frozen else None,
        "list_href": pages.href_of(request, "desk"),
        "public_href": ""
        if found.state == Round.State.PREPARING
        else pages.href_of(request, "detail", number=number),
    }
    return render(request, "budgeting/desk_detail.html", context)


def _booths(request: HttpRequest, by: Actor, found: Round) -> list[tuple[str, str]]:
    if not rules.may_assist(by, found):
        return []
    number = found.matter.number
    return [
        (one.title, pages.href_of(request, "assist", number=number, place=one.place))
        for one in found.areas.all()
    ]


def _missing(found: Round, projects: list[Project]) -> list[str]:
    """What has to be done before the next step, in sentences."""
    said = []
    if not found.areas.all():
        said.append(_("Say how much money there is."))
    if not found.phases.all():
        said.append(_("Set the calendar."))
    waiting = sum(one.state == Project.State.PROPOSED for one in projects)
    if waiting and not found.order_drawn_at:
        said.append(_("Projects that wait for a check: %(count)s.") % {"count": waiting})
    if rules.is_in_phase(found, VOTING) and found.order_drawn_at is None:
        said.append(_("Voting should be open by now, but the order on the ballot is not drawn."))
    return said


def _projects(request: HttpRequest, projects: list[Project]) -> Table | None:
    rows = [
        Row(
            (
                one.title,
                one.matter.number,
                one.area.title,
                money(one.price),
                f"{one.checked} / {len(Finding.Aspect.values)}",  # type: ignore[attr-defined]
                str(one.get_state_display()),
            ),
            pages.href_of(request, "desk_project", number=one.matter.number),
        )
        for one in projects
    ]
    columns = (
        Column(_("Project")),
        Column(_("Number"), whole=True),
        Column(_("Area")),
        Column(_("Costs"), numeric=True),
        Column(_("Sides checked"), numeric=True),
        Column(_("State")),
    )
    return Table(_("Projects"), columns, rows, keyboard=True, caption_hidden=True) if rows else None


def _voting(found: Round) -> dict[str, Any]:
    """How many marks and codes there are; nothing of any choice."""
    marks = Mark.objects.filter(round=found).count() if found.closed_at is None else 0
    return {
        "marks": marks or sum(found.turnout.values()),
        "codes": VotingCode.objects.filter(round=found).count(),
        "hash": found.frozen_hash,
    }


@never_cache
@role_required(*rules.STAFF)
@require_safe
def project(request: HttpRequest, number: str) -> HttpResponse:
    """One project with what this official may do now."""
    by, found = actor_for(request), pages.project_or_refuse(number)
    round_number = found.round.matter.number
    context = {
        "project": found,
        "shape": pages.SHAPES[pages.State(found.state)],
        "figures": showing.project_figures(found),
        "findings": showing.findings_of(found),
        "steps": showing.milestones_of(request, found),
        "mergers": queries.open_mergers_of(found),
        "ways": [
            (_(act.title), pages.href_of(request, "desk_project_act", number=number, act=name))
            for name, act in PROJECT_ACTS.items()
            if act.may(by, found)
        ],
        "back_href": pages.href_of(request, "desk_detail", number=round_number),
        "public_href": pages.href_of(request, "project", number=number),
    }
    return render(request, "budgeting/desk_project.html", context)
