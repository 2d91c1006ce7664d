"""Shapes of what people type about petitions: writing, signing, the code, the receipt, and the filters of the list."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.petitions.models import Petition, Signature
from eroba.kernel.base.errors import BadInput
from eroba.kernel.notify.phones import mobile_number
from eroba.kernel.people.numbers import read_birth_date, read_personal_number
from eroba.kernel.tenancy.models import Settlement
from eroba.kernel.ui.forms import DayField, HouseForm

LONG = forms.Textarea(attrs={"rows": 6})
INITIALS = re.compile(r"[^\W\d_]{1,3}\.?(?:[ -]?[^\W\d_]{1,3}\.?){0,2}")
SORTS = (
    ("", _("the newest first")),
    ("signed", _("most signatures first")),
    ("closes", _("closing soon first")),
)
STANDINGS = (
    ("", _("all")),
    ("open", _("open for signatures")),
    ("council", _("with the town hall or the council")),
    ("decided", _("decided")),
    ("other", _("ended otherwise")),
)


class FilterForm(HouseForm):
    """Which petitions to list, and in which order."""

    q = forms.CharField(label=_("Words"), max_length=100, required=False)
    standing = forms.ChoiceField(label=_("How they stand"), required=False, choices=STANDINGS)
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=SORTS)


class PetitionForm(HouseForm):
    """What a petition says."""

    kind = forms.ChoiceField(
        label=_("What kind of petition is it?"), choices=Petition.Kind.choices, widget=forms.RadioSelect
    )
    title_ka = forms.CharField(
        label=_("Title"), max_length=150, help_text=_("What should happen, in one short sentence.")
    )
    title_en = forms.CharField(label=_("Title in English"), max_length=150, required=False)
    demand = forms.CharField(
        label=_("What do you ask of the council?"),
        max_length=4000,
        widget=LONG,
        help_text=_("For a draft act, paste its text. Name no private person."),
    )
    reasons = forms.CharField(label=_("Why?"), max_length=4000, widget=LONG, required=False)


class SignerForm(HouseForm):
    """Who signs: the least by which the register can know a voter."""

    personal_number = forms.CharField(
        label=_("Personal number"),
        max_length=20,
        help_text=_("11 digits. Nobody at the town hall sees it; its key is destroyed in the end."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    family_name = forms.CharField(label=_("Family name"), max_length=80)
    birth_date = DayField(label=_("Date of birth"), is_birth_date=True)
    settlement = forms.ModelChoiceField(
        label=_("Town or village where you are registered"),
        queryset=None,
        required=False,
        empty_label=_("I would rather not say"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = "name_en" if get_language() == "en" else "name_ka"
        self.fields["settlement"].queryset = Settlement.objects.order_by(named)  # type: ignore[attr-defined]

    def clean_personal_number(self) -> str:
        """Eleven digits."""
        try:
            return read_personal_number(self.cleaned_data["personal_number"])
        except BadInput as wrong:
            raise ValidationError(str(wrong)) from wrong

    def clean_birth_date(self) -> dt.date:
        """A day on which a living person can have been born."""
        try:
            return read_birth_date(self.cleaned_data["birth_date"])
        except BadInput as wrong:
            raise ValidationError(str(wrong)) from wrong


class SignForm(SignerForm):
    """A signature without an account: who, and where the code goes."""

    channel = forms.ChoiceField(
        label=_("Where shall we send your code?"),
        choices=[
            (Signature.Channel.EMAIL.value, _("by e-mail")),
            (Signature.Channel.SMS.value, _("by text message")),
        ],
        initial=Signature.Channel.EMAIL.value,
        widget=forms.RadioSelect,
    )
    email = forms.EmailField(label=_("E-mail address"), required=False)
    phone = forms.CharField(label=_("Mobile phone"), max_length=30, required=False)
    initials = forms.CharField(
        label=_("Initials to show on the page"),
        max_length=12,
        required=False,
        help_text=_("For example: N.\N{NO-BREAK SPACE}G. Leave it empty, and nobody sees that you signed."),
    )
    wants_news = forms.BooleanField(label=_("Write to me about the answer and the decision"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # one of them is needed, so neither is free to be left out
        asked = {"email": _("asked if you choose e-mail"), "phone": _("asked if you choose a text message")}
        for name, words in asked.items():
            self.fields[name].asked_if = words  # type: ignore[attr-defined]

    def clean_initials(self) -> str:
        """A few letters, no name and no address."""
        typed: str = self.cleaned_data["initials"].strip()
        if typed and not INITIALS.fullmatch(typed):
            raise ValidationError(
                _("Initials are one to three letters each, for example: N.\N{NO-BREAK SPACE}G.")
            )
        return typed

    def clean(self) -> dict[str, Any]:
        """The address that belongs to the way chosen."""
        typed = super().clean() or self.cleaned_data
        if typed.get("channel") == Signature.Channel.SMS.value:
            number = mobile_number(typed.get("phone", ""))
            if not number:
                self.add_error("phone", _("Write a mobile number, for example 555 12 34 56."))
            typed["contact"] = number
        elif "email" not in self.errors:
            if not typed.get("email"):
                self.add_error("email", _("Write the e-mail address to which the code goes."))
            typed["contact"] = typed.get("email", "")
        return typed


class CodeForm(HouseForm):
    """The six digits."""

    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        help_text=_("Six digits, from the message we sent you."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class ReceiptForm(HouseForm):
    """A receipt to look up."""

    receipt = forms.CharField(
        label=_("Your receipt"), max_length=40, help_text=_("Four groups of five letters.")
    )


class CountForm(HouseForm):
    """How many sheets to print."""

    count = forms.IntegerField(label=_("How many sheets?"), min_value=1, max_value=50, initial=5)
