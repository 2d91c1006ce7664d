"""Which public reports somebody wants to see; whatever is typed gives a list, never an error."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eroba.kernel.ui.forms import HouseForm

OPEN, CLOSED = "open", "closed"


class ReportsForm(HouseForm):
    """A kind, a state and a settlement."""

    kind = forms.ChoiceField(label=_("What was reported"), required=False)
    state = forms.ChoiceField(label=_("State of the report"), required=False)
    settlement = forms.ChoiceField(label=_("Where"), required=False)

    def __init__(
        self, typed: Mapping[str, str], kinds: Sequence[tuple[str, str]], places: Sequence[tuple[str, str]]
    ) -> None:
        offered = {
            "kind": kinds,
            "state": [(OPEN, _("Being seen to")), (CLOSED, _("Has an answer"))],
            "settlement": places,
        }
        self.chosen = {
            name: typed.get(name, "") if typed.get(name, "") in dict(choices) else ""
            for name, choices in offered.items()
        }
        super().__init__(self.chosen)
        for name, choices in offered.items():
            field: forms.ChoiceField = self.fields[name]  # type: ignore[assignment]
            field.choices = [("", _("Everything") if name == "kind" else _("All")), *choices]

    def full_clean(self) -> None:
        """Check what was typed; then say no longer of each field that it is optional, because all are."""
        super().full_clean()
        for field in self.fields.values():
            field.required = True

    @property
    def is_used(self) -> bool:
        """Whether somebody looks for anything in particular."""
        return any(self.chosen.values())

    def wanted(self) -> dict[str, Any]:
        """What was chosen, as the query asks it."""
        states = {OPEN: True, CLOSED: False}
        return {
            "code": self.chosen["kind"],
            "is_open": states.get(self.chosen["state"]),
            "settlement": self.chosen["settlement"],
        }
