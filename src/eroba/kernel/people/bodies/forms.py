"""Shapes of what officials type about bodies, and of the question who sat there on a day."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from eroba.kernel.people.bodies.actions import BodyDraft, Member, SeatDraft
from eroba.kernel.people.bodies.models import Body, Membership, Seat
from eroba.kernel.tenancy.models import Settlement
from eroba.kernel.ui.forms import DayField, HouseForm

MOST = 100


def _words(label: Any, *, required: bool = True, longest: int = 160, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=longest, help_text=hint)


class OnDayForm(HouseForm):
    """The day one asks about; empty for today."""

    on = DayField(label=_("Who sat here on this day?"), required=False)


class BodyForm(HouseForm):
    """A body and how many seats of each kind it has."""

    name_ka = _words(_("Name in Georgian"))
    name_en = _words(_("Name in English"), required=False)
    code = forms.SlugField(
        label=_("Word in its address"),
        max_length=60,
        help_text=_("Latin letters, figures and hyphens, for example council"),
        error_messages={"invalid": _("Only Latin letters, figures and hyphens, for example council")},
    )
    kind = forms.ChoiceField(label=_("What kind of body"), choices=Body.Kind.choices)
    basis_ka = _words(_("Legal act, in Georgian"), longest=200)
    basis_en = _words(_("Legal act, in English"), longest=200, required=False)
    founded_on = DayField(label=_("Exists since"))
    chair = forms.IntegerField(label=_("Seats of a chair"), min_value=0, max_value=3, initial=0)
    deputy = forms.IntegerField(label=_("Seats of deputy chairs"), min_value=0, max_value=9, initial=0)
    majoritarian = forms.IntegerField(label=_("Majoritarian seats"), min_value=0, max_value=MOST, initial=0)
    proportional = forms.IntegerField(label=_("Proportional seats"), min_value=0, max_value=MOST, initial=0)
    member = forms.IntegerField(label=_("Other seats"), min_value=0, max_value=MOST, initial=0)
    seats_source = _words(_("What fixes the number of seats"), longest=200, required=False)
    seats_verified = forms.BooleanField(label=_("I compared the number with this source"), required=False)

    def clean(self) -> dict[str, Any]:
        """A body without seats is none, and a number without a source cannot have been compared with it."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if all(typed.get(kind) == 0 for kind in Seat.Kind.values):
            self.add_error("member", _("Write down at least one seat."))
        if typed.get("seats_verified") and not typed.get("seats_source"):
            self.add_error("seats_source", _("Name the source with which you compared the number."))
        return typed

    @property
    def draft(self) -> BodyDraft:
        """The body as it was typed."""
        return BodyDraft(**{k: v for k, v in self.cleaned_data.items() if k not in Seat.Kind.values})

    @property
    def seats(self) -> list[SeatDraft]:
        """The seats in the order in which they are numbered."""
        return [SeatDraft(kind=kind) for kind in Seat.Kind.values for _n in range(self.cleaned_data[kind])]


class SeatForm(HouseForm):
    """One seat more."""

    kind = forms.ChoiceField(label=_("Kind of seat"), choices=Seat.Kind.choices, initial=Seat.Kind.MEMBER)
    settlement = forms.ModelChoiceField(
        label=_("Town or village it stands for"),
        queryset=None,
        required=False,
        empty_label=_("The whole town"),
    )
    constituency_ka = _words(_("Constituency, in Georgian"), required=False, longest=120)
    constituency_en = _words(_("Constituency, in English"), required=False, longest=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["settlement"].queryset = Settlement.objects.order_by("name_ka")  # type: ignore[attr-defined]

    @property
    def draft(self) -> SeatDraft:
        """The seat as it was typed."""
        typed = dict(self.cleaned_data)
        settlement = typed.pop("settlement")
        return SeatDraft(settlement_id=settlement.pk if settlement else None, **typed)


class TermForm(HouseForm):
    """A new term."""

    from_on = DayField(label=_("First day"))
    until_on = DayField(
        label=_("Last day"), required=False, help_text=_("Leave empty while it is not known.")
    )
    basis_ka = _words(_("Legal act, in Georgian"), longest=200)
    basis_en = _words(_("Legal act, in English"), longest=200, required=False)

    def clean_until_on(self) -> dt.date | None:
        """The last day does not lie before the first."""
        first, last = self.cleaned_data.get("from_on"), self.cleaned_data["until_on"]
        if first and last and last < first:
            raise ValidationError(_("A term cannot end before it began."))
        return last


class LastDayForm(HouseForm):
    """The last day of a term."""

    until_on = DayField(label=_("Last day"))


class MemberForm(HouseForm):
    """Who takes a seat."""

    name_ka = _words(_("Name in Georgian"), longest=120)
    name_en = _words(_("Name in English"), required=False, longest=120)
    party_ka = _words(_("Faction or party, in Georgian"), required=False, longest=120)
    party_en = _words(_("Faction or party, in English"), required=False, longest=120)
    from_on = DayField(label=_("First day"))

    @property
    def member(self) -> Member:
        """The member as typed."""
        return Member(**{k: v for k, v in self.cleaned_data.items() if k != "from_on"})


class LeaveForm(HouseForm):
    """Why and when somebody leaves a seat."""

    until_on = DayField(label=_("Last day"))
    reason = forms.ChoiceField(label=_("Why"), choices=Membership.End.choices, widget=forms.RadioSelect)
