"""At the desk: what this town asks of those who sign in, above what the law asks."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from eroba.kernel.actions import Level
from eroba.kernel.actions.assurance import Need, national_needs, need_here
from eroba.kernel.people import actions
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.models import Role
from eroba.kernel.people.queries import actor_for
from eroba.kernel.people.views.step_up import LEVEL_WORDS
from eroba.kernel.ui.forms import HouseForm


class NeedsForm(HouseForm):
    """One answer for each kind of act: nothing below what the law asks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, need in national_needs().items():
            self.fields[code] = forms.TypedChoiceField(
                label=need.title,
                help_text=_hint(need),
                choices=[(level.name, LEVEL_WORDS[level]) for level in Level if level >= need.level],
                coerce=Level.__getitem__,
                initial=need_here(code).level.name,
                widget=forms.Select,
            )


def _hint(need: Need) -> str:
    basis = f"{_('Legal basis')}: {need.basis}"
    if need.within_minutes is None:
        return basis
    fresh = ngettext(
        "shown within the last minute", "shown within the last %(minutes)s minutes", need.within_minutes
    )
    return f"{basis}. {fresh % {'minutes': need.within_minutes}}".strip()


@never_cache
@role_required(Role.HEAD)
def needs(request: HttpRequest) -> HttpResponse:
    """Shows what is asked, and sets it."""
    form = NeedsForm(request.POST or None)
    if form.is_valid():
        actions.set_needs(actor_for(request), levels=form.cleaned_data)
        messages.success(request, _("Saved. It holds from the next page that anybody opens."))
        return HttpResponseRedirect(request.path)
    return render(request, "people/needs.html", {"form": form}, status=422 if form.is_bound else 200)
