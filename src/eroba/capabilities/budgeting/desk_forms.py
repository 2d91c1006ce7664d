"""Shapes of what officials type about rounds: rules, money, calendar, findings, mergers, codes, steps."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budgeting.actions.preparing import AreaDraft
from eroba.capabilities.budgeting.forms import FIGURES, LONG, photo_or_error
from eroba.capabilities.budgeting.law import PhaseDraft, basis_of, proposed_calendar
from eroba.capabilities.budgeting.models import Finding, Phase, Project, Round
from eroba.kernel.base.clock import today
from eroba.kernel.documents.uploads import AcceptedUpload
from eroba.kernel.ui.forms import DayField, HouseForm

SHORT = forms.Textarea(attrs={"rows": 3})
YES_NO = (("yes", _("yes")), ("no", _("no")))


def _count(label: Any, **other: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, widget=forms.TextInput(attrs=FIGURES), **other)


class RoundForm(HouseForm):
    """What a round is called and its rules."""

    title_ka = forms.CharField(label=_("Title"), max_length=150)
    title_en = forms.CharField(label=_("Title in English"), max_length=150, required=False)
    year = _count(_("Year"), min_value=2000, max_value=2100)
    about_ka = forms.CharField(label=_("What is it about?"), max_length=3000, widget=LONG, required=False)
    about_en = forms.CharField(label=_("The same in English"), max_length=3000, widget=LONG, required=False)
    ballot_kind = forms.ChoiceField(
        label=_("How do people vote?"), choices=Round.BallotKind.choices, widget=forms.RadioSelect
    )
    min_choices = _count(_("Least number of projects on a ballot"), min_value=1, max_value=100)
    max_choices = _count(_("Most projects on a ballot"), min_value=1, max_value=100)
    max_points = _count(
        _("Points to share"), min_value=1, max_value=1000, help_text=_("Counts for ballots with points only.")
    )
    counting = forms.ChoiceField(
        label=_("How is it counted?"), choices=Round.Counting.choices, widget=forms.RadioSelect
    )
    completion = forms.ChoiceField(
        label=_("What happens with money that equal shares leave?"), choices=Round.Completion.choices
    )
    threshold = _count(_("Support a project needs at least"), min_value=0, max_value=1_000_000)
    quorum = _count(_("Voters without whom nothing wins"), min_value=0, max_value=1_000_000)
    min_age = _count(_("From which age does one vote?"), min_value=14, max_value=18)
    may_change_vote = forms.BooleanField(
        label=_("A vote can be changed until voting ends, with its receipt"), required=False
    )


def rules_of(found: Round | None) -> dict[str, Any]:
    """What the form shows at first: the round as it is, or what is proposed."""
    shown = found if found is not None else Round(year=today().year)
    return {name: getattr(shown, name) for name in RoundForm.base_fields}


class AreasForm(HouseForm):
    """The money of the areas, one line each."""

    lines = forms.CharField(
        label=_("Areas and their money"), widget=forms.Textarea(attrs={"rows": 10}), max_length=6000,
        help_text=_(
            "One area a line: name | name in English | lari. Begin the line with a star when it is the whole town."
        ),
    )  # fmt: skip

    def clean_lines(self) -> list[AreaDraft]:
        """The areas, each complaint with its line."""
        lines = [line.strip() for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        return [self._read(place, line) for place, line in enumerate(lines, 1)]

    def _read(self, place: int, line: str) -> AreaDraft:
        parts = [part.strip() for part in line.lstrip("*").split("|")]
        amount = parts[-1].replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
        if not 2 <= len(parts) <= 3 or not (amount.isascii() and amount.isdigit() and len(amount) < 12):
            words = _("Line %(place)s: write a name, a line |, and whole lari, for example: * Town | 50000")
            raise ValidationError(words % {"place": place})
        english = parts[1] if len(parts) == 3 else ""
        return AreaDraft(parts[0], int(amount), english, line.startswith("*"))


def lines_of(found: Round) -> str:
    """The areas of a round as the form shows them."""
    return "\n".join(
        f"{'* ' if one.is_citywide else ''}{one.title_ka} | {one.title_en} | {one.money}"
        for one in found.areas.all()
    )


class CalendarForm(HouseForm):
    """The first and the last day of each phase, and what it rests on."""

    def __init__(self, found: Round, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        proposed = proposed_calendar(today() + dt.timedelta(days=1))
        there: dict[str, Any] = {one.kind: one for one in found.phases.all()}
        for draft in proposed:
            shown = there.get(draft.kind, draft)
            name = Phase.Kind(draft.kind).label
            labels = {
                "from": _("%(phase)s: from") % {"phase": name},
                "until": _("%(phase)s: until and with") % {"phase": name},
            }
            self.fields[f"{draft.kind}_from"] = DayField(label=labels["from"], initial=shown.from_on)
            self.fields[f"{draft.kind}_until"] = DayField(label=labels["until"], initial=shown.until_on)
            self.fields[f"{draft.kind}_basis"] = forms.CharField(
                label=_("%(phase)s: what it rests on") % {"phase": name},
                max_length=300,
                initial=shown.basis_ka,
            )

    def phases(self) -> list[PhaseDraft]:
        """The phases as typed; a basis of the town's own has nobody compared with the law yet."""
        typed, drafts = self.cleaned_data, []
        for kind in Phase.Kind.values:
            basis = basis_of(kind)
            said = typed[f"{kind}_basis"]
            is_ours = said == basis["ka"]
            english, verified = (basis["en"], basis["verified"]) if is_ours else ("", False)
            days = typed[f"{kind}_from"], typed[f"{kind}_until"]
            drafts.append(PhaseDraft(kind, *days, said, english, verified))
        return drafts


