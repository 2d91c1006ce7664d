"""Form fields in accessible markup: label, hint, error, the field itself, and where a known value is from."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.forms import BaseForm, BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from eroba.kernel.ui.widgets import DayWidget

CLASSES = {
    "text": "govuk-input",
    "password": "govuk-input",
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "file": "govuk-file-upload",
    "checkbox": "govuk-checkboxes__input",
    "radios": "govuk-radios__input",
    "checkboxes": "govuk-checkboxes__input",
    "day": "govuk-input govuk-date-input__input",
}
GROUPS = ("radios", "checkboxes", "day")


@dataclass(frozen=True)
class ErrorLink:
    """One line of the error summary; without `href` it concerns the page as a whole."""

    words: str
    href: str = ""


@dataclass(frozen=True)
class DayPart:
    """One box of a date: what it is called, what was typed, whether it is the wrong one."""

    part: str
    name: str
    id: str
    value: str
    words: str
    is_wrong: bool
    complete: str


def field(
    bound: BoundField, *, source: str = "", hint: str = "", width: str = "", is_page_heading: bool = False
) -> dict[str, object]:
    """Draw one field; `source` marks a value we already knew, `width` is the number of characters expected."""
    kind = kind_of(bound)
    source = "" if _was_changed(bound) else source or getattr(bound.form, "sources", {}).get(bound.name, "")
    hint = hint or str(bound.help_text)
    described = [
        part
        for part, there in (
            (f"{bound.auto_id}_helptext", hint),
            (f"{bound.auto_id}_error", bound.errors),
            (f"{bound.auto_id}_source", source),
        )
        if there
    ]
    return {
        "field": bound,
        "kind": kind,
        "is_group": kind in GROUPS,
        "hint": hint,
        "source": source,
        "described": " ".join(described),
        "control": SafeString("") if kind in GROUPS else _control(bound, kind, described, width),
        "parts": day_parts(bound) if kind == "day" else (),
        "limit": getattr(bound.field, "max_length", None) if kind == "textarea" else None,
        "is_page_heading": is_page_heading,
        "optional": _words_if_not_required(bound) if kind != "checkbox" else "",
    }


def _words_if_not_required(bound: BoundField) -> str:
    """What stands beside the label: that it may be left out, or what the field says itself of when it is asked."""
    if bound.field.required:
        return ""
    return str(getattr(bound.field, "asked_if", _("optional")))


def error_summary(form: BaseForm, *, also: Sequence[ErrorLink] = ()) -> dict[str, object]:
    """List everything that needs another look, each line leading to its field."""
    lines = [ErrorLink(str(words)) for words in form.non_field_errors()]
    for bound in form:
        # A control that stands among several alike is named with its place: “Child 2: Name”.
        label = getattr(bound.field, "full_name", bound.label)
        lines += [ErrorLink(f"{label} — {words}", f"#{first_control(bound)}") for words in bound.errors]
    return {"lines": [*lines, *also]}


def kind_of(bound: BoundField) -> str:
    """Name how a field is drawn, from its widget."""
    widget = bound.field.widget
    kinds: tuple[tuple[type[forms.Widget], str], ...] = (
        (DayWidget, "day"),
        (forms.CheckboxSelectMultiple, "checkboxes"),
        (forms.RadioSelect, "radios"),
        (forms.CheckboxInput, "checkbox"),
        (forms.Select, "select"),
        (forms.Textarea, "textarea"),
        (forms.FileInput, "file"),
        (forms.PasswordInput, "password"),
    )
    return next((kind for widget_class, kind in kinds if isinstance(widget, widget_class)), "text")


def first_control(bound: BoundField) -> str:
    """The id that the error summary leads to: the wrong part of a date, the first of a group, else the field."""
    if kind_of(bound) == "day":
        parts = day_parts(bound)
        return next((part.id for part in parts if part.is_wrong), parts[0].id)
    return f"{bound.auto_id}_0" if kind_of(bound) in GROUPS else str(bound.auto_id)


def day_parts(bound: BoundField) -> list[DayPart]:
    """The three boxes of a date with their words, values and which of them is wrong."""
    wrong: set[str] = set()
    for error in bound.errors.as_data():
        wrong |= set((error.params or {}).get("parts", DayWidget.PARTS))
    widget = bound.field.widget
    drawn = widget.get_context(bound.html_name, bound.value(), {"id": bound.auto_id})["widget"]["subwidgets"]
    return [
        DayPart(
            part=part,
            name=drawn[index]["name"],
            id=f"{bound.auto_id}_{index}",
            value=drawn[index]["value"] or "",
            words=str(words),
            is_wrong=part in wrong,
            complete=(widget.complete or {}).get(part, ""),
        )
        for index, (part, words) in enumerate(DayWidget.PARTS.items())
    ]


def _control(bound: BoundField, kind: str, described: Sequence[str], width: str) -> SafeString:
    classes = [CLASSES[kind], str(bound.field.widget.attrs.get("class", ""))]
    if bound.errors:
        classes.append(f"{CLASSES[kind]}--error")
    if width:
        classes.append(f"e-width-{width}")
    attributes: dict[str, object] = {"class": " ".join(filter(None, classes))}
    if kind == "textarea":
        attributes["rows"] = _rows(bound)
        if getattr(bound.field, "max_length", None):
            # Counted aloud instead of cut off in silence: nothing typed or pasted may vanish.
            attributes["class"] = f"{attributes['class']} govuk-js-character-count"
            attributes["maxlength"] = False
            described = [*described, f"{bound.auto_id}-info"]
    if described:
        attributes["aria-describedby"] = " ".join(described)
    return bound.as_widget(attrs=attributes)


def _rows(bound: BoundField) -> object:
    """Five lines, unless the form asks for another number than Django's own ten."""
    asked = bound.field.widget.attrs.get("rows", "10")
    return asked if asked != "10" else 5


def _was_changed(bound: BoundField) -> bool:
    """Whether somebody typed over what we knew; then it no longer comes from a register."""
    return bound.form.is_bound and bound.name in bound.form.changed_data
