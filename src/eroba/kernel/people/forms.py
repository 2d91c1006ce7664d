"""What people type about themselves; shape only, the rules and the register decide."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.errors import BadInput
from eroba.kernel.people.numbers import read_birth_date, read_personal_number
from eroba.kernel.tenancy.models import Settlement
from eroba.kernel.ui.forms import DayField, HouseForm


class IdentityForm(HouseForm):
    """Three things from the identity card, which the civil register knows together."""

    personal_number = forms.CharField(
        label=_("Personal number"),
        help_text=_("11 digits, on the front of your identity card"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Enter your personal number")},
    )
    family_name = forms.CharField(
        label=_("Family name"),
        help_text=_("As on the identity card, in Georgian or in Latin letters"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "family-name", "spellcheck": "false"}),
        error_messages={"required": _("Enter your family name")},
    )
    birth_date = DayField(
        label=_("Date of birth"),
        help_text=_("For example 27 3 1985"),
        is_birth_date=True,
        error_messages={"required": _("Enter your date of birth")},
    )

    def clean_personal_number(self) -> str:
        """Eleven digits."""
        try:
            return read_personal_number(self.cleaned_data["personal_number"])
        except BadInput as problem:
            raise ValidationError(problem.message) from None

    def clean_birth_date(self) -> object:
        """A day on which somebody alive may have been born."""
        try:
            return read_birth_date(self.cleaned_data["birth_date"])
        except BadInput as problem:
            raise ValidationError(problem.message) from None


class ContactForm(HouseForm):
    """How the town reaches a person."""

    phone = forms.CharField(
        label=_("Phone"),
        help_text=_("For example 599 12 34 56"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )
    settlement = forms.ModelChoiceField(
        label=_("Town or village"), queryset=None, required=False, empty_label=_("Not in this municipality")
    )
    address = forms.CharField(
        label=_("Address"),
        help_text=_("Street, house, flat"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "address-line1"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["settlement"].queryset = Settlement.objects.order_by("name_ka")  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        """Digits, spaces and a plus."""
        phone = self.cleaned_data["phone"].strip()
        digits = sum(letter.isdigit() for letter in phone)
        if phone and (digits < 6 or any(letter.isalpha() for letter in phone)):
            raise ValidationError(
                _("A phone number has at least six digits and no letters, for example 599 12 34 56.")
            )
        return phone


class LanguageForm(HouseForm):
    """The language in which letters and notices come."""

    language = forms.ChoiceField(
        label=_("In which language shall we write to you?"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )
