"""Who stands in for whom and until when; whose cases go to whom, and why."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from eroba.kernel.base.clock import today
from eroba.kernel.ui.forms import DayField, HouseForm


class AmongOfficialsForm(HouseForm):
    """A form that names an official and another; only a head of unit chooses the first one."""

    whose = forms.ChoiceField(label=_("Who is away"))
    to = forms.ChoiceField(label=_("Who stands in"))

    def __init__(
        self, data: Any = None, *, officials: Mapping[UUID, str], me: UUID | None, for_everybody: bool
    ) -> None:
        super().__init__(data, initial={"whose": str(me)})
        self.names = {str(key): name for key, name in officials.items()}
        known = sorted(self.names.items(), key=lambda one: one[1])
        whose: Any = self.fields["whose"]
        whose.choices = known if for_everybody else [one for one in known if one[0] == str(me)]
        to: Any = self.fields["to"]
        to.choices = [("", _("choose")), *(one for one in known if for_everybody or one[0] != str(me))]


class SubstituteForm(AmongOfficialsForm):
    """From when until when somebody stands in."""

    from_on = DayField(label=_("First day"), not_before=today)
    until_on = DayField(label=_("Last day"), not_before=today)


class HandOverAllForm(AmongOfficialsForm):
    """Whose cases go to whom, and why."""

    because = forms.CharField(
        label=_("Why"),
        max_length=1000,
        help_text=_("For colleagues. It stands in the journal."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, open_counts: Mapping[UUID, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whose: Any = self.fields["whose"]
        whose.label = _("Whose open cases")
        whose.choices = [
            (key, _with_count(name, open_counts.get(UUID(key), 0))) for key, name in whose.choices
        ]
        self.fields["to"].label = _("Who gets them")


def _with_count(name: str, count: int) -> str:
    """An official with how much would be handed over, so that nobody gives away more than they meant."""
    return ngettext("%(name)s: %(n)d open case", "%(name)s: %(n)d open cases", count) % {
        "name": name,
        "n": count,
    }
