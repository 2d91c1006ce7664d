"""Shapes of what is typed in a discussion and by its moderators."""

from django import forms
from django.utils.translation import gettext_lazy as _

from eroba.kernel.discussion.models import LONGEST_TEXT, Discussion, HideReason, Hiding
from eroba.kernel.ui.forms import DayField, HouseForm


class CommentForm(HouseForm):
    """The words of a comment."""

    text = forms.CharField(
        label=_("Your comment"),
        max_length=LONGEST_TEXT,
        help_text=_("Plain text; addresses become links. Your name is shown, your e-mail address never."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class NameForm(HouseForm):
    """The name under which one writes."""

    name = forms.CharField(
        label=_("The name people see"),
        max_length=60,
        help_text=_("Your own or another one; not an e-mail address."),
    )


class ReportForm(HouseForm):
    """Why a comment should be looked at."""

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"), choices=HideReason.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("More about it"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class AppealForm(HouseForm):
    """Why a comment should be shown again."""

    words = forms.CharField(
        label=_("Why should it be shown again?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )


class HideForm(HouseForm):
    """Why a comment is hidden."""

    reason = forms.ChoiceField(label=_("Reason"), choices=HideReason.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Words that everybody reads"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class DecideForm(HouseForm):
    """What becomes of a hidden comment after an appeal."""

    outcome = forms.ChoiceField(label=_("Decision"), choices=Hiding.Outcome.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Words that everybody reads"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class OpenForm(HouseForm):
    """How a matter is discussed."""

    moderation = forms.ChoiceField(
        label=_("When do comments appear?"), choices=Discussion.Moderation.choices, widget=forms.RadioSelect
    )
    closes_on = DayField(label=_("Last day"), when="future", required=False)
