"""Shapes of what residents propose and officials write down about a study."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.studies.models import Step
from eroba.kernel.ui.forms import HouseForm

LONGEST_COUNTS = 5_000


def _title(label: Any, *, required: bool = True, longest: int = 160) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=required)


def _text(label: Any, *, required: bool = True, hint: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 5})
    return forms.CharField(label=label, required=required, max_length=2000, help_text=hint, widget=area)


class ProposalForm(HouseForm):
    """What somebody would like to get done without paper."""

    title = _title(_("What should become a service?"), longest=190)
    need = _text(
        _("What do you need it for, and what is hard today?"),
        hint=_(
            "Write no names and no personal numbers: once we take the proposal up, everybody can read it."
        ),
    )


class UnitProposalForm(HouseForm):
    """The same from a unit, in both languages."""

    title_ka = _title(_("Title in Georgian"), longest=190)
    title_en = _title(_("Title in English"), required=False, longest=190)
    need_ka = _text(_("What is needed, in Georgian"))
    need_en = _text(_("What is needed, in English"), required=False)
    from_unit = _title(_("Which unit proposes it"))


class CountsForm(HouseForm):
    """How many requests came in each month, typed or pasted from a sheet."""

    lines = forms.CharField(
        label=_("Requests by month"),
        max_length=LONGEST_COUNTS,
        help_text=_(
            "One month a line, month and number: 2026-09, 14. Lines of a CSV file can be pasted as they are."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    source = _title(_("Where the figures are from"), longest=200)

    def clean_lines(self) -> dict[str, int]:
        """Read the lines; one that cannot be read is named."""
        found: dict[str, int] = {}
        for at, line in enumerate(self.cleaned_data["lines"].splitlines(), start=1):
            parts = [part.strip().strip('"') for part in line.replace(";", ",").replace("\t", ",").split(",")]
            if not any(parts) or (at == 1 and not any(part.isdigit() for part in parts)):
                continue
            if len(parts) != 2 or not parts[1].isascii() or not parts[1].isdigit() or len(parts[1]) > 9:
                message = _("Line %(at)s cannot be read: write a month and a number, such as 2026-09, 14.")
                raise forms.ValidationError(message % {"at": at})
            if parts[0] in found:
                raise forms.ValidationError(_("%(month)s stands there twice.") % {"month": parts[0]})
            found[parts[0]] = int(parts[1])
        return found


class ProofForm(HouseForm):
    """A paper that is asked for."""

    title_ka = _title(_("Paper, in Georgian"), longest=200)
    title_en = _title(_("Paper, in English"), required=False, longest=200)
    asked_by_ka = _title(_("Who asks for it, in Georgian"))
    asked_by_en = _title(_("Who asks for it, in English"), required=False)
    held_by_ka = _title(_("Who holds what it says, in Georgian"), required=False)
    held_by_en = _title(_("Who holds what it says, in English"), required=False)


class StepForm(HouseForm):
    """One step, with its figures and where they are from."""

    phase = forms.ChoiceField(label=_("When"), choices=Step.Phase.choices)
    side = forms.ChoiceField(label=_("Whose step"), choices=Step.Side.choices)
    title_ka = _title(_("What is done, in Georgian"), longest=200)
    title_en = _title(_("What is done, in English"), required=False, longest=200)
    minutes = forms.DecimalField(label=_("Minutes"), min_value=0, max_value=100_000, decimal_places=1)
    hourly_rate = forms.DecimalField(
        label=_("What an hour is worth, in lari"), min_value=0, max_value=10_000, decimal_places=2
    )
    paid = forms.DecimalField(
        label=_("Fees and travel, in lari"), min_value=0, max_value=1_000_000, decimal_places=2, initial=0
    )
    share_percent = forms.DecimalField(
        label=_("In how many of a hundred requests"),
        min_value=0,
        max_value=100,
        decimal_places=1,
        initial=100,
    )
    source = _title(_("Where the figures are from"), longest=200)


class DecisionForm(HouseForm):
    """What was decided, with its public reason."""

    to_build = forms.ChoiceField(
        label=_("What was decided"),
        choices=[("yes", _("Build the service")), ("no", _("Not now"))],
        widget=forms.RadioSelect,
    )
    reason_ka = _text(_("Reason, in Georgian"), hint=_("Everybody will read it."))
    reason_en = _text(_("Reason, in English"), required=False)


class ServiceForm(HouseForm):
    """Which service came of it."""

    code = forms.ChoiceField(label=_("Service that came of it"))

    def __init__(self, *args: Any, services: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = services  # type: ignore[attr-defined]
