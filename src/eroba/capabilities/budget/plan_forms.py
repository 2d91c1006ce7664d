"""Shapes of what officials type about the priorities document."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eroba.capabilities.budget.actions import Measured, Planned
from eroba.capabilities.budget.actions.priorities import MONEY, TEXTS
from eroba.capabilities.budget.models import Indicator, Priorities, Programme
from eroba.capabilities.budget.reading.amounts import tetri_of
from eroba.capabilities.budget.reading.found import LARI, NotRead
from eroba.kernel.base.clock import today
from eroba.kernel.matters.forms import NumberField
from eroba.kernel.ui.forms import DayField, HouseForm

LONG = forms.Textarea(attrs={"rows": 3})
PARTS_OF_AN_INDICATOR = 6
MOST = Decimal(10) ** 11


class OpenForm(HouseForm):
    """The first of the four years."""

    first_year = forms.IntegerField(
        label=gettext_lazy("First of the four years"), min_value=2000, max_value=2100
    )


class ProgrammeForm(HouseForm):
    """A programme of the priorities document."""

    code = forms.CharField(
        label=gettext_lazy("Code"), max_length=40, widget=forms.TextInput(attrs={"class": "e-width-11"})
    )
    title_ka = forms.CharField(label=gettext_lazy("Name of the programme"), max_length=200)
    title_en = forms.CharField(label=gettext_lazy("Called, in English"), max_length=200, required=False)
    priority_ka = forms.CharField(label=gettext_lazy("Priority it belongs to"), max_length=200)
    priority_en = forms.CharField(label=gettext_lazy("Priority in English"), max_length=200, required=False)
    aim_ka = forms.CharField(label=gettext_lazy("What it is for"), max_length=2000, widget=LONG)
    aim_en = forms.CharField(
        label=gettext_lazy("What it is for, in English"), max_length=2000, required=False, widget=LONG
    )
    result_ka = forms.CharField(label=gettext_lazy("Expected result"), max_length=2000, widget=LONG)
    result_en = forms.CharField(
        label=gettext_lazy("Expected result in English"), max_length=2000, required=False, widget=LONG
    )
    indicators = forms.CharField(
        label=gettext_lazy("Indicators, one on each line"),
        help_text=gettext_lazy(
            "Parted by semicolons: name; name in English; unit; baseline; target; tolerance in per cent. "
            "For example: გზა ასფალტით; Paved road; კმ; 120; 150; 5"
        ),
        max_length=6000,
        required=False,
        widget=LONG,
    )

    def __init__(self, *args: Any, document: Priorities, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, year in zip(MONEY, document.years, strict=True):
            label = _("Money in %(year)s, in lari") % {"year": year}
            box = forms.TextInput(attrs={"inputmode": "decimal", "class": "e-width-20"})
            self.fields[name] = forms.CharField(label=label, max_length=30, widget=box)

    def clean(self) -> dict[str, Any]:
        """Money in tetri, indicators as they are measured."""
        said: dict[str, Any] = super().clean() or {}
        for name in MONEY:
            if name in said:
                try:
                    said[name] = tetri_of(said[name], LARI) or 0
                except NotRead as wrong:
                    self.add_error(name, str(wrong.words))
        if "indicators" in said:
            said["indicators"] = list(self._indicators(said["indicators"]))
        return said

    def _indicators(self, text: str) -> Iterator[Measured]:
        for number, line in enumerate(text.splitlines(), 1):
            parts = [part.strip() for part in line.split(";")]
            if not any(parts):
                continue
            try:
                if len(parts) != PARTS_OF_AN_INDICATOR or not parts[0]:
                    raise ValueError
                baseline, target, tolerance = (_decimal(part) for part in parts[3:])
            except (ValueError, InvalidOperation):
                words = _("Line %(number)s: write name; name in English; unit; baseline; target; tolerance.")
                self.add_error("indicators", words % {"number": number})
                continue
            yield Measured(
                title_ka=parts[0][:200], title_en=parts[1][:200], unit=parts[2][:30], baseline=baseline, target=target,
                tolerance_percent=tolerance,
            )  # fmt: skip

    def planned(self) -> Planned:
        """What was typed, as the action takes it."""
        said = self.cleaned_data
        texts = {name: said[name] for name in TEXTS}
        money = [said[name] for name in MONEY]
        return Planned(code=said["code"], money=money, indicators=said["indicators"], **texts)


class ResolutionForm(HouseForm):
    """By what the council adopted the document."""

    resolution = forms.CharField(
        label=gettext_lazy("Resolution of the council: number and day"), max_length=200
    )


class RemarkForm(HouseForm):
    """What was said at a meeting; nobody's name belongs here."""

    text = forms.CharField(
        label=gettext_lazy("What was said"),
        help_text=gettext_lazy("Without names: it is public."),
        max_length=2000,
        widget=LONG,
    )
    place = forms.CharField(label=gettext_lazy("Where the meeting was"), max_length=160)
    met_on = DayField(label=gettext_lazy("Day of the meeting"), not_after=today)
    programme_code = forms.ChoiceField(label=gettext_lazy("About which programme"), required=False)

    def __init__(self, *args: Any, document: Priorities, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        drafts = document.programmes.filter(stage=Programme.Stage.DRAFT)
        named = [(one.code, f"{one.code} {one.title}") for one in drafts]
        self.fields["programme_code"].choices = [("", _("the whole document")), *named]  # type: ignore[attr-defined]


class AnswerForm(HouseForm):
    """The answer to a remark."""

    answer_ka = forms.CharField(label=gettext_lazy("Answer"), max_length=4000, widget=LONG)
    answer_en = forms.CharField(
        label=gettext_lazy("Answer in English"), max_length=4000, required=False, widget=LONG
    )


class PromiseForm(HouseForm):
    """Which promise carries a programme out."""

    number = NumberField(
        label=gettext_lazy("Number of the promise"),
        max_length=40,
        help_text=gettext_lazy("It stands on the page of the promise, for example OZU-2026-UND-00004."),
    )


class ActualForm(HouseForm):
    """What an indicator came to."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2100)
    value = forms.CharField(
        label=gettext_lazy("What it came to"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "e-width-11"}),
    )
    source_ka = forms.CharField(label=gettext_lazy("Where the figure is from"), max_length=300)
    source_en = forms.CharField(label=gettext_lazy("The same in English"), max_length=300, required=False)

    def clean_value(self) -> Decimal:
        """The figure, with a point or a comma."""
        try:
            return _decimal(self.cleaned_data["value"])
        except (ValueError, InvalidOperation) as wrong:
            raise forms.ValidationError(_("Write a figure, for example 132 or 4,5.")) from wrong


def as_typed(one: Programme) -> dict[str, Any]:
    """A programme as the form shows it again."""
    found: dict[str, Any] = {name: getattr(one, name) for name in (*TEXTS, "code")}
    found |= {name: f"{getattr(one, name) / 100:.2f}" for name in MONEY}
    found["indicators"] = "\n".join(map(_line, one.indicators.all()))
    return found


def _line(one: Indicator) -> str:
    figures = (f"{value.normalize():f}" for value in (one.baseline, one.target, one.tolerance_percent))
    return "; ".join((one.title_ka, one.title_en, one.unit, *figures))


def _decimal(text: str) -> Decimal:
    found = Decimal((text or "0").replace(" ", "").replace(",", "."))
    if not found.is_finite() or abs(found) > MOST:
        raise ValueError
    return found.quantize(Decimal("0.01"))
