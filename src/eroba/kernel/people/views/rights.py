"""At the counter: somebody asks for a copy of what the town holds about them, or to have it erased."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from eroba.kernel.actions import LevelTooLow
from eroba.kernel.base.errors import Refusal
from eroba.kernel.base.text import search_key
from eroba.kernel.people import actions
from eroba.kernel.people.actions.erasure import holds_on
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.forms import IdentityForm
from eroba.kernel.people.models import Person, Role
from eroba.kernel.people.numbers import hash_personal_number
from eroba.kernel.people.packing import packed_copy
from eroba.kernel.people.queries import actor_for
from eroba.kernel.people.rules import may_erase_person
from eroba.kernel.ui.components import Answer
from eroba.kernel.ui.forms import HouseForm

GRANTING = frozenset({str(Role.HEAD)})
heads_only = role_required(*sorted(GRANTING))


class ErasureForm(HouseForm):
    """Why a person's data are erased; it is written into the journal."""

    reason = forms.CharField(
        label=gettext_lazy("On what request"),
        help_text=gettext_lazy("For example: written request of 3 May, No. 1204. Name nobody here."),
        max_length=200,
    )
    is_sure = forms.BooleanField(
        label=gettext_lazy("I have seen the identity card and the signed request"),
        error_messages={"required": gettext_lazy("Tick this when you have seen both")},
    )


def href_of(request: HttpRequest, route: str, **named: UUID) -> str:
    """An address of these pages in the town of the request."""
    town = request.municipality.slug  # type: ignore[attr-defined]
    return reverse(f"rights:{route}", kwargs={"municipality": town, **named})


@never_cache
@heads_only
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Finds a person by what stands on their identity card; nobody can leaf through the residents here."""
    form = IdentityForm(request.POST or None)
    if form.is_valid():
        person = _known(form)
        if person is not None:
            return redirect(href_of(request, "person", person=person.pk))
        form.add_error(None, _("The town holds nothing about a person with these three details."))
    status = 422 if form.is_bound else 200
    return render(request, "people/rights/find.html", {"form": form}, status=status)


def _known(form: IdentityForm) -> Person | None:
    said = form.cleaned_data
    person = Person.objects.filter(
        personal_number_hash=hash_personal_number(said["personal_number"]), birth_date=said["birth_date"]
    ).first()
    same_name = person and search_key(person.family_name) == search_key(said["family_name"])
    return person if same_name else None


@never_cache
@heads_only
@require_http_methods(["GET", "HEAD", "POST"])
def rights(request: HttpRequest, person: UUID) -> HttpResponse:
    """Offers a copy, says what stands against erasing, and erases."""
    found = _person(person)
    form = ErasureForm(request.POST or None)
    if form.is_valid():
        try:
            actions.erase_person(
                actor_for(request, channel="desk"), person=found, reason=form.cleaned_data["reason"]
            )
        except LevelTooLow:
            raise
        except Refusal as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The data were erased. The journal stays whole and names nobody."))
            return redirect(href_of(request, "find"))
    shown = {
        "form": form,
        "answers": [
            Answer(_("Name"), found.full_name),
            Answer(_("Personal number"), found.masked_personal_number),
        ],
        "holds": holds_on(found),
        "verdict": may_erase_person(actor_for(request, channel="desk"), found),
        "back_href": href_of(request, "find"),
        "copy_href": href_of(request, "copy", person=found.pk),
    }
    return render(request, "people/rights/person.html", shown, status=422 if form.is_bound else 200)


@never_cache
@heads_only
@require_POST
def copy(request: HttpRequest, person: UUID) -> FileResponse:
    """Hands over everything the town holds about a person, to be given to them."""
    found = _person(person)
    everything = actions.export_person(actor_for(request, channel="desk"), person=found)
    town = request.municipality.slug  # type: ignore[attr-defined]
    return FileResponse(
        packed_copy(everything, found),
        as_attachment=True,
        filename=f"{town}-personal-data.zip",
        content_type="application/zip",
    )


def _person(identifier: UUID) -> Person:
    found = Person.objects.filter(pk=identifier, erased_at=None).first()
    if found is None:
        raise Http404("nobody, or erased")
    return found
