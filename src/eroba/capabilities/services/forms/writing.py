"""What applicants write in their own application: one small form for each step. They check shape only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eroba.kernel.ui.forms import HouseForm


class SeenForm(HouseForm):
    """A form about a case as somebody saw it: `edition` says which one that was."""

    edition = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class ManyFiles(forms.FileInput):
    """A file field that takes several."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files at once; each is checked by whoever receives it."""

    def clean(self, value: Any, initial: Any = None) -> list[Any]:
        """Let every file through as it is."""
        return [file for file in value or [] if file]


class AppealForm(SeenForm):
    """Why the applicant disagrees."""

    text = forms.CharField(
        label=_("Why you disagree"),
        max_length=10_000,
        help_text=_("Plain words are enough. Say what you think is wrong and what you ask for."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class PapersForm(SeenForm):
    """The missing paper, in one file or several."""

    papers = ManyFilesField(
        label=_("The paper"),
        help_text=_("A photo or a PDF, up to 10 MB each. You can choose several files."),
        widget=ManyFiles(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
        required=False,
    )
