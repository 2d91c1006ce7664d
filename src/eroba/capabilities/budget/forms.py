"""Shapes of what officials type about figures of a budget."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budget.reading.found import EXECUTED, LARI, PHASES, THOUSAND_LARI
from eroba.kernel.base.clock import today
from eroba.kernel.ui.forms import DayField, HouseForm


class FileForm(HouseForm):
    """A file with figures of a budget."""

    year = forms.IntegerField(label=_("Year of the budget"), min_value=1995, max_value=2100)
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "XLSX or CSV with headings (code, name, planned, adjusted, executed), or a Fiscal Data Package (ZIP)."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.zip"}),
    )
    phase = forms.ChoiceField(
        label=_("What is a column that is only called “amount”?"),
        choices=list(PHASES.items()),
        initial=EXECUTED,
        widget=forms.RadioSelect,
    )
    unit = forms.ChoiceField(
        label=_("The amounts are"),
        required=False,
        choices=[("", _("as the file says")), (LARI, _("lari")), (THOUSAND_LARI, _("thousands of lari"))],
        widget=forms.RadioSelect,
    )
    announced_on = DayField(label=_("The day the figures are of"), not_after=today)
    source_ka = forms.CharField(
        label=_("Where the figures are from"),
        help_text=_("For example: resolution No. 41 of the council of 25 December 2025"),
        max_length=300,
    )
    source_en = forms.CharField(label=_("The same in English"), max_length=300, required=False)
    source_href = forms.URLField(
        label=_("Address where they stand"), max_length=500, required=False, assume_scheme="https"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"year": today().year, "announced_on": today()})
        super().__init__(*args, **kwargs)


class DecisionForm(HouseForm):
    """Why figures become public although parts do not add up, or why they are declined."""

    because = forms.CharField(
        label=_("Why?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
