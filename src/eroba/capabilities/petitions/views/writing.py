"""A petition for its initiators: written, compared with similar ones, joined, handed in, taken back, printed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from eroba.capabilities.petitions import actions, pages, rules
from eroba.capabilities.petitions.actions.writing import Text
from eroba.capabilities.petitions.forms import CountForm, PetitionForm
from eroba.capabilities.petitions.law import rule_here, threshold_here
from eroba.capabilities.petitions.models import Petition
from eroba.capabilities.petitions.queries import initiators_of, similar_to
from eroba.capabilities.petitions.sheets_pdf import sheets_pdf
from eroba.capabilities.petitions.tokens import invite_token, invited_to
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.people.doors import person_required
from eroba.kernel.people.queries import actor_for
from eroba.kernel.ui.components import Crumb


@never_cache
@person_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write a petition. Before it is kept, similar ones are shown once; with scripts already while one types."""
    by = actor_for(request)
    pages.require(rules.may_write_petition(by))
    form = PetitionForm(request.POST or None)
    similar = []
    if form.is_valid():
        typed = form.cleaned_data
        similar = similar_to(f"{typed['title_ka']} {typed['title_en']}")
        if not similar or "seen_similar" in request.POST:
            written = actions.write_petition(by, text=Text(**typed))
            return redirect(pages.href_of(request, "own", number=written.matter.number))
    return _form_page(request, form, similar=similar, title=_("Write a petition"))


@never_cache
@person_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, number: str) -> HttpResponse:
    """Change a petition that was not handed in yet."""
    by, found = actor_for(request), _own_or_refuse(request, number)
    pages.require(rules.may_change_petition(by, found))
    said = {name: getattr(found, name) for name in PetitionForm.base_fields}
    form = PetitionForm(request.POST or None, initial=said)
    if form.is_valid():
        actions.change_petition(by, petition=found, text=Text(**form.cleaned_data))
        return redirect(pages.href_of(request, "own", number=number))
    return _form_page(request, form, similar=(), title=_("Change the petition"))


@never_cache
@person_required
@require_safe
def own(request: HttpRequest, number: str) -> HttpResponse:
    """A petition as its author sees it: what is left to do, and the acts open now."""
    by, found = actor_for(request), _own_or_refuse(request, number)
    token = invite_token(found)
    context = {
        "petition": found,
        "shape": pages.SHAPES[Petition.State(found.state)],
        "initiators": [one.person.full_name for one in initiators_of(found) if one.person.full_name],
        "group_size": rule_here(today()).group_size,
        "needed": threshold_here(today()),
        "clocks": pages.clocks_shown(found),
        "may_change": bool(rules.may_change_petition(by, found)),
        "may_withdraw": bool(rules.may_withdraw_petition(by, found)),
        "may_print": bool(rules.may_print_sheets(by, found)),
        "is_public": found.opened_on is not None,
        "join_href": request.build_absolute_uri(pages.href_of(request, "join", token=token)),
        "crumbs": pages.crumbs_to(request, Crumb(found.matter.number)),
        "count_form": CountForm(),
        **{
            f"{act}_href": pages.href_of(request, act, number=number)
            for act in ("change", "submit", "withdraw", "print", "detail")
        },
    }
    return render(request, "petitions/own.html", context)


@never_cache
@person_required
@require_http_methods(["POST"])
def submit(request: HttpRequest, number: str) -> HttpResponse:
    """Hand the petition in."""
    return _act(request, number, actions.submit_petition, _("The petition was handed in."))


@never_cache
@person_required
@require_http_methods(["POST"])
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take the petition back."""
    return _act(request, number, actions.withdraw_petition, _("The petition was taken back."))


@never_cache
@person_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Join the initiative group one was invited to."""
    by, found = actor_for(request), invited_to(token)
    pages.require(rules.may_join_group(by, found))
    if request.method == "POST":
        actions.join_group(by, petition=found)
        return redirect(pages.href_of(request, "own", number=found.matter.number))
    author = next((one.person.full_name for one in initiators_of(found)), "")
    crumbs = pages.crumbs_to(request, Crumb(found.matter.number))
    return render(request, "petitions/join.html", {"petition": found, "author": author, "crumbs": crumbs})


@never_cache
@require_http_methods(["POST"])
def print_sheets(request: HttpRequest, number: str) -> HttpResponse:
    """Sheets for signatures on paper, each with its number and its square."""
    by, found = actor_for(request), pages.found_or_refuse(number)
    pages.require(rules.may_print_sheets(by, found))
    form = CountForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Between 1 and 50 sheets can be printed at once."))
        return redirect(request.headers.get("Referer") or pages.href_of(request, "detail", number=number))
    sheets = actions.print_sheets(by, petition=found, count=form.cleaned_data["count"])
    address = request.build_absolute_uri(pages.href_of(request, "detail", number=number))
    name = f"{number}-{sheets[0].number}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(sheets_pdf(found, sheets, address), content_type="application/pdf", headers=headers)


def _own_or_refuse(request: HttpRequest, number: str) -> Petition:
    """The petition, for those of its initiative group only; nobody else learns that it exists."""
    by, found = actor_for(request), pages.found_or_refuse(number)
    if by.acting is not None or not found.initiators.filter(person_id=by.person_id).exists():
        raise NotFound(_("There is no petition with the number %(number)s here.") % {"number": number})
    return found


def _act(request: HttpRequest, number: str, act: Any, done: str) -> HttpResponse:
    found = _own_or_refuse(request, number)
    try:
        act(actor_for(request), petition=found)
        messages.success(request, done)
    except Refusal as problem:
        messages.error(request, str(problem))
    return redirect(pages.href_of(request, "own", number=number))


def _form_page(request: HttpRequest, form: PetitionForm, *, similar: Any, title: str) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "similar": pages.cards_of(request, similar),
        "similar_href": pages.href_of(request, "similar"),
        "needed": threshold_here(today()),
        "crumbs": pages.crumbs_to(request, Crumb(title)),
    }
    return render(request, "petitions/write.html", context, status=422 if form.errors else 200)
