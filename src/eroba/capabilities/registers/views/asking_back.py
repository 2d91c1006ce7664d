"""A person asks about one look at their data; the question goes to the desk with a clock."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from eroba.capabilities.registers import actions, pages
from eroba.capabilities.registers.look_forms import LookQuestionForm
from eroba.capabilities.registers.queries.look_words import in_words
from eroba.capabilities.registers.queries.looks import look_ups_about
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.people.doors import person_required
from eroba.kernel.people.models import Person
from eroba.kernel.people.queries import actor_for


@never_cache
@person_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, look: UUID) -> HttpResponse:
    """Shows the look and takes the question; somebody else's look does not exist."""
    by = actor_for(request)
    person = Person.objects.get(pk=by.person_id)
    row = look_ups_about(person).select_related("person").prefetch_related("replies").filter(pk=look).first()
    if row is None:
        raise NotFound(_("There is no such look at your data."))
    form = LookQuestionForm(request.POST or None)
    back = f"{reverse('registers_my:who-looked')}#look-{row.pk}"
    if request.method == "POST" and form.is_valid():
        try:
            question = actions.ask_about_look(by, look_up=row, text=form.cleaned_data["text"])
        except Refusal as problem:
            form.add_error(None, str(problem))
        else:
            said = _("Your question has the number %(number)s. You will find the answer here.")
            messages.success(request, said % {"number": question.matter.number})
            return redirect(back)
    card = pages.look_as_card(in_words(row, request.municipality.name))  # type: ignore[attr-defined]
    shown = {"look": card, "form": form, "back_href": back}
    return render(request, "registers/ask.html", shown, status=422 if form.errors else 200)
