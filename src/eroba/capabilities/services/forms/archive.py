"""Why an application in the archive may not be destroyed for now."""

from django import forms
from django.utils.translation import gettext_lazy as _

from eroba.kernel.ui.forms import HouseForm


class HoldForm(HouseForm):
    """The reason, for whoever looks at it in ten years."""

    because = forms.CharField(
        label=_("Why it may not be destroyed"),
        max_length=1000,
        help_text=_("For example: a dispute before the court, with its number."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
