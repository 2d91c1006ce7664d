"""What officials write about money: a receipt’s number, why something is let go or paid back, which month."""

from django import forms
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.models import Payment
from eroba.kernel.ui.forms import HouseForm


class CounterForm(HouseForm):
    """Money taken at the counter."""

    way = forms.ChoiceField(
        label=_("How it was paid"),
        choices=[
            (Payment.Way.CASH, Payment.Way.CASH.label),
            (Payment.Way.TERMINAL, Payment.Way.TERMINAL.label),
        ],
        widget=forms.RadioSelect,
    )
    receipt = forms.CharField(label=_("Number of the receipt"), max_length=40)


class WaiveForm(HouseForm):
    """Why a payment is let go."""

    reason = forms.CharField(
        label=_("Why the payment is let go"),
        help_text=_("The applicant reads this."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RefundForm(HouseForm):
    """Why a payment goes back, and which."""

    payment = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why the money goes back"),
        help_text=_("The applicant reads this."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MonthForm(HouseForm):
    """Which month is looked at; it lives in the address."""

    month = forms.RegexField(
        label=_("Month"),
        regex=r"^\d{4}-(0[1-9]|1[0-2])$",
        required=False,
        help_text=_("For example, 2026-11"),
    )
