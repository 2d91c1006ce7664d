"""Which application belongs with this one, or is the same, and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.models import Case
from eroba.kernel.ui.forms import HouseForm


class OtherCaseForm(HouseForm):
    """The number of another application of this town, and a word why; a number nobody has is said beside the field."""

    number = forms.CharField(label=_("Number of the other application"), max_length=40)
    because = forms.CharField(
        label=_("Why"),
        max_length=1000,
        help_text=_("For colleagues; the applicant does not read it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    prefix_of_ids = "tie"

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id=f"{self.prefix_of_ids}_%s", **kwargs)

    def clean_number(self) -> Case:
        """Find the application; only this town's are seen."""
        said = self.cleaned_data["number"].strip().upper()
        found = Case.objects.select_related("matter", "service", "version", "person").filter(
            matter__number=said
        )
        case = found.first()
        if case is None:
            raise forms.ValidationError(_("There is no application with this number here."))
        return case


class MergeForm(OtherCaseForm):
    """Which application goes on instead of this one, and why they are the same."""

    prefix_of_ids = "merge"
    edition = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["number"].label = _("Number of the application that goes on")
        self.fields["because"].label = _("Why it is the same")
