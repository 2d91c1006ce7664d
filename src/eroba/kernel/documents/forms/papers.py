"""What officials send about a paper: another file, an earlier version again, and what is to be blackened."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from eroba.kernel.base.errors import BadInput
from eroba.kernel.documents.models import LONGEST_REASON, FileVersion
from eroba.kernel.documents.preparing import receive_upload
from eroba.kernel.documents.redaction.marks import MOST_AREAS, MOST_WORDS, Area, Marks, Suggestion, area_of
from eroba.kernel.documents.uploads import AcceptedUpload
from eroba.kernel.ui.forms import HouseForm

_LONGEST_WORD = 200
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def _reason(hint: Any) -> forms.CharField:
    return forms.CharField(
        label=_("Why"), max_length=500, help_text=hint, widget=forms.Textarea(attrs={"rows": 2})
    )


class WithdrawForm(HouseForm):
    """Why a letter counts no longer."""

    because = forms.CharField(
        label=_("Why the letter is withdrawn"),
        max_length=LONGEST_REASON,
        help_text=_("For example: the amount was wrong; a new letter follows. Only officials read it."),
        error_messages={"required": _("Write why the letter is withdrawn.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReplaceForm(HouseForm):
    """Another file in place of a paper."""

    file = forms.FileField(
        label=_("The new file"),
        help_text=_("A PDF or a photo, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )
    because = _reason(
        _("For example: the first scan could not be read. Colleagues and the timeline show it.")
    )
    newest = forms.IntegerField(widget=forms.HiddenInput)

    def clean_file(self) -> AcceptedUpload:
        """Check the file and put it on the shelf."""
        try:
            return receive_upload(self.cleaned_data["file"])
        except BadInput as refused:
            raise ValidationError(refused.message) from refused


class RestoreForm(HouseForm):
    """An earlier version of a paper again."""

    version = forms.TypedChoiceField(label=_("Which version"), coerce=int)
    because = _reason(_("For example: the wrong paper was put in its place."))
    newest = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, earlier: Sequence[FileVersion], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        version: Any = self.fields["version"]
        version.choices = [(one.number, f"{one.number} · {one.get_kind_display()}") for one in earlier]


class MarksForm(HouseForm):
    """What is to be blackened: words, what was suggested, and places; and why, once it is to be done."""

    words = forms.CharField(
        label=_("Words to blacken, one on each line"),
        required=False,
        help_text=_(
            "Every place where a word stands is blackened. Georgian words change their ends: write the part that "
            "stays, for example “მაგალითაძ”."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    suggested = forms.MultipleChoiceField(
        label=_("Found in the paper, and usually personal"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    places = forms.CharField(
        label=_("Places to blacken, one on each line"),
        required=False,
        help_text=_(
            "Page, then two corners in millimetres from the left and from the top, as the rulers of the picture "
            "show: “1: 20,35 - 90,42”. With a mouse you can also draw on the picture."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    because = forms.CharField(
        label=_("Why"),
        max_length=500,
        help_text=_(
            "For whom, and on which law. For example: published as GAC 28 asks, personal data of others taken out."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    newest = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, suggestions: Sequence[Suggestion], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not suggestions:
            del self.fields["suggested"]
            return
        suggested: Any = self.fields["suggested"]
        suggested.choices = [(one.text, suggestion_in_words(one)) for one in suggestions]

    def clean_words(self) -> tuple[str, ...]:
        """Read one word, or several that stand together, from each line."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["words"].splitlines()]
        words = tuple(dict.fromkeys(line for line in lines if line))
        if len(words) > MOST_WORDS or any(len(word) > _LONGEST_WORD for word in words):
            raise ValidationError(_("At most 200 lines, each with at most 200 letters."))
        if short := [word for word in words if len(word) < 2]:
            raise ValidationError(
                _("“%(word)s” is too short: it would blacken half the paper."), params={"word": short[0]}
            )
        return words

    def clean_places(self) -> tuple[Area, ...]:
        """Read a page and four millimetres from each line, however they are separated."""
        lines = [line for line in self.cleaned_data["places"].splitlines() if line.strip()]
        if len(lines) > MOST_AREAS:
            raise ValidationError(_("At most 500 places."))
        return tuple(self._place(line) for line in lines)

    def clean(self) -> dict[str, Any]:
        """Put everything that is marked together."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        words = dict.fromkeys([*cleaned.get("words", ()), *cleaned.get("suggested", ())])
        cleaned["marks"] = Marks(tuple(words), tuple(cleaned.get("places", ())))
        return cleaned

    @staticmethod
    def _place(line: str) -> Area:
        numbers = _NUMBER.findall(line)
        if len(numbers) != 5 or "." in numbers[0] or int(float(numbers[0])) < 1:
            raise ValidationError(
                _("“%(line)s” is not read as a place. Write it like this: 1: 20,35 - 90,42"),
                params={"line": line[:60]},
            )
        page, *sides = numbers
        left, top, right, bottom = map(float, sides)
        return area_of(int(page), left, top, right, bottom)


def suggestion_in_words(one: Suggestion) -> str:
    """Say what was found, and how often: "personal number 01001012345 (twice)"."""
    often = ngettext("%(count)d place", "%(count)d places", one.count) % {"count": one.count}
    return f"{_KINDS.get(one.kind, one.kind)}: {one.text} ({often})"


_KINDS = {
    "personal_number": _("personal number"),
    "iban": _("bank account"),
    "phone": _("phone"),
    "e_mail": _("e-mail address"),
}
