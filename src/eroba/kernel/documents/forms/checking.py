"""The two ways to ask about a letter: its code, or its file."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from eroba.kernel.documents.codes import read_code
from eroba.kernel.documents.verification import LARGEST_FILE_BYTES
from eroba.kernel.ui.forms import HouseForm


class CheckCodeForm(HouseForm):
    """The code printed on a letter."""

    code = forms.CharField(
        label=_("Code of the letter"),
        help_text=_("Seventeen letters and digits, for example 7K3M-9QZX-A2BC-4D5EF. Case does not matter."),
        error_messages={"required": _("Type the code that is printed at the end of the letter.")},
    )

    def clean_code(self) -> str:
        """Read the code as people type it."""
        code = read_code(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(
                _("This cannot be the code of a letter: a letter or digit is wrong or missing.")
            )
        return code


class CheckFileForm(HouseForm):
    """The PDF file of a letter."""

    file = forms.FileField(
        label=_("PDF file of the letter"),
        help_text=_(
            "The file as you received it, not a photo or a scan. We check it and keep nothing of it."
        ),
        error_messages={
            "required": _("Choose the PDF file of the letter."),
            "empty": _("The file is empty. Choose it again."),
        },
    )

    def clean_file(self) -> UploadedFile:
        """Refuse a file that is too large to be a letter before it is read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE_BYTES:
            raise forms.ValidationError(_("The file is too large to be a letter of a municipality."))
        return file
