"""The person's own details in each town, how they can be reached, and how they sign in.

These addresses lie below no town, so each town is entered by its own scope, one after the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from eroba.kernel.people import actions
from eroba.kernel.people.doors import sign_in_required
from eroba.kernel.people.forms import ContactForm, LanguageForm
from eroba.kernel.people.models import Account, Person
from eroba.kernel.people.packing import packed_copy
from eroba.kernel.people.queries import actor_here, person_of, towns_of
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope
from eroba.kernel.ui.components import Answer


@dataclass(frozen=True)
class DetailsInTown:
    """What one town holds about a person, in lines one can read."""

    municipality: Municipality
    answers: Sequence[Answer]


@never_cache
@sign_in_required
def details(request: HttpRequest) -> HttpResponse:
    """The account, and what each town holds about the person."""
    account = request.user
    form = LanguageForm(request.POST or None, initial={"language": account.language})
    if form.is_valid():
        account.language = form.cleaned_data["language"]
        account.save(update_fields=["language"])
        messages.success(request, _("Your language was saved."))
        return HttpResponseRedirect(reverse("my:details"))
    towns = [shown for town in towns_of(account) if (shown := _details(account, town))]
    return render(request, "people/my_details.html", {"form": form, "towns": towns})


def _details(account: Account, town: Municipality) -> DetailsInTown | None:
    with scope(town):
        person = Person.objects.select_related("settlement").filter(account=account).first()
        if person is None:
            return None
        change = reverse("my:contact", args=[town.slug])
        settlement = person.settlement.name if person.settlement else ""
        source = person.get_identified_by_display() if person.identified_by else ""
        source = _("Confirmed by: %(who)s") % {"who": source} if source else ""
        answers = [
            Answer(_("Name"), person.full_name, source=source),
            Answer(_("Personal number"), person.masked_personal_number),
            Answer(_("Date of birth"), _day(person)),
            Answer(_("Phone"), person.phone, change_href=change),
            Answer(_("Address"), ", ".join(filter(None, [settlement, person.address])), change_href=change),
        ]
        return DetailsInTown(town, answers)


def _day(person: Person) -> str:
    return date_format(person.birth_date, "DATE_FORMAT") if person.birth_date else ""


@never_cache
@sign_in_required
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Everything about signing in, each on a page of its own."""
    return render(request, "people/my_security.html", {"has_password": request.user.has_usable_password()})


@never_cache
@sign_in_required
def contact(request: HttpRequest, town: str) -> HttpResponse:
    """Changes the person's phone and address in one town."""
    municipality = _town_of(request.user, town)
    with scope(municipality):
        person = _person_here(request.user)
        known = {"phone": person.phone, "address": person.address, "settlement": person.settlement_id}
        form = ContactForm(request.POST or None, initial=known)
        if form.is_valid():
            actions.update_contact(actor_here(request), person=person, **form.cleaned_data)
            messages.success(request, _("Your phone and address were saved."))
            return HttpResponseRedirect(reverse("my:details"))
        status = 422 if form.is_bound else 200
        return render(request, "people/my_contact.html", {"form": form, "town": municipality}, status=status)


@never_cache
@sign_in_required
@require_POST
def copy(request: HttpRequest, town: str) -> FileResponse:
    """Hands over everything one town holds about the person: one file programs can read, and their papers."""
    municipality = _town_of(request.user, town)
    with scope(municipality):
        person = _person_here(request.user)
        everything = actions.export_person(actor_here(request), person=person)
        packed = packed_copy(everything, person)
    name = f"{municipality.slug}-my-data.zip"
    return FileResponse(packed, as_attachment=True, filename=name, content_type="application/zip")


def _town_of(account: Account, slug: str) -> Municipality:
    found = next((town for town in towns_of(account) if town.slug == slug), None)
    if found is None:
        raise Http404("the account is nobody in that town")
    return found


def _person_here(account: Account) -> Person:
    person = person_of(account)
    if person is None:
        raise Http404("the account is no person in that town")
    return person
