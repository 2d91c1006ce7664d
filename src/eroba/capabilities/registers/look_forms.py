"""What is typed about looks: a person's question, the town hall's answer, and an order that delays a disclosure."""

from django import forms
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.registers.actions import Order
from eroba.capabilities.registers.actions.disclosing import LONGEST_TEXT
from eroba.kernel.base.clock import today
from eroba.kernel.ui.forms import DayField, HouseForm


class LookQuestionForm(HouseForm):
    """A person's question about one look."""

    text = forms.CharField(
        label=_("What do you want to know?"),
        help_text=_("For example why it was needed, or who read the answer."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class LookAnswerForm(HouseForm):
    """The town hall's answer to such a question."""

    text = forms.CharField(
        label=_("Your answer"),
        help_text=_(
            "What the look was for and what was done with the answer, in plain words. The person reads it."
        ),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class DelayForm(HouseForm):
    """An order by which the looks of a case are shown later."""

    case_number = forms.CharField(label=_("Case number"), max_length=40)
    ordered_by = forms.CharField(
        label=_("Who ordered it"),
        help_text=_("The court, prosecutor or body that investigates."),
        max_length=160,
    )
    order_number = forms.CharField(label=_("Number of the order"), max_length=60)
    ordered_on = DayField(label=_("Day of the order"), not_after=today)
    basis_ka = forms.CharField(label=_("Law, in Georgian"), max_length=300)
    basis_en = forms.CharField(label=_("Law, in English"), max_length=300)
    until_on = DayField(
        label=_("Last day on which it is not shown"),
        help_text=_("On the next day the looks are shown by themselves, with this order."),
        when="future",
    )

    @property
    def order(self) -> Order:
        """The order as typed."""
        said = self.cleaned_data
        return Order(
            said["ordered_by"],
            said["order_number"],
            said["ordered_on"],
            said["basis_ka"],
            said["basis_en"],
            said["until_on"],
        )


class CopyForm(HouseForm):
    """The file of a register, and the day its values are of."""

    file = forms.FileField(label=_("The file (CSV)"), help_text=_("At most 10 MB, one line for each person."))
    as_of = DayField(label=_("Of which day are the values?"), not_after=today)
