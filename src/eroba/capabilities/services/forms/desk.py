"""What officials choose and write at the desk: filters of the list, and one small form for each step of a case."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.definition.service import DecisionFact
from eroba.capabilities.services.models import Appeal
from eroba.capabilities.services.queries.case_file import CaseFile
from eroba.capabilities.services.queries.inbox import DUE, STATES, WHOSE
from eroba.kernel.base.errors import BadInput
from eroba.kernel.documents.preparing import receive_upload
from eroba.kernel.documents.uploads import AcceptedUpload
from eroba.kernel.ui.forms import HouseForm


class InboxFilter(HouseForm):
    """What the list shows; it lives in the address, so that it can be kept and sent on."""

    q = forms.CharField(label=_("Number or name"), required=False, max_length=80)
    whose = forms.ChoiceField(label=_("Whose"), required=False, choices=list(WHOSE.items()))
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[(code, words) for code, (words, _of) in STATES.items()]
    )
    stage = forms.ChoiceField(label=_("Stage"), required=False)
    due = forms.ChoiceField(label=_("Due"), required=False, choices=list(DUE.items()))
    service = forms.ChoiceField(label=_("Service"), required=False)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, stages: list[tuple[str, str]], services: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choose_from("stage", [("", _("every stage")), *stages])
        self._choose_from("service", [("", _("every service")), *services])

    def full_clean(self) -> None:
        """Check the filters; then say no longer of each that it is optional, because all filters are."""
        super().full_clean()
        for field in self.fields.values():
            field.required = True

    def _choose_from(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices


class StepForm(HouseForm):
    """A form about a case as somebody saw it: `edition` says which one that was."""

    edition = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, file: CaseFile, code: str, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        super().__init__(data, files, initial={"edition": file.case.edition}, auto_id=f"{code}_%s", **kwargs)
        self.file = file

    def typed_text(self) -> str:
        """What somebody wrote, for the page that shows it beside what others wrote meanwhile."""
        typed = (str(self.data.get(self.add_prefix(name), "")) for name in self.fields if name != "edition")
        return "\n".join(words for words in typed if words)


class PaperRequestForm(StepForm):
    """Which paper is missing, why, and how long the applicant has."""

    which = forms.ChoiceField(label=_("Which paper is missing"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Name of the other paper"), required=False, max_length=200, help_text=_("If it is not above.")
    )
    reason = forms.CharField(
        label=_("Why it is needed"),
        max_length=2000,
        help_text=_("The applicant reads it in the letter."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    days = forms.IntegerField(label=_("Days to bring it"), max_value=60, widget=forms.TextInput)

    OTHER = "other"

    def __init__(self, file: CaseFile, *args: Any, **kwargs: Any) -> None:
        super().__init__(file, *args, **kwargs)
        which: Any = self.fields["which"]
        self.papers = {one.code: str(one.title) for one in file.service.evidence}
        which.choices = [*self.papers.items(), (self.OTHER, _("Another paper"))]
        clock = file.service.clock("missing-paper")
        self.least = clock.least if clock else 1
        days: Any = self.fields["days"]
        days.min_value, days.initial = self.least, clock.length if clock else 10
        days.widget.attrs["inputmode"] = "numeric"
        days.help_text = _("The law gives %(least)s days at least.") % {"least": self.least}
        days.validators.append(MinValueValidator(self.least))

    def clean(self) -> dict[str, Any]:
        """Ask for the paper's name where it is none of the list; write into `title` what is missing."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        which = said.get("which")
        if which == self.OTHER and not said.get("title", "").strip():
            self.add_error("title", _("Say which paper is missing."))
        if which in self.papers:
            said["title"] = self.papers[which]
        return said


