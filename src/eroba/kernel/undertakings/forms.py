"""Shapes of what officials type about promises, and of the filter of the public list."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.kernel.matters.forms import NumberField
from eroba.kernel.ui.forms import DayField, HouseForm
from eroba.kernel.undertakings.models import Standing, Words

LONG = forms.Textarea(attrs={"rows": 4})
LONGEST = 1000
EVIDENCE_LINES = 3


def _text(label: Any, *, required: bool = True, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=LONGEST, help_text=hint, widget=LONG)


class FilterForm(HouseForm):
    """Which promises to list."""

    standing = forms.ChoiceField(
        label=_("How they stand"), required=False, choices=[("", _("all")), *Standing.choices]
    )


class PromiseForm(HouseForm):
    """A new promise."""

    text_ka = _text(
        _("What is promised, in Georgian"), hint=_("One sentence that anybody can check on the day.")
    )
    text_en = _text(_("The same in English"), required=False)
    promised_by_ka = forms.CharField(label=_("Who promises, in Georgian"), max_length=160)
    promised_by_en = forms.CharField(label=_("Who promises, in English"), max_length=160, required=False)
    due_on = DayField(label=_("By which day"), when="future")
    arose_from = NumberField(label=_("Number of the matter it arose from"), max_length=40, required=False)


class AnswerForm(HouseForm):
    """How a promise stands."""

    words_ka = _text(_("How it stands, in Georgian"))
    words_en = _text(_("The same in English"), required=False)


class ReasonForm(HouseForm):
    """A public reason."""

    reason_ka = _text(_("Reason, in Georgian"), hint=_("Everybody will read it."))
    reason_en = _text(_("Reason, in English"), required=False)

    @property
    def reason(self) -> Words:
        """What was typed."""
        return Words(self.cleaned_data["reason_ka"], self.cleaned_data["reason_en"])


class PostponeForm(ReasonForm):
    """A later day, with its reason."""

    due_on = DayField(label=_("New day"), when="future")


class ReplaceForm(ReasonForm):
    """Another promise in the place of this one."""

    text_ka = _text(_("What is promised instead, in Georgian"))
    text_en = _text(_("The same in English"), required=False)
    due_on = DayField(label=_("By which day"), when="future")


class KeptForm(HouseForm):
    """What shows that a promise was kept."""

    on = DayField(label=_("When was it kept?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for line in range(1, EVIDENCE_LINES + 1):
            is_first = line == 1
            self.fields[f"title_{line}"] = forms.CharField(
                label=format_lazy("{} {}", _("What evidence shows"), line), max_length=200, required=is_first
            )
            self.fields[f"address_{line}"] = forms.CharField(
                label=format_lazy("{} {}", _("Address of evidence"), line),
                max_length=500,
                required=is_first,
                help_text=_("Begins with https://, or with / for a page of this site."),
            )
