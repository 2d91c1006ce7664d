"""The date in three boxes: one types 5, 3, 1960, or writes the month as a word."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DayWidget(forms.MultiWidget):
    """Three plain boxes, because pickers are slow for a birth date and hard without a mouse."""

    PARTS = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
    BIRTHDAY = {"day": "bday-day", "month": "bday-month", "year": "bday-year"}

    def __init__(
        self, attrs: Mapping[str, Any] | None = None, *, complete: Mapping[str, str] | None = None
    ) -> None:
        super().__init__({part: forms.TextInput() for part in self.PARTS}, dict(attrs or {}))
        self.complete = complete

    def decompress(self, value: date | None) -> list[str]:
        """Split a known day into its three boxes."""
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]
