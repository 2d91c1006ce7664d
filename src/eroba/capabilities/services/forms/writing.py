"""What officials and applicants write in a case: one small form for each step. They check shape only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.definition.service import DecisionFact
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


class PaperRequestForm(SeenForm):
    """Which paper is missing, why, and how long the applicant has."""

    title = forms.CharField(label=_("Which paper is missing"), max_length=200)
    reason = forms.CharField(
        label=_("Why it is needed"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    days = forms.IntegerField(
        label=_("How many days the applicant has"),
        min_value=5,
        max_value=60,
        initial=10,
        help_text=_("The law gives five days at least."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class FindingForm(SeenForm):
    """One fact an official establishes; how it is asked follows from its kind."""

    because = forms.CharField(
        label=_("How you know"),
        required=False,
        max_length=2000,
        help_text=_("For colleagues; it is kept with the case."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, fact: DecisionFact, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix=fact.code, **kwargs)
        self.fact = fact
        asked = str(fact.question or fact.title)
        if fact.kind == "yes_no":
            choices = [("yes", _("Yes")), ("no", _("No"))]
            value: forms.Field = forms.ChoiceField(label=asked, choices=choices, widget=forms.RadioSelect)
        elif fact.kind in ("number", "money"):
            value = forms.DecimalField(label=asked, min_value=0, max_digits=12, widget=forms.TextInput)
        else:
            value = forms.CharField(label=asked, max_length=200)
        because = self.fields.pop("because")
        self.fields["value"], self.fields["because"] = value, because

    @property
    def value(self) -> str | bool:
        """The fact's value as it is kept."""
        typed = self.cleaned_data["value"]
        return typed == "yes" if self.fact.kind == "yes_no" else str(typed)


class ProposalForm(SeenForm):
    """What the official adds to the reason of the rule, if anything."""

    added_reason = forms.CharField(
        label=_("Anything to add to the reason"),
        required=False,
        max_length=4000,
        help_text=_("The applicant reads it in the letter, after the reason of the rule."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReturnForm(SeenForm):
    """What needs another look."""

    because = forms.CharField(
        label=_("What needs another look"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


class NoteForm(HouseForm):
    """A note for colleagues."""

    text = forms.CharField(
        label=_("Note for colleagues"),
        max_length=4000,
        help_text=_("The applicant does not read it here."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AppealDecisionForm(SeenForm):
    """How an appeal is decided, and why."""

    outcome = forms.ChoiceField(
        label=_("Decision on the appeal"),
        choices=[
            ("upheld", _("Uphold: examine the application again")),
            ("dismissed", _("Dismiss: the decision stands")),
        ],
        widget=forms.RadioSelect,
    )
    because = forms.CharField(
        label=_("Why"),
        max_length=4000,
        help_text=_("The applicant reads it in the letter."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


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


class InboxFilter(HouseForm):
    """What the desk's list shows; lives in the address."""

    q = forms.CharField(label=_("Number or family name"), required=False, max_length=80)
    waits = forms.ChoiceField(
        label=_("Waiting for"),
        required=False,
        choices=[
            ("", _("us or the registers")),
            ("applicant", _("the applicant")),
            ("decided", _("nobody: decided")),
            ("all", _("anybody")),
        ],
    )
    stage = forms.ChoiceField(label=_("Stage"), required=False)
    whose = forms.ChoiceField(
        label=_("Whose"),
        required=False,
        choices=[("", _("everybody’s")), ("mine", _("mine")), ("free", _("nobody’s yet"))],
    )

    def __init__(self, *args: Any, stages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stage: Any = self.fields["stage"]
        stage.choices = [("", _("every stage")), *stages]
