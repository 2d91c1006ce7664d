"""The acts of officials on a round or a project, each as one form on a page of its own; what was typed stays."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from eroba.capabilities.budgeting import actions, desk_forms, forms, pages, rules, showing
from eroba.capabilities.budgeting.actions.checking import FindingDraft
from eroba.capabilities.budgeting.actions.preparing import RoundRules
from eroba.capabilities.budgeting.models import Phase, Project, Round
from eroba.capabilities.budgeting.voters import ask_register
from eroba.kernel.actions import Actor, Verdict
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.documents.actions import keep_upload
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.queries import actor_for
from eroba.kernel.undertakings.actions import EvidenceDraft
from eroba.kernel.undertakings.models import Words


@dataclass(frozen=True)
class Act:
    """Something an official can do: its words as the catalogues know them, its form, its rule, the action behind it.

    `perform` may give back lines to be shown once, such as codes.
    """

    title: str
    form: Callable[..., Any]
    may: Callable[[Actor, Any], Verdict]
    perform: Callable[[Actor, Any, Any], Any]
    button: str
    lead: str = ""
    shown_in: str = "budgeting/done.html"
    """How the lines are shown."""


def _round_form(found: Round, *given: Any) -> Any:
    return desk_forms.RoundForm(*given, initial=desk_forms.rules_of(found))


def _areas_form(found: Round, *given: Any) -> Any:
    return desk_forms.AreasForm(*given, initial={"lines": desk_forms.lines_of(found)})


def _of(kind: Any) -> Callable[..., Any]:
    return lambda _subject, *given: kind(*given)


def _change(by: Actor, found: Round, form: Any) -> None:
    actions.change_round(by, round=found, said=RoundRules(**form.cleaned_data))


def _areas(by: Actor, found: Round, form: Any) -> None:
    actions.set_areas(by, round=found, areas=form.cleaned_data["lines"])


def _calendar(by: Actor, found: Round, form: Any) -> None:
    actions.set_calendar(by, round=found, phases=form.phases())


def _open(by: Actor, found: Round, form: Any) -> None:
    actions.open_round(by, round=found)


def _draw(by: Actor, found: Round, form: Any) -> None:
    actions.draw_order(by, round=found, seed=form.cleaned_data["seed"])


def _print(by: Actor, found: Round, form: Any) -> Any:
    return actions.print_codes(by, round=found, count=form.cleaned_data["count"])


def _hand_out(by: Actor, found: Round, form: Any) -> Any:
    typed = form.cleaned_data
    pages.require(rules.may_assist(by, found))
    pages.require(ask_register(found, typed["personal_number"], typed["birth_date"]))
    actions.hand_out_code(by, round=found, number=typed["personal_number"])
    return [
        _("It is noted that this person gets a code. Give them any sealed paper; do not look at the code.")
    ]


def _end_practice(by: Actor, found: Round, form: Any) -> None:
    actions.end_practice_vote(by, round=found)


def _call_off(by: Actor, found: Round, form: Any) -> None:
    actions.call_off_round(by, round=found, because=form.cleaned_data["because"])


def _check(by: Actor, project: Project, form: Any) -> None:
    typed = dict(form.cleaned_data)
    is_met = typed.pop("is_met") == "yes"
    cost = typed.pop("cost") if typed["aspect"] == "cost" else typed.pop("cost") and None
    actions.check_project(by, project=project, finding=FindingDraft(is_met=is_met, cost=cost, **typed))


def _merge(by: Actor, project: Project, form: Any) -> None:
    joined = form.projects[form.cleaned_data["other"]]
    actions.offer_merger(by, kept=project, joined=joined, because=form.cleaned_data["because"])


def _withdraw(by: Actor, project: Project, form: Any) -> None:
    actions.withdraw_project(by, project=project, because=form.cleaned_data["because"])


def _group_form(project: Project, *given: Any) -> Any:
    return desk_forms.GroupForm(*given, initial={"group": project.group})


def _group(by: Actor, project: Project, form: Any) -> None:
    actions.set_group(by, project=project, group=form.cleaned_data["group"])


def _begin(by: Actor, project: Project, form: Any) -> None:
    typed = form.cleaned_data
    promised_by = Words(typed["promised_by_ka"], typed["promised_by_en"])
    actions.begin_project(by, project=project, promised_by=promised_by, due_on=typed["due_on"])


def _milestone(by: Actor, project: Project, form: Any) -> None:
    typed = form.cleaned_data
    title = Words(typed["title_ka"], typed["title_en"])
    actions.add_milestone(by, project=project, title=title, due_on=typed["due_on"])


def _reached(by: Actor, project: Project, form: Any) -> None:
    typed = form.cleaned_data
    step = form.open_steps[typed["milestone"]]
    step.project = project
    photo = keep_upload(by, upload=typed["photo"]) if typed["photo"] else None
    actions.reach_milestone(by, milestone=step, paid=typed["paid"], photo=photo)


def _finish(by: Actor, project: Project, form: Any) -> None:
    number = project.matter.number
    own_page = f"/ka/{project.municipality.slug}/rounds/project/{number}/"
    evidence = EvidenceDraft(form.cleaned_data["title"], form.cleaned_data["address"] or own_page)
    actions.finish_project(by, project=project, evidence=evidence, photos=showing.photos_of(project))


def _may_be_joined(by: Actor, project: Project) -> Verdict:
    return rules.may_check_project(by, project)


ROUND_ACTS = {
    "areas": Act(noop("Set the money"), _areas_form, rules.may_change_round, _areas, noop("Save the money")),
    "calendar": Act(
        noop("Set the calendar"), desk_forms.CalendarForm, rules.may_change_round, _calendar,
        noop("Save the calendar"), noop("Everybody sees the days and what they rest on."),
    ),
    "rules": Act(
        noop("Change the rules"), _round_form, rules.may_change_round, _change, noop("Save the rules"),
        noop("Until voting opens; then they are frozen under a hash that everybody can compare."),
    ),
    "open": Act(
        noop("Announce the round"), _of(desk_forms.ConfirmForm), rules.may_open_round, _open,
        noop("Announce it"), noop("From then on everybody sees it."),
    ),
    "order": Act(
        noop("Draw the order on the ballot"), _of(desk_forms.SeedForm), rules.may_draw_order, _draw,
        noop("Fix the list and draw"),
        noop("The list is what is ready for the ballot now; nothing can be added afterwards. Anybody can draw again."),
    ),
    "codes": Act(
        noop("Print voting codes"), _of(desk_forms.CountForm), rules.may_print_codes, _print,
        noop("Make the codes"), noop("They are shown this once. Print them, and put each into an envelope."),
        "budgeting/codes.html",
    ),
    "hand-out": Act(
        noop("Hand out a voting code"), _of(forms.VoterForm), rules.may_assist, _hand_out, noop("Note it"),
        noop("For who has no account. Look at the identity card; the civil register is asked by machine."),
    ),
    "end-practice": Act(
        noop("Practice: let voting end now"), _of(desk_forms.ConfirmForm), rules.may_end_practice_vote, _end_practice,
        noop("Let it end"),
        noop("Only in a training copy and in the demonstration. The ballots are counted within a minute."),
    ),
    "call-off": Act(
        noop("Call the round off"), _of(forms.BecauseForm), rules.may_call_off_round, _call_off,
        noop("Call it off"), noop("This cannot be undone. Ballots already cast are not counted."),
    ),
}  # fmt: skip
PROJECT_ACTS = {
    "check": Act(
        noop("Say what you found out"), _of(desk_forms.FindingForm), rules.may_check_project, _check,
        noop("Publish it"), noop("Feasibility, cost and legality are checked one by one, each with public reasons."),
    ),
    "merge": Act(
        noop("Propose a merger"), desk_forms.MergerForm, _may_be_joined, _merge, noop("Ask both authors"),
        noop("This project is kept, the other joins it. Nothing happens unless both authors agree."),
    ),
    "group": Act(
        noop("Say what it excludes"), _group_form, rules.may_check_project, _group, noop("Save the group"),
        noop("Of projects in the same group one at most wins, the one that comes first."),
    ),
    "begin": Act(
        noop("Promise a day"), _of(desk_forms.BeginForm), rules.may_begin_project, _begin,
        noop("Publish the promise"),
    ),
    "step": Act(
        noop("Name a step"), _of(desk_forms.MilestoneForm), rules.may_report_project, _milestone,
        noop("Add the step"),
    ),
    "reached": Act(
        noop("A step is done"), desk_forms.ReachedForm, rules.may_report_project, _reached, noop("Publish it")
    ),
    "finish": Act(
        noop("The project is finished"), _of(desk_forms.FinishForm), rules.may_report_project, _finish,
        noop("Publish it"),
    ),
    "withdraw": Act(
        noop("Take the project off"), _of(forms.BecauseForm), rules.may_withdraw_project, _withdraw,
        noop("Take it off"), noop("During voting it stays on the list, marked; votes for it do not count."),
    ),
}  # fmt: skip


@never_cache
@role_required(*rules.AT_BALLOTS)
@require_http_methods(["GET", "HEAD", "POST"])
def round_act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """One act on one round, as a form."""
    found = pages.round_at_desk(number)
    back = pages.href_of(request, "desk_detail", number=number)
    voting = next((one for one in found.phases.all() if one.kind == Phase.Kind.VOTING), None)
    slip = {
        "vote_address": request.build_absolute_uri(pages.href_of(request, "vote", number=number)),
        "until_on": voting.until_on if voting else None,
    }
    return _act(request, found, ROUND_ACTS.get(act), back, slip)


@never_cache
@role_required(*rules.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def project_act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """One act on one project, as a form."""
    found = pages.project_or_refuse(number)
    back = pages.href_of(request, "desk_project", number=number)
    return _act(request, found, PROJECT_ACTS.get(act), back, {})


def _act(
    request: HttpRequest, subject: Any, chosen: Act | None, back: str, more: Mapping[str, Any]
) -> HttpResponse:
    by = actor_for(request)
    if chosen is None:
        raise NotFound(_("There is no such act."))
    pages.require(chosen.may(by, subject))
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form, shown = chosen.form(subject, *given), None
    if form.is_valid():
        try:
            shown = chosen.perform(by, subject, form)
            if not shown:
                return redirect(back)
            # whoever comes next finds nothing of this person in the form
            form = chosen.form(subject)
        except Refusal as problem:
            form.add_error(None, str(problem))
    context = {
        "form": form,
        "title": _(chosen.title),
        "lead": chosen.lead and _(chosen.lead),
        "button": _(chosen.button),
        "about": subject.title,
        "subject": subject,
        "shown": shown,
        "shown_in": chosen.shown_in,
        "back_href": back,
        **more,
    }
    return render(request, "budgeting/desk_form.html", context, status=422 if form.errors else 200)
