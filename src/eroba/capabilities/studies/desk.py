"""Studies at the desk: what was proposed, and everything an official writes down and decides about one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eroba.capabilities.studies import actions, forms, rules, showing
from eroba.capabilities.studies.actions import BuiltService, ProofDraft, Proposal, StepDraft
from eroba.capabilities.studies.models import RequiredProof, Step, Study
from eroba.capabilities.studies.queries import studies_at_desk
from eroba.capabilities.studies.views import href_of, study_or_refuse, study_words
from eroba.kernel.actions import Actor, Verdict
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.matters.ports import KnownServices
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.queries import actor_for
from eroba.kernel.registry.ports import use
from eroba.kernel.ui.components import Column, Row, Table
from eroba.kernel.ui.names import as_read

Perform = Callable[[Actor, Study, dict[str, Any]], object]
staff_only = role_required(*rules.STAFF)


@dataclass(frozen=True)
class Act:
    """Something an official does with a study: its words, its form, its rule and the action behind it."""

    title: str | Promise
    form: Callable[..., Any]
    may: Callable[[Actor, Study], Verdict]
    perform: Perform


def _service_form(*given: Any, **named: Any) -> forms.ServiceForm:
    known = use(KnownServices).offered()  # type: ignore[type-abstract]
    choices = [(one.code, one.title_ka) for one in known]
    return forms.ServiceForm(*given, services=choices, **named)


def _count(by: Actor, study: Study, typed: dict[str, Any]) -> object:
    return actions.record_counts(by, study=study, counts=typed["lines"], source=typed["source"])


def _prove(by: Actor, study: Study, typed: dict[str, Any]) -> object:
    return actions.add_proof(by, study=study, proof=ProofDraft(**typed))


def _step(by: Actor, study: Study, typed: dict[str, Any]) -> object:
    return actions.add_step(by, study=study, step=StepDraft(**typed))


def _decide(by: Actor, study: Study, typed: dict[str, Any]) -> object:
    is_to_build = typed["to_build"] == "yes"
    reasons = {"reason_ka": typed["reason_ka"], "reason_en": typed["reason_en"]}
    return actions.decide_study(by, study=study, is_to_build=is_to_build, **reasons)


def _name(by: Actor, study: Study, typed: dict[str, Any]) -> object:
    known = use(KnownServices).offered()  # type: ignore[type-abstract]
    found = next(one for one in known if one.code == typed["code"])
    return actions.name_service(
        by, study=study, service=BuiltService(found.code, found.title_ka, found.title_en)
    )


ACTS = {
    "counts": Act(
        gettext_lazy("How often the request comes"), forms.CountsForm, rules.may_write_study, _count
    ),
    "proof": Act(gettext_lazy("A paper that is asked for"), forms.ProofForm, rules.may_write_study, _prove),
    "step": Act(gettext_lazy("A step with its time and cost"), forms.StepForm, rules.may_write_study, _step),
    "decision": Act(gettext_lazy("Decide"), forms.DecisionForm, rules.may_decide_study, _decide),
    "service": Act(
        gettext_lazy("Name the service that came of it"), _service_form, rules.may_name_service, _name
    ),
}


@never_cache
@staff_only
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every proposal and study of the town."""
    studies = studies_at_desk()
    rows = [
        Row(
            (one.title, one.matter.number, as_read(one.from_unit) or _("a resident"), showing.state_of(one)),
            href_of(request, "desk_detail", number=one.matter.number),
        )
        for one in studies
    ]
    heads = (
        Column(_("Request")),
        Column(_("Number"), whole=True),
        Column(_("Proposed by")),
        Column(_("State")),
    )
    table = Table(_("Studying the next services"), heads, rows, keyboard=True, caption_hidden=True)
    shown = {"table": table, "has_rows": bool(rows), "new_href": href_of(request, "desk_new")}
    return render(request, "studies/desk_list.html", shown)


@never_cache
@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Propose a service for a unit."""
    form = forms.UnitProposalForm(request.POST or None)
    if form.is_valid():
        by = actor_for(request, channel="desk")
        study = actions.propose_study(by, proposal=Proposal(**form.cleaned_data))
        return redirect(href_of(request, "desk_detail", number=study.matter.number))
    return _form_page(request, form, _("Propose a service"), href_of(request, "desk"))


@never_cache
@staff_only
@require_safe
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """One study with what this official may do now."""
    one, by = study_or_refuse(number), actor_for(request, channel="desk")
    may_write = bool(rules.may_write_study(by, study=one.study))
    lines = [(line, kind) for kind, found in (("proof", one.proofs), ("step", one.steps)) for line in found]
    shown = study_words(one) | {
        "ways": [
            (act.title, href_of(request, "desk_act", number=number, act=name))
            for name, act in ACTS.items()
            if act.may(by, one.study)
        ],
        "take_up_href": href_of(request, "desk_take_up", number=number)
        if rules.may_take_up_study(by, study=one.study)
        else "",
        "lines": [
            (line, href_of(request, "desk_remove", number=number, kind=kind, line_id=line.pk))
            for line, kind in lines
            if may_write
        ],
        "list_href": href_of(request, "desk"),
        "public_href": href_of(request, "detail", number=number),
    }
    return render(request, "studies/desk_detail.html", shown)


@never_cache
@staff_only
@require_POST
def take_up(request: HttpRequest, number: str) -> HttpResponse:
    """Begin to study a proposal."""
    actions.take_up_study(actor_for(request, channel="desk"), study=study_or_refuse(number).study)
    return _back(request, number)


@never_cache
@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """One thing to write down, as a form; what was typed stays when it is refused."""
    study, chosen = study_or_refuse(number).study, ACTS.get(act)
    if chosen is None:
        raise NotFound(_("There is no such act."))
    form = chosen.form(request.POST or None)
    if form.is_valid():
        try:
            chosen.perform(actor_for(request, channel="desk"), study, form.cleaned_data)
            messages.success(request, _("Saved."))
            return _back(request, number)
        except Refusal as refused:
            form.add_error(None, str(refused))
    back = href_of(request, "desk_detail", number=number)
    return _form_page(request, form, str(chosen.title), back, about=study.title)


@never_cache
@staff_only
@require_POST
def remove(request: HttpRequest, number: str, kind: str, line_id: UUID) -> HttpResponse:
    """Take out a proof or a step that was written down by mistake."""
    study = study_or_refuse(number).study
    noun = {"proof": RequiredProof, "step": Step}.get(kind)
    line = noun.objects.filter(pk=line_id, study=study).first() if noun else None  # type: ignore[attr-defined]
    if line is None:
        raise NotFound(_("There is no such line here."))
    actions.remove_line(actor_for(request, channel="desk"), study=study, line=line)
    return _back(request, number)


def _back(request: HttpRequest, number: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(href_of(request, "desk_detail", number=number))


def _form_page(request: HttpRequest, form: Any, title: str, back: str, about: str = "") -> HttpResponse:
    shown = {"form": form, "title": title, "back_href": back, "about": about}
    return render(request, "studies/desk_form.html", shown, status=422 if form.is_bound else 200)
