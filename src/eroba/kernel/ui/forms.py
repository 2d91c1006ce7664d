"""The form every capability builds on: accessible markup, marked sources, a date in three boxes.

Forms check shape only; whether something is allowed is asked of the rules.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.clock import today
from eroba.kernel.ui.dates import in_words, month_number
from eroba.kernel.ui.widgets import DayWidget

Words: TypeAlias = str | Promise


class DayField(forms.Field):
    """A day typed in three boxes, with an error that says which box is wrong and why."""

    widget = DayWidget
    default_error_messages = {
        "required": _("Enter the date"),
        "missing": _("The date must include: %(missing)s"),
        "year": _("The year must have four figures, for example 1987"),
        "real": _("There is no such date: check the day and the month"),
        "past": _("The date must be in the past"),
        "future": _("The date must be in the future"),
        "early": _("The date must be %(day)s or later"),
        "late": _("The date must be %(day)s or earlier"),
    }

    def __init__(
        self,
        *,
        when: str = "",
        not_before: date | Callable[[], date] | None = None,
        not_after: date | Callable[[], date] | None = None,
        is_birth_date: bool = False,
        **kwargs: Any,
    ) -> None:
        """`when` is "past", "future" or empty; the limits are days or functions that give one."""
        self.when, self.not_before, self.not_after = (
            when or ("past" if is_birth_date else ""),
            not_before,
            not_after,
        )
        if is_birth_date:
            kwargs.setdefault("widget", DayWidget(complete=DayWidget.BIRTHDAY))
        super().__init__(**kwargs)

    def to_python(self, value: object) -> date | None:
        """Read three boxes, or a day that is one already."""
        if isinstance(value, date) or value is None:
            return value
        parts = [str(part or "").strip() for part in value] if isinstance(value, Sequence) else []
        if not any(parts):
            return None
        names = [part for part, typed in zip(DayWidget.PARTS, parts, strict=True) if not typed]
        if names:
            words = ", ".join(str(DayWidget.PARTS[part]).lower() for part in names)
            raise self._error("missing", names, missing=words)
        return self._read(*parts)

    def _read(self, day: str, month: str, year: str) -> date:
        if not (year.isdigit() and len(year) == 4):
            raise self._error("year", ["year"])
        number = month_number(month)
        if number is None:
            raise self._error("real", ["month"])
        if not day.isdigit():
            raise self._error("real", ["day"])
        try:
            return date(int(year), number, int(day))
        except ValueError as impossible:
            raise self._error("real", ["day", "month"]) from impossible

    def validate(self, value: date | None) -> None:
        """Check that a day was given and that it lies where it may."""
        super().validate(value)
        if value is None:
            return
        if self.when == "past" and value >= today():
            raise self._error("past", [])
        if self.when == "future" and value <= today():
            raise self._error("future", [])
        first, last = _day(self.not_before), _day(self.not_after)
        if first and value < first:
            raise self._error("early", [], day=in_words(first))
        if last and value > last:
            raise self._error("late", [], day=in_words(last))

    def has_changed(self, initial: object, data: object) -> bool:
        """Tell whether the day differs from the one shown at first."""
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True

    def _error(self, code: str, parts: Sequence[str], **params: object) -> ValidationError:
        named = {"parts": tuple(parts) or tuple(DayWidget.PARTS), **params}
        return ValidationError(self.error_messages[code], code=code, params=named)


def _day(limit: date | Callable[[], date] | None) -> date | None:
    return limit() if callable(limit) else limit


PLAIN_WORDS: tuple[tuple[type[forms.Field], dict[str, Promise]], ...] = (
    (DayField, {}),
    (forms.BooleanField, {"required": _("Tick the box to go on")}),
    (
        forms.ChoiceField,
        {
            "required": _("Choose an answer"),
            "invalid_choice": _("Choose one of the answers on the list"),
        },
    ),
    (forms.FileField, {"required": _("Choose a file"), "empty": _("This file is empty: choose another one")}),
    (
        forms.EmailField,
        {"required": _("Write an e-mail address"), "invalid": _("This is not an e-mail address")},
    ),
    (forms.IntegerField, {"required": _("Write a number"), "invalid": _("Write a number, in figures")}),
    (forms.Field, {"required": _("Fill this in")}),
)


def _speak_plainly(field: forms.Field) -> None:
    """Put our words in place of the framework's, leaving alone what a form has said itself."""
    plain = next(words for kind, words in PLAIN_WORDS if isinstance(field, kind))
    framework: dict[str, object] = {}
    for ancestor in reversed(type(field).__mro__):
        framework.update(getattr(ancestor, "default_error_messages", {}))
    for code, words in plain.items():
        # the very same words, not equal ones: to compare these they would have to be translated
        if field.error_messages.get(code) is framework.get(code):
            field.error_messages[code] = words


class HouseFormMixin:
    """Draws a form in our components and remembers where prefilled values came from."""

    fields: dict[str, forms.Field]
    use_required_attribute = False
    template_name = "ui/components/form.html"

    def __init__(self, *args: Any, sources: Mapping[str, Words] | None = None, **kwargs: Any) -> None:
        """`sources` maps field names to words such as "from the Civil Register"."""
        super().__init__(*args, **kwargs)
        self.sources = dict(sources or {})

    def full_clean(self) -> None:
        """Check the form, complaining in words that say what to do."""
        for field in self.fields.values():
            _speak_plainly(field)
        super().full_clean()  # type: ignore[misc]


class HouseForm(HouseFormMixin, forms.Form):
    """A plain form in our components."""


class HouseModelForm(HouseFormMixin, forms.ModelForm):
    """A form of a model in our components."""
