"""One page of a service's form as a form of the face: how it is drawn. What is right is asked of the form engine."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.definition.form import Field, FormPage
from eroba.capabilities.services.form_engine.reading import Answer
from eroba.kernel.ui.forms import HouseForm, Words
from eroba.kernel.ui.widgets import DayWidget

Settlements = Sequence[tuple[str, str]]
_FEWEST_FOR_LIST = 8
_INPUTS: dict[str, dict[str, object]] = {
    "number": {"inputmode": "numeric", "class": "e-width-4"},
    "personal_number": {"inputmode": "numeric", "class": "e-width-11"},
    "money": {"inputmode": "decimal", "class": "e-width-11"},
    "iban": {"autocapitalize": "characters", "class": "e-width-30"},
}


class AskedField(forms.Field):
    """A field that takes whatever was typed: the form engine says what is wrong with it."""

    def clean(self, value: Any) -> Any:
        """Let everything pass."""
        return value


class PageForm(HouseForm):
    """The fields of one page that are asked, with what is known, typed and wrong."""

    def __init__(
        self,
        page: FormPage,
        fields: Sequence[Field],
        answers: Mapping[str, Answer],
        settlements: Settlements,
        *,
        typed: Any = None,
        files: Any = None,
        sources: Mapping[str, Words] | None = None,
    ) -> None:
        """`typed` and `files` are what was sent, if anything was."""
        initial = {field.code: _as_shown(field, answers.get(field.code)) for field in fields}
        super().__init__(typed, files, initial=initial, sources=sources)
        self.page, self.asked = page, fields
        for field in fields:
            self.fields[field.code] = _drawn(field, settlements)
        self.papers = {
            field.code: answer
            for field in fields
            if field.kind == "file" and isinstance(answer := answers.get(field.code), dict)
        }

    def typed_values(self) -> dict[str, object]:
        """What was typed, as the form engine reads it; a file stands for itself."""
        return {
            code: field.widget.value_from_datadict(self.data, self.files, self.add_prefix(code))
            for code, field in self.fields.items()
        }

    def say(self, problems: Mapping[str, Words]) -> None:
        """Put each problem beside its field; a problem of no field of this page stands above all."""
        for code, words in problems.items():
            self.add_error(code if code in self.fields else None, str(words))


def _drawn(field: Field, settlements: Settlements) -> forms.Field:
    drawn = AskedField(
        label=str(field.label),
        help_text=str(field.hint),
        required=field.required,
        widget=_widget(field, settlements),
    )
    if field.kind == "text" and field.rows > 1:
        drawn.max_length = field.max_length  # type: ignore[attr-defined]
    return drawn


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
            return forms.TextInput(attrs | _INPUTS.get(field.kind, {}))


def _list_of(choices: Settlements) -> forms.Widget:
    return forms.Select(choices=[("", _("Please choose")), *choices])


def _as_shown(field: Field, answer: Answer) -> object:
    if field.kind == "date" and isinstance(answer, str):
        try:
            return dt.date.fromisoformat(answer)
        except ValueError:
            return None
    return None if field.kind == "file" else answer
