"""The filters above the list of looks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.registers.known_registers import known_registers
from eroba.capabilities.registers.queries.looks import OPENED, Wanted
from eroba.kernel.base.clock import today
from eroba.kernel.ui.forms import HouseForm

YEARS_SHOWN = 5


class LookFilter(HouseForm):
    """Narrows the list by register, by who looked and by year."""

    register = forms.ChoiceField(label=_("Register"), required=False)
    who = forms.ChoiceField(
        label=_("Who looked"),
        required=False,
        choices=[("", _("everybody")), ("others", _("others")), ("self", _("you yourself"))],
    )
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["register"].choices = [
            ("", _("everywhere")),
            *((code, known.title) for code, known in known_registers().items()),
            (OPENED, _("in the town hall")),
        ]
        years = range(today().year, today().year - YEARS_SHOWN, -1)
        self.fields["year"].choices = [("", _("all years")), *((year, str(year)) for year in years)]

    @property
    def wanted(self) -> Wanted:
        """What was asked for; an answer nobody offered counts as not given."""
        self.full_clean()
        kept = self.cleaned_data
        return Wanted(kept.get("register") or "", kept.get("who") or "", kept.get("year"))
