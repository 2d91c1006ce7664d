"""How somebody looks for a service: by a word, or by what has happened in their life."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.text import is_found, search_key
from eroba.kernel.ui.forms import HouseForm

LONGEST_SEARCH = 80


class CatalogueForm(HouseForm):
    """A word in either script, and an occasion; whatever is typed gives a list, never an error."""

    q = forms.CharField(label=_("Search the services"), required=False)
    about = forms.ChoiceField(label=_("What it is about"), required=False)

    def __init__(self, typed: Mapping[str, str], occasions: Sequence[tuple[str, str]]) -> None:
        known = dict(occasions)
        self.word = typed.get("q", "").strip()[:LONGEST_SEARCH]
        self.occasion = typed.get("about", "") if typed.get("about", "") in known else ""
        super().__init__({"q": self.word, "about": self.occasion})
        about: forms.ChoiceField = self.fields["about"]  # type: ignore[assignment]
        about.choices = [("", _("Everything")), *occasions]

    def full_clean(self) -> None:
        """Check what was typed; then say no longer of each field that it is optional, because both are."""
        super().full_clean()
        for field in self.fields.values():
            field.required = True

    @property
    def is_used(self) -> bool:
        """Whether somebody looks for anything in particular."""
        return bool(self.word or self.occasion)

    def fits(self, words: str, occasions: Sequence[str]) -> bool:
        """Whether a service with these words, on these occasions, is looked for."""
        if self.occasion and self.occasion not in occasions:
            return False
        return not self.word or is_found(search_key(self.word), words)
