"""What officials write to each other about a case: whom to ask for an opinion, and what a unit answers."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.actions.deadlines import rule_of
from eroba.capabilities.services.actions.opinions import Question
from eroba.capabilities.services.definition.flow import OpinionNeed
from eroba.capabilities.services.forms.desk import StepForm
from eroba.capabilities.services.models import Opinion
from eroba.capabilities.services.queries.case_file import CaseFile
from eroba.capabilities.services.queries.opinions import units_here
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import BadInput
from eroba.kernel.clocks.calendars import Calendar
from eroba.kernel.clocks.counting import Period, Unit, count
from eroba.kernel.clocks.queries import calendar_here
from eroba.kernel.documents.preparing import receive_upload
from eroba.kernel.documents.uploads import AcceptedUpload
from eroba.kernel.ui.forms import DayField

ROWS = 3
USUAL_PERIOD = Period(5, Unit.WORKING_DAYS)


class OnePaperField(forms.FileField):
    """One file, or none; checked and put on the shelf before any transaction begins."""

    widget = forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"})

    def clean(self, data: Any, initial: Any = None) -> AcceptedUpload | None:
        """Give the file that may come in; one that may not is refused with its reason."""
        if not data:
            return None
        try:
            return receive_upload(data)
        except BadInput as refusal:
            raise ValidationError(str(refusal.message)) from refusal


class AskOpinionsForm(StepForm):
    """Whom to ask, what, and until when: one line for each unit, those the stage wants filled in already."""

    def __init__(self, file: CaseFile, *args: Any, **kwargs: Any) -> None:
        super().__init__(file, *args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units_here()}
        self.needs: Sequence[OpinionNeed] = [one.need for one in file.missing_opinions if one.asked is None]
        calendar = calendar_here()
        for at in range(max(ROWS, len(self.needs))):
            self._add_row(at, calendar)
        self.fields["question"] = forms.CharField(
            label=_("What you want to know"),
            required=False,
            max_length=3000,
            help_text=_(
                "They see the whole application. The applicant sees only who was asked, and until when."
            ),
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def _add_row(self, at: int, calendar: Calendar) -> None:
        need = self.needs[at] if at < len(self.needs) else None
        label = str(need.title) if need else gettext("Unit %(n)d") % {"n": at + 1}
        choices = [("", _("nobody")), *((key, unit.name) for key, unit in self.units.items())]
        self.fields[f"unit_{at}"] = forms.ChoiceField(
            label=label, required=False, choices=choices, help_text=str(need.question) if need else ""
        )
        self.fields[f"until_{at}"] = DayField(
            label=gettext("%(unit)s: until when") % {"unit": label}, required=False, when="future"
        )
        wanted = next((key for key, unit in self.units.items() if need and unit.code == need.unit), "")
        self.initial |= {f"unit_{at}": wanted, f"until_{at}": self._until(need, calendar)}

    def _until(self, need: OpinionNeed | None, calendar: Calendar) -> dt.date:
        clock = self.file.service.clock(need.clock) if need else None
        period = rule_of(self.file.service, clock).period if clock else USUAL_PERIOD
        return count(today(), period, calendar).due_on

    def clean(self) -> dict[str, Any]:
        """Put the filled lines together as questions; each unit that is asked has a day and something to answer."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        own = said.get("question", "").strip()
        asked: list[Question] = []
        for at in range(max(ROWS, len(self.needs))):
            unit = self.units.get(said.get(f"unit_{at}", ""))
            if unit is None:
                continue
            until = said.get(f"until_{at}")
            if until is None and f"until_{at}" not in self.errors:
                self.add_error(f"until_{at}", _("Say until when."))
            need = self.needs[at] if at < len(self.needs) else None
            text = "\n\n".join(filter(None, [str(need.question) if need else "", own]))
            if not text and "question" not in self.errors:
                self.add_error("question", _("Write what you want to know."))
            if until and text:
                asked.append(Question(unit, text, until, need.code if need else ""))
        if not asked and not self.errors:
            self.add_error("unit_0", _("Choose at least one unit."))
        return said | {"questions": asked}


class OpinionForm(StepForm):
    """A form about one opinion of the case."""

    opinion = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, file: CaseFile, code: str, *args: Any, opinion: Opinion | None = None, **kwargs: Any
    ) -> None:
        super().__init__(file, f"{code}_{opinion.pk}" if opinion else code, *args, **kwargs)
        if opinion is not None:
            self.initial["opinion"] = opinion.pk

    def clean_opinion(self) -> Opinion:
        """The opinion the form is about, among those of this case."""
        wanted: UUID = self.cleaned_data["opinion"]
        found = next((one for one in self.file.opinions if one.pk == wanted), None)
        if found is None:
            raise ValidationError(_("There is no such opinion in this application."))
        return found


class GiveOpinionForm(OpinionForm):
    """What the unit says, why, and a paper if there is one."""

    stance = forms.ChoiceField(
        label=_("What your unit says"), choices=Opinion.Stance.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("The opinion"),
        max_length=10_000,
        help_text=_("For colleagues. The applicant sees that it is there, not what it says."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    paper = OnePaperField(
        label=_("A paper with it"), required=False, help_text=_("A PDF or a photo, up to 10 MB.")
    )
