"""Shapes of what is typed about matters: a number, and a tie."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from eroba.kernel.matters.models import Link
from eroba.kernel.ui.forms import HouseForm

# People leave out dashes and leading zeros, and type spaces.
_TYPED = re.compile(r"\s*([A-Za-z]{2,5})[\s/–-]*(\d{4})[\s/–-]*([A-Za-z]{2,8})[\s/–-]*(\d{1,9})\s*")


def read_number(typed: str) -> str | None:
    """A matter's number as it is written down, from what somebody typed: `ozu 2026 soc 42` is OZU-2026-SOC-00042."""
    match = _TYPED.fullmatch(typed)
    if match is None or not typed.isascii():
        return None
    town, year, prefix, count = match.groups()
    return f"{town.upper()}-{year}-{prefix.upper()}-{int(count):05d}"


class NumberField(forms.CharField):
    """A matter's number, forgiving about dashes, spaces and zeros."""

    def clean(self, value: object) -> str:
        """The number as it is written down."""
        typed = super().clean(value)
        number = read_number(typed) if typed else ""
        if number is None:
            raise forms.ValidationError(
                _(
                    "This does not look like a number. It has a town, a year, letters and figures: %(example)s"
                ),
                params={"example": "OZU-2026-SOC-00042"},
            )
        return number


class NumberForm(HouseForm):
    """Type a number."""

    number = NumberField(
        label=_("Number"),
        max_length=40,
        help_text=_("It stands on every letter and receipt, for example OZU-2026-SOC-00042."),
    )


class TieForm(HouseForm):
    """Tie the matter one looks at to another."""

    relation = forms.ChoiceField(label=_("This matter"), choices=Link.Relation.choices)
    number = NumberField(label=_("Number of the other matter"), max_length=40)
