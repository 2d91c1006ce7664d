"""Shapes of what officials type about periods and days of the calendar."""

from django import forms
from django.utils.translation import gettext_lazy as _

from eroba.kernel.clocks.models import CalendarDay, UnitChoice
from eroba.kernel.clocks.periods import LONGEST_PERIOD_DAYS, Period, Unit
from eroba.kernel.ui.forms import DayField, HouseForm

LONGEST_NAME = 120
LONGEST_BASIS = 300


class RuleForm(HouseForm):
    """A period as the town sets it."""

    length = forms.IntegerField(
        label=_("How long"), min_value=1, max_value=LONGEST_PERIOD_DAYS, help_text=_("A number, such as 15.")
    )
    unit = forms.ChoiceField(label=_("Counted in"), choices=UnitChoice.choices, widget=forms.RadioSelect)
    valid_from = DayField(
        label=_("In force from"),
        help_text=_("Deadlines that run already keep the period they began under."),
    )
    basis_ka = forms.CharField(
        label=_("Law or act, in Georgian"),
        max_length=LONGEST_BASIS,
        help_text=_("With its number and article. It stands beside every deadline, also in public."),
    )
    basis_en = forms.CharField(label=_("The same in English"), max_length=LONGEST_BASIS, required=False)
    cap_days = forms.IntegerField(
        label=_("Longest stop in total, in calendar days"),
        required=False,
        min_value=1,
        max_value=LONGEST_PERIOD_DAYS,
        help_text=_("Leave it empty when the law sets no limit."),
    )
    is_verified = forms.BooleanField(
        label=_("I have compared this with the text of the law in force"),
        required=False,
        help_text=_("Until somebody does, everybody reads that it was not checked."),
    )

    def clean(self) -> dict:
        """Checks that so many months are no more than so many days."""
        typed = super().clean() or {}
        longest = LONGEST_PERIOD_DAYS // 31
        if typed.get("unit") == Unit.MONTHS.value and typed.get("length", 0) > longest:
            self.add_error("length", _("At most %(longest)d months") % {"longest": longest})
        return typed

    @property
    def period(self) -> Period:
        """The period that was typed."""
        return Period(self.cleaned_data["length"], Unit(self.cleaned_data["unit"]))


class DayForm(HouseForm):
    """A day that differs from the national calendar."""

    on = DayField(label=_("Which day"))
    kind = forms.ChoiceField(
        label=_("What is different"), choices=CalendarDay.Kind.choices, widget=forms.RadioSelect
    )
    name_ka = forms.CharField(
        label=_("Why, in Georgian"),
        max_length=LONGEST_NAME,
        help_text=_("A few words that everybody reads beside the day, such as: flood."),
    )
    name_en = forms.CharField(label=_("The same in English"), max_length=LONGEST_NAME, required=False)
    basis = forms.CharField(
        label=_("Act that changed the calendar"),
        max_length=LONGEST_BASIS,
        help_text=_("With its number and day."),
    )


class YearForm(forms.Form):
    """Which year of the calendar to show."""

    year = forms.IntegerField(min_value=1991, max_value=2100)
