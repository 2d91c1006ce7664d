"""Shapes of what is typed about posts, units and lists of staff."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.clock import today
from eroba.kernel.people.models import Unit
from eroba.kernel.ui.forms import DayField, HouseForm


class FilterForm(HouseForm):
    """Which posts to list."""

    q = forms.CharField(label=_("Name or e-mail"), max_length=80, required=False)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    standing = forms.ChoiceField(
        label=_("When"),
        required=False,
        choices=[("", _("now")), ("ahead", _("later")), ("past", _("before")), ("all", _("all"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(unit.code, unit.name) for unit in Unit.objects.order_by("name_ka")]
        self.fields["unit"].choices = [("", _("all")), *named]  # type: ignore[attr-defined]


class UploadForm(HouseForm):
    """A list of staff."""

    file = forms.FileField(
        label=_("List of staff"),
        help_text=_("CSV or XLSX with the columns email, name_ka, name_en, unit, role, from_on, until_on"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,text/csv"}),
    )


class EndForm(HouseForm):
    """The last day of a post."""

    until_on = DayField(label=_("Last day"))


class SubstituteForm(HouseForm):
    """Who holds a post while its holder is away."""

    email = forms.EmailField(label=_("E-mail address of the substitute"))
    name_ka = forms.CharField(label=_("Name in Georgian"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    from_on = DayField(label=_("First day"), not_before=today)
    until_on = DayField(label=_("Last day"), not_before=today)


class UnitForm(HouseForm):
    """A unit of the town hall."""

    name_ka = forms.CharField(label=_("Name in Georgian"), max_length=160)
    name_en = forms.CharField(label=_("Name in English"), max_length=160, required=False)
    code = forms.SlugField(
        label=_("Its word in lists"),
        help_text=_("Latin letters, figures and hyphens, for example social"),
        error_messages={"invalid": _("Only Latin letters, figures and hyphens, for example social")},
    )
