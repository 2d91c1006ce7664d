"""The filter of the list, and the reason for giving something up."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eroba.kernel.matters.forms import NumberField
from eroba.kernel.ui.forms import HouseForm
from eroba.kernel.undelivered.actions import LONGEST_REASON
from eroba.kernel.undelivered.queries import Standing


class FilterForm(HouseForm):
    """Which of it to show."""

    standing = forms.ChoiceField(
        label=_("How it stands"), required=False, choices=[("", _("all")), *Standing.choices]
    )
    kind = forms.ChoiceField(label=_("What it was about"), required=False)
    number = NumberField(label=_("Number of the matter"), required=False, max_length=40)

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("everything")), *kinds]  # type: ignore[attr-defined]


class GiveUpForm(HouseForm):
    """Why it will not be tried any more."""

    reason = forms.CharField(
        label=_("Why is it given up?"),
        help_text=_("Colleagues read it here. For example: the letter was handed over at the counter."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
