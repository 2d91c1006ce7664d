"""What officials do with a case: each step checks the form's shape and calls one action.

A refusal, or a case somebody else changed meanwhile, comes back as the page itself with what was typed.
"""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from eroba.capabilities.services import actions
from eroba.capabilities.services.forms.writing import FindingForm, NoteForm, SeenForm
from eroba.capabilities.services.models import Appeal, Case, Decision
from eroba.capabilities.services.published import definition_for
from eroba.capabilities.services.queries.cases import case_by_number, case_with_count
from eroba.capabilities.services.rules import STAFF
from eroba.capabilities.services.views.case_page import case_page, ids
from eroba.capabilities.services.views.catalogue import town_address
from eroba.capabilities.services.views.desk_steps import STEPS
from eroba.kernel.actions import Actor
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.documents.preparing import receive_upload
from eroba.kernel.documents.uploads import AcceptedUpload, UploadRefused
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.models import Account
from eroba.kernel.people.queries import actor_for
from eroba.kernel.ui.forms import HouseForm

Act = Callable[[HttpRequest, Actor, Case, HouseForm], str]


@never_cache
@role_required(*STAFF)
@require_POST
def step(request: HttpRequest, number: str, step: str) -> HttpResponse:
    """Do one step with a case, or show the page again with why not."""
    by, case = actor_for(request), case_by_number(number)
    form = _form(request, case, step)
    if not form.is_valid():
        return _again(request, by, number, step, form, status=422)
    try:
        thanks = _act(step)(request, by, case, form)
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return _again(request, by, number, step, form, status=refusal.status)
    except UploadRefused as refused:
        form.add_error("papers", str(refused.message))
        return _again(request, by, number, step, form, status=422)
    messages.success(request, thanks)
    return HttpResponseRedirect(town_address(request, "cases:case", number=number))


def _again(
    request: HttpRequest, by: Actor, number: str, step: str, form: HouseForm, *, status: int
) -> HttpResponse:
    """Show the case as it is now beside what was typed; sent again, it counts as seen."""
    case = case_with_count(number)
    name = form.add_prefix("edition")
    if name in form.data:
        form.data = form.data.copy()
        form.data[name] = str(case.edition)
    shown = case_page(request, by, case, typed={step: form}) | {"form": form, "refused_step": step}
    return render(request, "services/desk/case.html", shown, status=status)


def _form(request: HttpRequest, case: Case, step: str) -> HouseForm:
    if step.startswith("find-"):
        facts = {f"find-{fact.code}": fact for fact in definition_for(case).decision.facts}
        if step not in facts:
            raise NotFound(_("The service asks for no such fact."))
        return FindingForm(facts[step], request.POST)
    if step not in _FORMS:
        raise NotFound(_("There is no such step."))
    return _FORMS[step](request.POST, request.FILES, auto_id=ids(step))


def _act(step: str) -> Act:
    return _find if step.startswith("find-") else _ACTS[step]


def _find(request: HttpRequest, by: Actor, case: Case, form: HouseForm) -> str:
    assert isinstance(form, FindingForm)
    said = form.cleaned_data
    actions.record_finding(
        by,
        case=case,
        edition=said["edition"],
        fact_code=form.fact.code,
        value=form.value,
        because=said["because"],
    )
    return _("The fact is written down.")


def _accept(request: HttpRequest, by: Actor, case: Case, form: HouseForm) -> str:
    actions.accept_as_complete(by, case=case, edition=form.cleaned_data["edition"])
    return _("The application is complete. The registers are being asked.")


def _finish(request: HttpRequest, by: Actor, case: Case, form: HouseForm) -> str:
    actions.finish_look_ups(by, case=case, edition=form.cleaned_data["edition"])
    return _("You can now establish from papers what the registers did not say.")


def _propose(request: HttpRequest, by: Actor, case: Case, form: HouseForm) -> str:
    said = form.cleaned_data
    actions.propose_decision(by, case=case, edition=said["edition"], added_reason=said["added_reason"])
    return _("The decision is proposed. A second official checks it.")


def _approve(request: HttpRequest, by: Actor, case: Case, form: HouseForm) -> str:
    decision = Decision.objects.filter(case=case, state=Decision.State.PROPOSED).first()
    if decision is None:
        raise Refusal(_("The application has moved on, so this can no longer be done."))
    actions.approve_decision(by, case=case, decision=decision, edition=form.cleaned_data["edition"])
    return _("Approved. The letter is being made and sent.")


def _return(request: HttpRequest, by: Actor, case: Case, form: HouseForm) -> str:
    said = form.cleaned_data
    actions.return_proposal(by, case=case, edition=said["edition"], because=said["because"])
    return _("Sent back for another look.")


def _ask_paper(request: HttpRequest, by: Actor, case: Case, form: HouseForm) -> str:
    actions.request_missing_paper(by, case=case, **form.cleaned_data)
    return _("The applicant has been asked. Our deadline stands still.")


def _bring_paper(request: HttpRequest, by: Actor, case: Case, form: HouseForm) -> str:
    uploads: list[AcceptedUpload] = [receive_upload(file) for file in request.FILES.getlist("papers")]
    actions.supply_missing_paper(by, case=case, edition=form.cleaned_data["edition"], uploads=uploads)
    return _("The paper is in the case. Our deadline runs again.")


def _leave(request: HttpRequest, by: Actor, case: Case, form: HouseForm) -> str:
    actions.leave_unexamined(by, case=case, edition=form.cleaned_data["edition"])
    return _("The application was left unexamined; the applicant is told.")


def _decide_appeal(request: HttpRequest, by: Actor, case: Case, form: HouseForm) -> str:
    appeal = (
        Appeal.objects.filter(decision__case=case, state=Appeal.State.LODGED)
        .select_related("decision")
        .first()
    )
    if appeal is None:
        raise Refusal(_("The application has moved on, so this can no longer be done."))
    actions.decide_appeal(by, case=case, appeal=appeal, **form.cleaned_data)
    return _("The appeal is decided; the applicant gets a letter.")


def _note(request: HttpRequest, by: Actor, case: Case, form: HouseForm) -> str:
    actions.write_note(by, case=case, text=form.cleaned_data["text"])
    return _("The note is kept.")


def _take(request: HttpRequest, by: Actor, case: Case, form: HouseForm) -> str:
    account = Account.objects.get(pk=by.account_id)
    actions.assign_case(by, case=case, edition=form.cleaned_data["edition"], account=account, label=by.label)
    return _("This case is yours now.")


def _drop(request: HttpRequest, by: Actor, case: Case, form: HouseForm) -> str:
    actions.assign_case(by, case=case, edition=form.cleaned_data["edition"], account=None, label="")
    return _("The case is open to everybody again.")


_FORMS: dict[str, type[HouseForm]] = {one.code: one.form for one in STEPS} | {
    "note": NoteForm,
    "take": SeenForm,
    "drop": SeenForm,
}
_ACTS: dict[str, Act] = {
    "accept": _accept,
    "finish": _finish,
    "propose": _propose,
    "approve": _approve,
    "return": _return,
    "ask-paper": _ask_paper,
    "bring-paper": _bring_paper,
    "leave": _leave,
    "decide-appeal": _decide_appeal,
    "note": _note,
    "take": _take,
    "drop": _drop,
}
