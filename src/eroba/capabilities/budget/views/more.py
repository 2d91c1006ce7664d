"""The budget from other sides: compared with other years and towns, and as a receipt for what one pays oneself."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from eroba.capabilities.budget import comparing, queries
from eroba.capabilities.budget.book import shared_out
from eroba.capabilities.budget.pages import Shown, shown_or_refuse
from eroba.capabilities.budget.reading.amounts import tetri_of
from eroba.capabilities.budget.reading.found import FUNCTIONAL, LARI, PROGRAMME, NotRead
from eroba.capabilities.budget.showing import crumbs_to, href_of
from eroba.kernel.ui.components import Crumb
from eroba.kernel.ui.forms import HouseForm
from eroba.kernel.ui.public_pages import public_page

#: The year of which the product carries figures of several municipalities.
COMPARED_YEAR = 2025
MOST_PAID = 10**12


class PaidForm(HouseForm):
    """What one pays; it is worked with and forgotten."""

    paid = forms.CharField(
        label=gettext_lazy("How much do you pay in a year, in lari?"),
        help_text=gettext_lazy("For example 1 200 or 85,50. We work it out and keep nothing of it."),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "e-width-11", "autocomplete": "off"}),
    )

    def clean_paid(self) -> int:
        """The amount in tetri."""
        try:
            tetri = tetri_of(self.cleaned_data["paid"], LARI)
        except NotRead as wrong:
            raise forms.ValidationError(str(wrong.words)) from wrong
        if not tetri or tetri < 0:
            raise forms.ValidationError(_("Write an amount above nought."))
        if tetri > MOST_PAID:
            raise forms.ValidationError(_("This is more than a budget of a town."))
        return tetri


@public_page
def compare(request: HttpRequest) -> HttpResponse:
    """The years of this town, and several municipalities for each resident."""
    towns = comparing.towns(COMPARED_YEAR)
    context = {
        "crumbs": crumbs_to(request, Crumb(_("Compare"))),
        "years": comparing.years_tables(request),
        "bars": towns[0] if towns else None,
        "by_function": towns[1] if towns else None,
        "country": comparing.country_table(),
    }
    return render(request, "budget/compare.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_tax(request: HttpRequest) -> HttpResponse:
    """Where one's own payment goes: worked out from the newest year that was executed, and kept nowhere."""
    shown = _newest_executed()
    form = PaidForm(request.POST or None)
    crumbs = crumbs_to(request, Crumb(_("My tax")))
    context: dict[str, Any] = {"crumbs": crumbs, "form": form, "shown": shown}
    if shown and form.is_valid():
        paid = form.cleaned_data["paid"]
        parts = [entry.amount(shown.phase) for entry in shown.tree.below() if entry.amount(shown.phase) > 0]
        dealt = shared_out(paid, parts)
        context["receipt"] = comparing.receipt(paid, shown.tree, shown.phase, dealt)
        context["year_href"] = href_of(request, "year", year=shown.budget.year)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "budget/my_tax.html", context, status=status)


def _newest_executed() -> Shown | None:
    """The newest budget by functions, else by programmes; what was executed, else what was planned."""
    for year in queries.published_years():
        shown = shown_or_refuse(year)
        for kind in (FUNCTIONAL, PROGRAMME):
            if kind in shown.book.trees and not shown.announcement.is_example:
                return shown_or_refuse(year, kind)
    years = queries.published_years()
    return shown_or_refuse(years[0]) if years else None
