"""What belongs with a case, on one page: related ones, merged ones with their papers, likely duplicates."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from eroba.capabilities.services import actions, rules_together
from eroba.capabilities.services.forms.together import MergeForm, OtherCaseForm
from eroba.capabilities.services.letters import shown_title
from eroba.capabilities.services.models import Case, CaseMerge, CasePaper
from eroba.capabilities.services.published import definition_for
from eroba.capabilities.services.queries import together as queries
from eroba.capabilities.services.queries.inbox import stage_title
from eroba.capabilities.services.views.desk.addresses import desk_address, staff_only
from eroba.kernel.actions import Actor
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.people.queries import actor_for
from eroba.kernel.ui.components import DocumentCard


@dataclass(frozen=True)
class Neighbour:
    """Another application as a line of the page: its number, whose, how it stands, and what can be done."""

    case: Case
    href: str
    because: str
    said_by: str = ""
    act_href: str = ""
    other_href: str = ""


@dataclass(frozen=True)
class TakenIn:
    """An application that was merged into this one, with its papers and notes."""

    line: Neighbour
    merge: CaseMerge
    papers: list[DocumentCard]
    notes: list[tuple[str, str, object]]


@never_cache
@staff_only
@require_safe
def together(request: HttpRequest, number: str) -> HttpResponse:
    """Show what belongs with a case, and offer to tie and to merge."""
    return _page(request, queries.case_in_company(number))


@never_cache
@staff_only
@require_POST
def tie(request: HttpRequest, number: str) -> HttpResponse:
    """Say that another application belongs with this one."""
    by, case, form = actor_for(request), queries.case_in_company(number), OtherCaseForm(request.POST)
    said = _said(
        form, lambda said: actions.tie_cases(by, case=case, other=said["number"], because=said["because"])
    )
    if not said:
        return _page(request, case, tie_form=form, status=422)
    messages.success(request, _("Both applications say now that they belong together."))
    return _back(request, number)


@never_cache
@staff_only
@require_POST
def untie(request: HttpRequest, number: str, key: UUID) -> HttpResponse:
    """Take back that two applications belong together."""
    found = queries.tie_with(key)
    if found is None or number not in (found.case.matter.number, found.other.matter.number):
        raise NotFound(_("There is no such tie here."))
    actions.untie_cases(actor_for(request), tie=found)
    messages.success(request, _("They no longer belong together."))
    return _back(request, number)


@never_cache
@staff_only
@require_POST
def merge(request: HttpRequest, number: str) -> HttpResponse:
    """Merge this application into the one that goes on; what was typed stays when it cannot be done."""
    by, case, form = actor_for(request), queries.case_in_company(number), MergeForm(request.POST)

    def act(said: dict[str, Any]) -> object:
        return actions.merge_cases(
            by, case=case, edition=said["edition"], into=said["number"], because=said["because"]
        )

    if not _said(form, act):
        return _page(request, queries.case_in_company(number), merge_form=form, status=422)
    messages.success(
        request, _("Merged. The applicant is told. You can take it back until the end of the day.")
    )
    return _back(request, number)


@never_cache
@staff_only
@require_POST
def undo(request: HttpRequest, number: str) -> HttpResponse:
    """Take merging back: the application goes on by itself."""
    found = queries.merge_of(queries.case_in_company(number))
    if found is None:
        raise NotFound(_("This application is not merged into another."))
    actions.undo_merge(actor_for(request), merge=found)
    messages.success(request, _("The application goes on by itself again."))
    return _back(request, number)


def _said(form: OtherCaseForm, act: Callable[[dict[str, Any]], object]) -> bool:
    """Whether what was typed could be done; a refusal stands above the form, and what was typed is kept."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return False
    return True


def _page(
    request: HttpRequest,
    case: Case,
    *,
    tie_form: OtherCaseForm | None = None,
    merge_form: MergeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    by = actor_for(request)
    own_merge = queries.merge_of(case) if case.merged_into_id else None
    goes_on = case.closed_at is None and case.waits_for != Case.WaitsFor.NOBODY
    first = {"edition": case.edition, "number": request.GET.get("into", "")}
    shown = {
        "case": case,
        "service": definition_for(case).title,
        "stage": stage_title(case),
        "merged": _merged(request, by, own_merge) if own_merge else None,
        "related": _related(request, case),
        "taken_in": [_taken_in(request, by, one) for one in queries.merges_into(case)],
        "duplicates": [_duplicate(request, case, one) for one in queries.likely_duplicates(case)],
        "tie_form": tie_form or OtherCaseForm(),
        "merge_form": (merge_form or MergeForm(initial=first)) if goes_on else None,
        "form": merge_form or tie_form,
        "links": {
            "case": desk_address(request, "case", number=case.matter.number),
            "tie": desk_address(request, "tie", number=case.matter.number),
            "merge": desk_address(request, "merge", number=case.matter.number),
        },
    }
    return render(request, "services/desk/together.html", shown, status=status)


def _merged(request: HttpRequest, by: Actor, merge: CaseMerge) -> Neighbour:
    number = merge.case.matter.number
    may_undo = rules_together.may_undo_merge(by, merge)
    return Neighbour(
        case=merge.into,
        href=desk_address(request, "together", number=merge.into.matter.number),
        because=str(merge.case.opened(merge.because_locked) or ""),
        said_by=merge.done_label,
        act_href=desk_address(request, "undo-merge", number=number) if may_undo else "",
    )


def _related(request: HttpRequest, case: Case) -> list[Neighbour]:
    lines = []
    for tie in queries.ties_of(case):
        other = tie.other if tie.case_id == case.pk else tie.case
        lines.append(
            Neighbour(
                case=other,
                href=desk_address(request, "case", number=other.matter.number),
                because=str(tie.case.opened(tie.because_locked) or ""),
                said_by=tie.tied_by,
                act_href=desk_address(request, "untie", number=case.matter.number, key=tie.pk),
            )
        )
    return lines


def _taken_in(request: HttpRequest, by: Actor, merge: CaseMerge) -> TakenIn:
    number, case = merge.case.matter.number, merge.case
    may_undo = rules_together.may_undo_merge(by, merge)
    line = Neighbour(
        case=case,
        href=desk_address(request, "case", number=number),
        because=str(case.opened(merge.because_locked) or ""),
        said_by=merge.done_label,
        act_href=desk_address(request, "undo-merge", number=number) if may_undo else "",
    )
    papers = [_card(request, number, case, one) for one in case.papers.all()]
    notes = [
        (str(case.opened(one.text_locked) or ""), one.written_by, one.written_at) for one in case.notes.all()
    ]
    return TakenIn(line, merge, papers, notes)


def _card(request: HttpRequest, number: str, case: Case, paper: CasePaper) -> DocumentCard:
    href = desk_address(request, "paper", number=number, paper_id=paper.pk)
    title = shown_title(definition_for(case), paper)
    return DocumentCard(title, href, paper.file.size_bytes, "", paper.added_at.date())


def _duplicate(request: HttpRequest, case: Case, one: queries.Duplicate) -> Neighbour:
    number = one.case.matter.number
    here = desk_address(request, "together", number=case.matter.number)
    there = desk_address(request, "together", number=number)
    return Neighbour(
        case=one.case,
        href=desk_address(request, "case", number=number),
        because=str(one.because),
        act_href=f"{here}?into={number}#merge",
        other_href=f"{there}?into={case.matter.number}#merge",
    )


def _back(request: HttpRequest, number: str) -> HttpResponse:
    return HttpResponseRedirect(desk_address(request, "together", number=number))
