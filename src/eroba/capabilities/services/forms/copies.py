"""What an official types while writing a service: the beginning of a copy, one file, a new file's name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eroba.kernel.ui.forms import HouseForm


class CodeForm(HouseForm):
    """A service to copy under a code of its own."""

    like = forms.ChoiceField(label=_("Begin with a copy of"))
    code = forms.SlugField(
        label=_("Code of the new service"),
        max_length=60,
        help_text=_(
            "Small Latin letters joined by hyphens, such as firewood-for-schools. It is part of the address."
        ),
    )

    def __init__(self, *args: Any, services: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["like"].choices = services  # type: ignore[attr-defined]


class ArchiveForm(HouseForm):
    """A service as an archive, from another town or from one's own machine."""

    archive = forms.FileField(
        label=_("Archive of a service"), help_text=_("A file made by “Download” here or in another town.")
    )
    signed_by = forms.CharField(
        label=_("The sender’s public key"),
        max_length=64,
        required=False,
        help_text=_("If the sender told you one: 64 figures and letters."),
    )


class TextForm(HouseForm):
    """One file as text, and the edition one saw when beginning to write."""

    body = forms.CharField(
        label=_("Text of the file"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false", "class": "e-code", "wrap": "off"}),
    )
    edition = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class NewFileForm(HouseForm):
    """The name of a file to add."""

    name = forms.CharField(
        label=_("Name of the file"),
        max_length=140,
        help_text=_("letters/granted.ka.html, examples/large-family.yaml or rules/amounts.json"),
    )
