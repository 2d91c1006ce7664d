"""Shapes of what people type about acting for others."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.clock import today
from eroba.kernel.people.standing.actions import Claim, Span
from eroba.kernel.people.standing.models import Representation
from eroba.kernel.ui.forms import DayField, HouseForm

Basis, Reach = Representation.Basis, Representation.Reach
ASKED_FOR = [choice for choice in Basis.choices if choice[0] != Basis.TRUST]


class SpanForm(HouseForm):
    """How far and how long."""

    reach = forms.ChoiceField(
        label=_("For what"), choices=Reach.choices, initial=Reach.ALL, widget=forms.RadioSelect
    )
    target = forms.CharField(
        label=_("Which service or application"),
        help_text=_(
            "The number of the application, or the last word of the service's address. Empty for all."
        ),
        max_length=80,
        required=False,
    )
    until_on = DayField(label=_("Last day"), required=False, not_before=today)

    def clean(self) -> dict[str, Any]:
        """A limited reach names what it reaches to."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if typed.get("reach") not in (None, Reach.ALL) and not typed.get("target"):
            self.add_error("target", _("Say for which service or application."))
        return typed

    @property
    def span(self) -> Span:
        """What was typed."""
        typed = self.cleaned_data
        target = "" if typed["reach"] == Reach.ALL else typed["target"].strip()
        return Span(reach=typed["reach"], target=target, until_on=typed["until_on"])


class AskForm(SpanForm):
    """Asking to act for somebody else."""

    field_order = [
        "basis",
        "number",
        "family_name",
        "given_name",
        "birth_date",
        "reach",
        "target",
        "until_on",
        "paper",
    ]
    basis = forms.ChoiceField(label=_("Who you are to them"), choices=ASKED_FOR, widget=forms.RadioSelect)
    number = forms.CharField(
        label=_("Their personal number, or the number of the company"),
        help_text=_("11 digits of a person, 9 digits of a company"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    family_name = forms.CharField(label=_("Family name, or the name of the company"), max_length=80)
    given_name = forms.CharField(label=_("Given name"), max_length=80, required=False)
    birth_date = DayField(label=_("Date of birth"), required=False, is_birth_date=True)
    paper = forms.FileField(
        label=_("The paper that shows it"),
        help_text=_("Birth certificate, decision, power of attorney, extract from the register of companies"),
        required=False,
    )

    def clean_number(self) -> str:
        """Nine or eleven digits, whatever stands between."""
        digits = re.sub(r"[\s\-–]", "", self.cleaned_data["number"])
        if not re.fullmatch(r"[0-9]{9}|[0-9]{11}", digits):
            raise ValidationError(_("Write 11 digits for a person or 9 for a company."))
        return digits

    def clean(self) -> dict[str, Any]:
        """A company has nine digits; a person eleven, a given name and a date of birth."""
        typed = super().clean()
        number, basis = typed.get("number"), typed.get("basis")
        if number and basis and (len(number) == 9) != (basis == Basis.COMPANY):
            self.add_error("number", _("Write 11 digits for a person or 9 for a company."))
        if basis and basis != Basis.COMPANY:
            for name in ("given_name", "birth_date"):
                if not typed.get(name) and name not in self.errors:
                    self.add_error(name, _("Fill this in"))
        return typed

    @property
    def claim(self) -> Claim:
        """Whom it is about, as typed."""
        typed = self.cleaned_data
        return Claim(**{name: typed[name] for name in ("number", "family_name", "given_name", "birth_date")})


class TrustForm(SpanForm):
    """Trusting somebody to act for oneself."""

    field_order = ["email", "reach", "target", "until_on"]
    email = forms.EmailField(
        label=_("E-mail address of the one you trust"),
        help_text=_("With which they sign in here. They have to accept."),
    )
    until_on = DayField(label=_("Last day"), not_before=today)


class RefusalForm(HouseForm):
    """Why a request is not confirmed."""

    reason = forms.CharField(
        label=_("Why it is not confirmed"),
        help_text=_("The person who asked will read it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
