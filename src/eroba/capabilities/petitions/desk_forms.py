"""Shapes of what officials type about petitions: reasons, the check, the answer, the decision, the town's rule."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.petitions.models import Check, Petition, SheetLine, TownRule
from eroba.capabilities.petitions.models.paper import LINES
from eroba.kernel.base.clock import today
from eroba.kernel.ui.forms import DayField, HouseForm

LONG = forms.Textarea(attrs={"rows": 4})
LONGEST = 4000


def _text(label: Any, *, required: bool = True, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=LONGEST, help_text=hint, widget=LONG)


class ConfirmForm(HouseForm):
    """Nothing to type: a page that asks once more."""


class RefusalForm(HouseForm):
    """Why a petition is not opened."""

    why = forms.ChoiceField(label=_("Reason"), choices=Petition.Refusal.choices, widget=forms.RadioSelect)
    words = _text(_("Reasons for the author, and for everybody where the text is public"))


class BecauseForm(HouseForm):
    """A reason for the journal."""

    because = _text(_("Why?"))


class StrikeForm(BecauseForm):
    """What signatures to strike out have in common; shown first how many they are."""

    network = forms.CharField(label=_("Network, as in the list"), max_length=24, required=False)
    contact = forms.CharField(label=_("E-mail address or phone"), max_length=120, required=False)
    hours = forms.IntegerField(
        label=_("Only of the last so many hours"), min_value=1, max_value=2400, required=False
    )
    is_sure = forms.BooleanField(
        label=_("Strike them out now"),
        required=False,
        help_text=_("Without the tick you only see how many they are."),
    )


class CheckForm(HouseForm):
    """How to check the signatures."""

    method = forms.ChoiceField(
        label=_("What is checked?"), choices=Check.Method.choices, widget=forms.RadioSelect
    )
    sample_size = forms.IntegerField(
        label=_("Size of the sample"),
        min_value=1,
        required=False,
        help_text=_("Only for a sample. The result holds with 95 % certainty on each side, or is none."),
    )


class SeedForm(HouseForm):
    """The seed of a sample."""

    seed = forms.CharField(
        label=_("Seed"),
        max_length=80,
        required=False,
        help_text=_("For example the numbers of a public lottery. Leave it empty, and one is drawn now."),
    )


class ReferForm(HouseForm):
    """To which session a petition goes."""

    session_number = forms.CharField(
        label=_("Number of the session, if known"), max_length=40, required=False
    )


class AnswerForm(HouseForm):
    """The answer to a petition."""

    words_ka = _text(_("Answer, in Georgian"), hint=_("Everybody will read it; signers who asked get it."))
    words_en = _text(_("The same in English"), required=False)


class DecisionForm(AnswerForm):
    """What the council decided."""

    outcome = forms.ChoiceField(
        label=_("How did the council decide?"), choices=Petition.Outcome.choices, widget=forms.RadioSelect
    )
    words_ka = _text(_("Decision, in Georgian"))


class RuleForm(HouseForm):
    """The share of voters, the days to collect, the size of the group, and what the end of a term means."""

    valid_from = DayField(label=_("Valid from"), not_before=today)
    part = forms.IntegerField(label=_("So many …"), min_value=1, initial=1)
    of = forms.IntegerField(label=_("… of so many voters"), min_value=1, initial=100)
    basis_ka = forms.CharField(label=_("Law or decision, in Georgian"), max_length=300)
    basis_en = forms.CharField(label=_("The same in English"), max_length=300, required=False)
    group_size = forms.IntegerField(
        label=_("Smallest initiative group"), min_value=1, max_value=50, initial=1
    )
    collecting_days = forms.IntegerField(
        label=_("Days to collect signatures"), min_value=7, max_value=730, initial=90
    )
    at_term_end = forms.ChoiceField(
        label=_("When the council’s term ends"), choices=TownRule.AtTermEnd.choices, widget=forms.RadioSelect
    )


class RollForm(HouseForm):
    """A count of the voter roll."""

    counted_on = DayField(label=_("Counted on"))
    count = forms.IntegerField(label=_("Number of voters"), min_value=1)
    source = forms.CharField(label=_("Source"), max_length=300)


class SheetForm(HouseForm):
    """The ten lines of a sheet; a line left empty was left empty on paper."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        problems = [("", _("none")), *(row for row in SheetLine.Problem.choices if row[0] != "on_paper")]
        for place in range(1, LINES + 1):
            named = {
                "number": forms.CharField(label=_("Personal number"), max_length=20, required=False),
                "family": forms.CharField(label=_("Family name"), max_length=80, required=False),
                "born": DayField(label=_("Date of birth"), required=False),
                "problem": forms.ChoiceField(label=_("What is wrong"), choices=problems, required=False),
            }
            for name, field in named.items():
                # the line is said above its four fields; that it may be empty, above all of them
                field.full_name = format_lazy("{} {}: {}", _("Line"), place, field.label)  # type: ignore[attr-defined]
                field.asked_if = ""  # type: ignore[attr-defined]
                self.fields[f"{name}_{place}"] = field