class FindingForm(StepForm):
    """One fact an official establishes; how it is asked follows from its kind."""

    fact = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, file: CaseFile, code: str, *args: Any, fact: DecisionFact, **kwargs: Any) -> None:
        super().__init__(file, f"{code}_{fact.code}", *args, **kwargs)
        self.asked = fact
        self.initial |= {"fact": fact.code, "value": self._known()}
        label = str(fact.question or fact.title)
        field = file.service.form.field(fact.field) if fact.kind == "choice" else None
        choices: list[tuple[str, Any]] = (
            [(one.code, str(one.label)) for one in field.choices] if field else []
        )
        if fact.kind == "yes_no":
            choices = [("yes", _("Yes")), ("no", _("No"))]
        if choices:
            self.fields["value"] = forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)
        elif fact.kind in ("number", "money"):
            number = forms.DecimalField(label=label, min_value=0, max_digits=12, widget=forms.TextInput)
            number.widget.attrs["inputmode"] = "decimal"
            self.fields["value"] = number
        else:
            self.fields["value"] = forms.CharField(label=label, max_length=200)
        is_correction = fact.source != "clerk"
        self.fields["because"] = forms.CharField(
            label=_("How you know"),
            required=is_correction,
            max_length=2000,
            help_text=_("For colleagues; it is kept with the case."),
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def value(self) -> str | bool:
        """Give the fact's value as it is kept."""
        typed = self.cleaned_data["value"]
        return typed == "yes" if self.asked.kind == "yes_no" else str(typed)

    def _known(self) -> object:
        value = self.file.facts.known.as_mapping().get(self.asked.code)
        return ("yes" if value else "no") if isinstance(value, bool) else value


class ProposalForm(StepForm):
    """What the official adds to the reason of the rule, if anything."""

    added_reason = forms.CharField(
        label=_("What you add to the reason"),
        required=False,
        max_length=4000,
        help_text=_("The applicant reads it in the letter, after the reason of the rule."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReturnForm(StepForm):
    """What needs another look."""

    because = forms.CharField(
        label=_("What needs another look"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


class NoteForm(StepForm):
    """A note for colleagues."""

    text = forms.CharField(
        label=_("Note for colleagues"),
        max_length=4000,
        help_text=_("The applicant does not read it here."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AppealForm(StepForm):
    """How an appeal is decided, and why."""

    outcome = forms.ChoiceField(
        label=_("Decision on the appeal"),
        choices=[
            (Appeal.State.UPHELD.value, _("Uphold: the application is examined again")),
            (Appeal.State.DISMISSED.value, _("Dismiss: the decision stands")),
        ],
        widget=forms.RadioSelect,
    )
    because = forms.CharField(
        label=_("Why"),
        max_length=4000,
        help_text=_("The applicant reads it in the letter."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class HandOverForm(StepForm):
    """Who works on the case from now on."""

    to = forms.ChoiceField(label=_("Give the case to"))
    because = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=1000,
        help_text=_("For colleagues; it is kept with the case."),
    )

    def __init__(self, file: CaseFile, *args: Any, **kwargs: Any) -> None:
        super().__init__(file, *args, **kwargs)
        to: Any = self.fields["to"]
        officials = sorted(file.officials.items(), key=lambda one: one[1])
        to.choices = [*((str(account), name) for account, name in officials), ("nobody", _("nobody"))]
        self.initial["to"] = str(file.case.assigned_to_id or "nobody")


class ManyFiles(forms.FileInput):
    """A file field that takes several."""

    allow_multiple_selected = True


class PapersField(forms.FileField):
    """One file or several; each is checked, and put on the shelf before any transaction begins."""

    widget = ManyFiles(attrs={"accept": "application/pdf,image/jpeg,image/png"})

    def clean(self, value: Any, initial: Any = None) -> list[AcceptedUpload]:
        """Give the files that may come in; each that may not is named with its reason."""
        sent = value if isinstance(value, list) else [value] if value else []
        if not sent:
            raise ValidationError(self.error_messages["required"], code="required")
        accepted, refused = [], []
        for one in sent:
            try:
                accepted.append(receive_upload(one))
            except BadInput as refusal:
                refused.append(ValidationError(f"{one.name}: {refusal.message}"))
        if refused:
            raise ValidationError(refused)
        return accepted


class PapersForm(StepForm):
    """The missing paper, in one file or several."""

    papers = PapersField(
        label=_("The paper"),
        help_text=_("A PDF or a photo, up to 10 MB each. You can choose several files."),
    )


class LookUpForm(StepForm):
    """Which register is asked again."""

    register = forms.CharField(widget=forms.HiddenInput, required=False)
