"""The control of each kind of field: which box, list or buttons stand for it, and of which parts it is made."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eroba.capabilities.services.definition.form import Field
from eroba.capabilities.services.definition.texts import Text
from eroba.capabilities.services.form_engine.compound import PARTS
from eroba.kernel.ui.widgets import DayWidget

Settlements = Sequence[tuple[str, str]]
_FEWEST_FOR_LIST = 8
_INPUTS: dict[str, dict[str, object]] = {
    "number": {"inputmode": "numeric", "class": "e-width-4"},
    "measure": {"inputmode": "decimal", "class": "e-width-11"},
    "personal_number": {"inputmode": "numeric", "class": "e-width-11"},
    "money": {"inputmode": "decimal", "class": "e-width-11"},
    "iban": {"autocapitalize": "characters", "class": "e-width-30"},
    "degrees": {"inputmode": "decimal", "class": "e-width-11", "autocomplete": "off"},
}
_PART_KINDS = {
    "settlement": "settlement",
    "personal_number": "personal_number",
    "has_none": "declaration",
    "lat": "degrees",
    "lon": "degrees",
}
_PART_WORDS = {
    "settlement": gettext_lazy("Village or town"),
    "street": gettext_lazy("Street and house"),
    "name": gettext_lazy("Given name and family name"),
    "personal_number": gettext_lazy("Personal number"),
    "has_none": gettext_lazy("This person has no Georgian personal number"),
    "lat": gettext_lazy("Latitude (north)"),
    "lon": gettext_lazy("Longitude (east)"),
}


class AskedField(forms.Field):
    """A field that takes whatever was typed: the form engine says what is wrong with it."""

    full_name = ""

    def clean(self, value: Any) -> Any:
        """Let everything pass."""
        return value


def is_compound(field: Field) -> bool:
    """Whether a field is drawn as several controls under one heading."""
    return field.kind in PARTS


def part_names(field: Field) -> tuple[str, ...]:
    """The parts of a compound field; nothing for a plain one."""
    return PARTS.get(field.kind, ())


def drawn(field: Field, settlements: Settlements) -> AskedField:
    """Return the control of a plain field."""
    control = AskedField(
        label=_with_unit(field),
        help_text=str(field.hint),
        required=field.required,
        widget=_widget(field, settlements),
    )
    if field.kind == "text" and field.rows > 1:
        control.max_length = field.max_length  # type: ignore[attr-defined]
    return control


def drawn_part(field: Field, part: str, settlements: Settlements) -> AskedField:
    """Return the control of one part of a compound field."""
    kind = _PART_KINDS.get(part, "text")
    alone = Field(part, kind, Text(), autocomplete="address-line1" if part == "street" else "")
    # A part that stands under an optional heading is not marked optional once more.
    return AskedField(label=str(_PART_WORDS[part]), required=True, widget=_widget(alone, settlements))


def shown_initially(field: Field, answer: object) -> object:
    """Return a saved answer as its control takes it."""
    if field.kind == "date" and isinstance(answer, str):
        try:
            return dt.date.fromisoformat(answer)
        except ValueError:
            return None
    return None if field.kind == "file" else answer


def part_initially(answer: object, part: str) -> object:
    """Return one part of a saved answer."""
    return answer.get(part) if isinstance(answer, Mapping) else None


def _with_unit(field: Field) -> str:
    return f"{field.label} ({field.unit})" if field.unit else str(field.label)


def _widget(field: Field, settlements: Settlements) -> forms.Widget:
    attrs: dict[str, object] = {"autocomplete": field.autocomplete} if field.autocomplete else {}
    choices = [(choice.code, str(choice.label)) for choice in field.choices]
    match field.kind:
        case "date":
            return DayWidget(complete=DayWidget.BIRTHDAY if field.autocomplete == "bday" else None)
        case "choice":
            is_long = len(choices) > _FEWEST_FOR_LIST
            return _list_of(choices) if is_long else forms.RadioSelect(choices=choices)
        case "many":
            return forms.CheckboxSelectMultiple(choices=choices)
        case "declaration":
            return forms.CheckboxInput()
        case "file":
            return forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"})
        case "settlement" if settlements:
            return _list_of(settlements)
        case "text" if field.rows > 1:
            return forms.Textarea(attrs | {"rows": field.rows})
        case _:
            kind = "measure" if field.kind == "number" and not field.whole else field.kind
            return forms.TextInput(attrs | _INPUTS.get(kind, {}))


def _list_of(choices: Settlements) -> forms.Widget:
    return forms.Select(choices=[("", _("Please choose")), *choices])
