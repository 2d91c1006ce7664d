"""Shapes of what a head types about the town."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from eroba.kernel.tenancy.models import Municipality, Settlement
from eroba.kernel.ui.forms import HouseForm
from eroba.kernel.ui.palette import TOWN_COLOURS

COLOURS = {
    "saperavi": _("saperavi (dark red)"),
    "tea": _("tea (green)"),
    "sea": _("sea (blue)"),
    "honey": _("honey (amber)"),
    "tkemali": _("tkemali (olive)"),
    "supra": _("supra (deep blue)"),
    "pomegranate": _("pomegranate (red)"),
    "slate": _("slate (grey)"),
    "terracotta": _("terracotta (brick)"),
    "pine": _("pine (dark green)"),
    "walnut": _("walnut (brown)"),
    "iris": _("iris (violet)"),
}


class LookForm(HouseForm):
    """Where and how to reach the town, its colour and its languages."""

    address_ka = forms.CharField(label=_("Address of the town hall, in Georgian"), max_length=200)
    address_en = forms.CharField(label=_("The same in English"), max_length=200, required=False)
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    email = forms.EmailField(label=_("E-mail address"), required=False)
    colour = forms.TypedChoiceField(
        label=_("Colour of the town's pages"),
        coerce=int,
        choices=[(number, COLOURS[name]) for number, name in enumerate(TOWN_COLOURS, start=1)],
        widget=forms.RadioSelect,
    )
    languages = forms.MultipleChoiceField(
        label=_("Other languages of the pages"),
        help_text=_("Georgian is always there: it is the language of the law."),
        choices=[(code, name) for code, name in settings.LANGUAGES if code != "ka"],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    @classmethod
    def about(cls, town: Municipality, typed: Any = None) -> "LookForm":
        """The form with what is so now."""
        names = ("address_ka", "address_en", "phone", "email")
        now = {name: getattr(town, name) for name in names}
        return cls(typed, initial=now | {"colour": town.colour, "languages": list(town.languages)})


class CrestForm(HouseForm):
    """A picture of the crest."""

    picture = forms.FileField(
        label=_("Picture of the crest"),
        help_text=_("PNG or JPEG, taller than wide, best without a background."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )


class SettlementForm(HouseForm):
    """A settlement of the town."""

    kind = forms.ChoiceField(label=_("What it is"), choices=Settlement.Kind.choices, widget=forms.RadioSelect)
    name_ka = forms.CharField(label=_("Name in Georgian"), max_length=80)
    name_en = forms.CharField(
        label=_("Name in English"),
        help_text=_("Leave it empty to have the Georgian name written in Latin letters."),
        max_length=80,
        required=False,
    )
