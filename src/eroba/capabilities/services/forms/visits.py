"""What people choose and write about visits: a time, who it is for, a closed day, a counter and its hours."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.models import Counter
from eroba.capabilities.services.visiting.hours import HoursUnreadable, Span, read_hours
from eroba.kernel.base.clock import TBILISI
from eroba.kernel.clocks.calendars import WEEKDAY_NAMES
from eroba.kernel.ui.forms import HouseForm

_HOURS = _("For example, 10:00-13:00, 14:00-18:00. Nothing means closed.")


class TimeForm(HouseForm):
    """One of the times shown; which ones there are is known only to the moment of booking."""

    time = forms.CharField(
        error_messages={"required": _("Choose a time.")}, label=_("Time"), widget=forms.HiddenInput
    )

    def clean_time(self) -> dt.datetime:
        """The moment that was chosen."""
        try:
            moment = dt.datetime.fromisoformat(self.cleaned_data["time"])
        except ValueError as error:
            raise ValidationError(_("Choose a time.")) from error
        return moment if moment.tzinfo else moment.replace(tzinfo=TBILISI)


class SomebodyForm(TimeForm):
    """A visit for somebody who asked at a counter or in a village."""

    number = forms.CharField(
        label=_("Number of their application"), required=False, max_length=40, help_text=_("If there is one.")
    )
    personal_number = forms.CharField(
        label=_("Personal number"),
        required=False,
        max_length=20,
        help_text=_("If there is no application yet."),
    )
    given_name = forms.CharField(label=_("Given name"), required=False, max_length=80)
    family_name = forms.CharField(label=_("Family name"), required=False, max_length=80)

    def clean(self) -> dict[str, Any]:
        """Either an application, or a person with number and name."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not said.get("number") and not said.get("personal_number"):
            self.add_error("number", _("Write the number of the application, or the personal number."))
        if not said.get("number") and said.get("personal_number") and not said.get("family_name"):
            self.add_error("family_name", _("Write the name as it stands on the identity card."))
        return said


class ClosureForm(HouseForm):
    """A day on which a counter is closed after all."""

    counter = forms.SlugField(widget=forms.HiddenInput)
    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    reason_ka = forms.CharField(label=_("Why, in Georgian"), max_length=200)
    reason_en = forms.CharField(label=_("Why, in English"), max_length=200)


class CounterForm(HouseForm):
    """A counter with its hours, one line for each day of the week."""

    code = forms.SlugField(
        label=_("Word in the address"), max_length=60, help_text=_("For example, reception")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Counter.Kind.choices)
    name_ka = forms.CharField(label=_("Name in Georgian"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120)
    address_ka = forms.CharField(label=_("Address in Georgian"), max_length=200, required=False)
    address_en = forms.CharField(label=_("Address in English"), max_length=200, required=False)
    slot_minutes = forms.IntegerField(label=_("Minutes for a visit"), min_value=5, max_value=240, initial=20)
    seats = forms.IntegerField(label=_("How many people at once"), min_value=1, max_value=50, initial=1)
    ahead_days = forms.IntegerField(
        label=_("How many days ahead one can book"), min_value=1, max_value=180, initial=30
    )
    is_open = forms.BooleanField(label=_("One can book here"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day, name in enumerate(WEEKDAY_NAMES):
            self.fields[f"hours_{day}"] = forms.CharField(
                label=name.in_language(get_language() or "ka"),
                required=False,
                max_length=100,
                help_text=_HOURS if day == 0 else "",
            )

    def hours(self) -> dict[int, tuple[Span, ...]]:
        """The hours of each day, once the form is valid."""
        return {day: self.cleaned_data[f"hours_{day}"] for day in range(7)}

    def clean(self) -> dict[str, Any]:
        """Read the hours of each day."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for day in range(7):
            try:
                said[f"hours_{day}"] = read_hours(said.get(f"hours_{day}") or "")
            except HoursUnreadable:
                self.add_error(f"hours_{day}", _("Write hours like 10:00-13:00, 14:00-18:00."))
        return said
