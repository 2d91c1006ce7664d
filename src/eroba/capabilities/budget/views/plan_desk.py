"""The priorities document at the desk: programmes, the draft, what meetings said, answers, and the adoption."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from eroba.capabilities.budget import actions, plan_forms, plan_pages, rules
from eroba.capabilities.budget.models import Priorities, Programme, Remark
from eroba.capabilities.budget.showing import href_of
from eroba.kernel.actions import Actor, NotAllowed
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.queries import actor_for
from eroba.kernel.ui.components import Column, Row, Table
from eroba.kernel.ui.forms import HouseForm


class SureForm(HouseForm):
    """Nothing to type: a page that asks once more."""


TITLES: dict[str, str | Promise] = {
    "programme": gettext_lazy("Write a programme"),
    "publish": gettext_lazy("Lay the draft open"),
    "remark": gettext_lazy("Write down a remark"),
    "adopt": gettext_lazy("Write down the adoption"),
}


@never_cache
@role_required(*rules.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """All documents, and a new one."""
    form = plan_forms.OpenForm(request.POST or None)

    def begin() -> str:
        first_year = form.cleaned_data["first_year"]
        actions.open_priorities(actor_for(request), first_year=first_year)
        return href_of(request, "plan", first_year=first_year)

    if (gone := _done(request, form, begin)) is not None:
        return gone
    rows = [
        Row((str(one), str(one.get_state_display())), href_of(request, "plan", first_year=one.first_year))
        for one in plan_pages.documents(is_public=False)
    ]
    table = Table(
        _("Priorities documents"), (Column(_("Document")), Column(_("State"))), rows, caption_hidden=True
    )
    context = {"form": form, "table": table if rows else None, "back_href": href_of(request, "desk")}
    return render(request, "budget/plan_list.html", context, status=422 if form.errors else 200)


@never_cache
@role_required(*rules.STAFF)
@require_safe
def detail(request: HttpRequest, first_year: int) -> HttpResponse:
    """One document with what may be done with it now."""
    document, by = _found(first_year), actor_for(request)
    stages = plan_pages.programmes_of(document, actuals=False)
    programmes = plan_pages.newest_of(document, stages)
    asked = {
        "programme": rules.may_change_priorities(by, document=document),
        "remark": rules.may_record_remark(by, document=document),
        "publish": rules.may_publish_draft(by, document=document),
        "adopt": rules.may_adopt_priorities(by, document=document),
    }
    ways = [
        (TITLES[act], href_of(request, "plan_act", first_year=first_year, act=act))
        for act, ok in asked.items()
        if ok
    ]
    remarks = [
        {
            **one,
            "href": href_of(request, "answer", key=one["one"].pk) if one["one"].answered_at is None else "",
        }
        for one in plan_pages.remarks_of(document)
    ]
    context = {
        "document": document,
        "money": plan_pages.money_table(document, programmes),
        "programmes": [
            (one, f"{href_of(request, 'plan_act', first_year=first_year, act='programme')}?code={one.code}")
            for one in programmes
        ],
        "difference": plan_pages.difference(document, stages),
        "remarks": remarks,
        "ways": ways,
        "may_change": bool(asked["programme"]),
        "back_href": href_of(request, "plans"),
        "public_href": href_of(request, "priorities", first_year=first_year)
        if document.state != "writing"
        else "",
    }
    return render(request, "budget/plan.html", context)


@never_cache
@role_required(*rules.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, first_year: int, act: str) -> HttpResponse:
    """One thing to do with a document: a programme, the draft, a remark, the adoption."""
    document, by = _found(first_year), actor_for(request)
    if act not in TITLES:
        raise NotFound(_("There is no such page here."))
    form = _form_of(request, document, act)
    back = href_of(request, "plan", first_year=first_year)

    def do() -> str:
        _act(by, document, act, form)
        return back

    if (gone := _done(request, form, do)) is not None:
        return gone
    context = {"form": form, "title": TITLES[act], "about": str(document), "back_href": back}
    return render(request, "budget/plan_form.html", context, status=422 if form.errors else 200)


@never_cache
@role_required(*rules.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, key: UUID) -> HttpResponse:
    """Answer a remark of a meeting."""
    remark = Remark.objects.select_related("document__matter", "matter").filter(pk=key).first()
    if remark is None:
        raise NotFound(_("There is no such remark here."))
    form = plan_forms.AnswerForm(request.POST or None)
    back = href_of(request, "plan", first_year=remark.document.first_year)

    def do() -> str:
        actions.answer_remark(actor_for(request), remark=remark, **form.cleaned_data)
        return back

    if (gone := _done(request, form, do)) is not None:
        return gone
    context = {"form": form, "title": _("Answer the remark"), "about": remark.text, "back_href": back}
    return render(request, "budget/plan_form.html", context, status=422 if form.errors else 200)


def _done(request: HttpRequest, form: HouseForm, do: Callable[[], str]) -> HttpResponse | None:
    """Do it when the form is right and lead on; a refusal stands above what was typed."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        onward = do()
    except NotAllowed:
        raise
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, _("It was written down."))
    return redirect(onward)


def _form_of(request: HttpRequest, document: Priorities, act: str) -> HouseForm:
    typed = request.POST if request.method == "POST" else None
    if act == "programme":
        stage = Programme.Stage.DRAFT if document.state == Priorities.State.WRITING else Programme.Stage.FINAL
        code = request.GET.get("code", "")
        one = document.programmes.filter(stage=stage, code=code).first() if code else None
        return plan_forms.ProgrammeForm(
            typed, document=document, initial=plan_forms.as_typed(one) if one else None
        )
    if act == "remark":
        return plan_forms.RemarkForm(typed, document=document)
    return plan_forms.ResolutionForm(typed) if act == "adopt" else SureForm(typed)


def _act(by: Actor, document: Priorities, act: str, form: HouseForm) -> None:
    if isinstance(form, plan_forms.ProgrammeForm):
        actions.write_programme(by, document=document, planned=form.planned())
    elif act == "remark":
        actions.record_remark(by, document=document, **form.cleaned_data)
    elif act == "adopt":
        actions.adopt_priorities(by, document=document, resolution=form.cleaned_data["resolution"])
    else:
        actions.publish_draft(by, document=document)


def _found(first_year: int) -> Priorities:
    found = plan_pages.document_of(first_year)
    if found is None:
        raise NotFound(_("There is no priorities document of this year here."))
    return found