class ConfirmForm(HouseForm):
    """Nothing but the button."""


class SeedForm(HouseForm):
    """The seed of the lottery."""

    seed = forms.CharField(
        label=_("Seed"), max_length=80,
        help_text=_("Numbers nobody could know before, for example of tonight’s public lottery. They are published."),
    )  # fmt: skip


class CountForm(HouseForm):
    """How many codes."""

    count = _count(_("How many codes?"), min_value=1, max_value=2000, initial=50)


class FindingForm(HouseForm):
    """What was found out about one side of a project."""

    aspect = forms.ChoiceField(
        label=_("What did you check?"), choices=Finding.Aspect.choices, widget=forms.RadioSelect
    )
    is_met = forms.ChoiceField(
        label=_("Can it stand on the ballot in this regard?"), choices=YES_NO, widget=forms.RadioSelect
    )
    cost = _count(
        _("What does it cost, in lari?"), min_value=1, max_value=100_000_000, required=False,
        help_text=_("Only when you checked the cost."),
    )  # fmt: skip
    words_ka = forms.CharField(
        label=_("The reasons"), max_length=2000, widget=SHORT, help_text=_("Everybody will read it.")
    )
    words_en = forms.CharField(label=_("The same in English"), max_length=2000, widget=SHORT, required=False)

    def clean(self) -> dict[str, Any]:
        """A cost that was approved has an amount."""
        typed = super().clean() or self.cleaned_data
        wants = typed.get("aspect") == Finding.Aspect.COST and typed.get("is_met") == "yes"
        if wants and not typed.get("cost") and "cost" not in self.errors:
            self.add_error("cost", _("Write what it costs in whole lari, for example 12000."))
        return typed


class MergerForm(HouseForm):
    """With which project another should become one."""

    other = forms.ChoiceField(label=_("With which project?"))
    because = forms.CharField(
        label=_("Why?"), max_length=1000, widget=SHORT, help_text=_("Everybody will read it.")
    )

    def __init__(self, project: Project, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        alike = Project.objects.filter(
            round=project.round, area=project.area, state__in=("proposed", "ready")
        )
        rows = alike.exclude(pk=project.pk).select_related("matter").order_by("title_ka")
        self.projects = {one.matter.number: one for one in rows}
        choices = [(number, f"{one.title} ({number})") for number, one in self.projects.items()]
        self.fields["other"].choices = choices  # type: ignore[attr-defined]


class GroupForm(HouseForm):
    """Which projects exclude each other."""

    group = forms.CharField(
        label=_("Group"), max_length=40, required=False,
        help_text=_("The same word for all projects of which only one can be built, such as the name of a plot."),
    )  # fmt: skip


class BeginForm(HouseForm):
    """By when a project that won will be finished, and who promises it."""

    promised_by_ka = forms.CharField(label=_("Who promises it"), max_length=160)
    promised_by_en = forms.CharField(label=_("The same in English"), max_length=160, required=False)
    due_on = DayField(label=_("Finished by"), when="future")


class MilestoneForm(HouseForm):
    """A step ahead."""

    title_ka = forms.CharField(label=_("Step"), max_length=190)
    title_en = forms.CharField(label=_("The same in English"), max_length=190, required=False)
    due_on = DayField(label=_("By when"))


class ReachedForm(HouseForm):
    """A step that is done."""

    milestone = forms.ChoiceField(label=_("Which step is done?"), widget=forms.RadioSelect)
    paid = _count(_("What was paid for it, in lari?"), min_value=0, max_value=100_000_000, initial=0)
    photo = forms.FileField(label=_("A photo"), required=False)

    def __init__(self, project: Project, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open_steps = {str(one.pk): one for one in project.milestones.all() if one.done_on is None}
        choices = [(key, one.title) for key, one in self.open_steps.items()]
        self.fields["milestone"].choices = choices  # type: ignore[attr-defined]

    def clean_photo(self) -> AcceptedUpload | None:
        """A picture, or nothing."""
        return photo_or_error(self.cleaned_data.get("photo"))


class FinishForm(HouseForm):
    """What shows that a project is finished."""

    title = forms.CharField(label=_("What shows that it is finished?"), max_length=200)
    address = forms.CharField(
        label=_("Its address"), max_length=500,
        help_text=_("Of a page, a picture or a report. Empty: the project’s own page with its photos."),
        required=False,
    )  # fmt: skip
