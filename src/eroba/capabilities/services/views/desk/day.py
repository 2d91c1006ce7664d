"""My day: what falls due, what to do next with it, and for what is ready the cited rule and the drafted letter."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from eroba.capabilities.services.form_engine.showing import shown_money
from eroba.capabilities.services.models import Case, Opinion
from eroba.capabilities.services.published import cited
from eroba.capabilities.services.queries import inbox as queries
from eroba.capabilities.services.queries.day import CaseToday, cases_for_today, free_cases
from eroba.capabilities.services.queries.inbox import SOON_DAYS, Wanted, stage_title, urgency
from eroba.capabilities.services.queries.opinions import MissingOpinion, opinions_asked_of
from eroba.capabilities.services.views.desk.addresses import desk_address, staff_only
from eroba.capabilities.services.views.desk.figures import day_figures
from eroba.capabilities.services.views.desk.steps import STEPS
from eroba.capabilities.services.views.desk.undo import undoable
from eroba.kernel.base.clock import today
from eroba.kernel.people.queries import actor_for
from eroba.kernel.ui.components import Mark
from eroba.kernel.ui.dates import days_left


@dataclass(frozen=True)
class NextThing:
    """One application on the page of the day: who, how pressing, what to do, and what is ready for it."""

    case: Case
    href: str
    urgency: Mark
    stage: str
    to_do: str
    outcome: str = ""
    basis: str = ""
    letter_href: str = ""


@never_cache
@staff_only
@require_safe
def day(request: HttpRequest) -> HttpResponse:
    """Show an official what to do today, the most urgent first."""
    by = actor_for(request)
    offered = [definition for _service, definition in queries.services_here()]
    approval = queries.approval_stages(offered)
    mine = Wanted(account_id=by.account_id, whose="mine")
    ours = cases_for_today(by, approval)
    things = [(one.case.due_on, _thing(request, one)) for one in ours]
    urgent_until = SOON_DAYS
    groups = [
        (_("Late or due today"), [thing for due, thing in things if _days_to(due) <= 0]),
        (
            ngettext("In the next %(n)d day", "In the next %(n)d days", urgent_until) % {"n": urgent_until},
            [thing for due, thing in things if 0 < _days_to(due) <= urgent_until],
        ),
        (_("After that"), [thing for due, thing in things if _days_to(due) > urgent_until]),
    ]
    shown = {
        "now_on": today(),
        "figures": day_figures(request, queries.my_day(mine, offered), "mine", approval),
        "groups": [(title, found) for title, found in groups if found],
        "asked": [_asked(request, one) for one in opinions_asked_of(by.account_id)],
        "free": [_free(request, case) for case in free_cases(besides=ours)],
        "me": by.account_id,
        "list_href": desk_address(request, "inbox"),
        "mine_href": desk_address(request, "inbox") + "?whose=mine",
        "assign_href": desk_address(request, "assign"),
        "undo_href": desk_address(request, "undo"),
        "undoable": undoable(request),
    }
    return render(request, "services/desk/day.html", shown)


def _thing(request: HttpRequest, one: CaseToday) -> NextThing:
    number, facts = one.case.matter.number, one.facts
    letter = desk_address(request, "letter", number=number)
    thing = NextThing(
        case=one.case,
        href=desk_address(request, "case", number=number),
        urgency=urgency(one.case, today()),
        stage=str(one.stage.title) if one.stage else one.case.stage,
        to_do=_step_words(one),
    )
    if one.waits_for_approval:
        return replace(thing, to_do=_("Read the proposed letter and approve it"), letter_href=letter)
    if facts is None:
        return thing
    if facts.ruling is None:
        missing = [str(fact.title) for fact in facts.known.missing]
        return replace(thing, to_do=_missing(missing)) if missing else thing
    if one.missing:
        return replace(thing, to_do=_opinions(one.missing))
    outcome = facts.service.flow.outcome(facts.ruling.outcome)
    words = str(outcome.title) if outcome else facts.ruling.outcome
    return replace(
        thing,
        to_do=_("Read the drafted letter and propose the decision"),
        outcome=f"{words} · {shown_money(facts.ruling.amount)}" if facts.ruling.amount else words,
        basis=f"{facts.ruling.rule_code} · {cited(facts.service, facts.ruling.basis)}",
        letter_href=letter,
    )


def _step_words(one: CaseToday) -> str:
    """The next step in the words of the page where it is taken."""
    if one.way is None:
        return _("Nothing by you now")
    steps = (step.title for step in STEPS.values() if one.way.code in step.ways)
    return str(next(steps, one.way.title))


def _missing(titles: Sequence[str]) -> str:
    words = ngettext("One fact to establish: %(facts)s", "%(n)d facts to establish: %(facts)s", len(titles))
    return words % {"n": len(titles), "facts": ", ".join(titles)}


def _opinions(missing: Sequence[MissingOpinion]) -> str:
    """What is still wanted from other units: first to be asked, then waited for."""
    to_ask = [str(one.need.title) for one in missing if one.asked is None]
    names = ", ".join(to_ask or [str(one.need.title) for one in missing])
    words = _("Ask for what the service wants: %(names)s") if to_ask else _("Waiting for: %(names)s")
    return words % {"names": names}


def _asked(request: HttpRequest, opinion: Opinion) -> NextThing:
    href = desk_address(request, "case", number=opinion.case.matter.number) + f"#opinion-{opinion.pk}"
    kind = "late" if opinion.is_late(today()) else "attention"
    mark = Mark(days_left(opinion.due_on, today()), kind)
    return NextThing(opinion.case, href, mark, "", _("Give the opinion of your unit"))


def _free(request: HttpRequest, case: Case) -> NextThing:
    href = desk_address(request, "case", number=case.matter.number)
    return NextThing(case, href, urgency(case, today()), stage_title(case), "")


def _days_to(due: object) -> int:
    return (due - today()).days if due else SOON_DAYS + 1  # type: ignore[operator]
