"""Decides whether a file that somebody sends may come in, by what it is and not by what it is called.

Keeps nothing: `keep_upload` in actions.py files what was accepted. Every refusal is a sentence that
says what is wrong and what one can do.
"""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.kernel.documents.kinds import kind_in_words, media_type_of
from eroba.kernel.documents.pdf_contents import dangers_in_pdf
from eroba.kernel.documents.pictures import drawn_anew
from eroba.kernel.documents.refused import UploadRefused
from eroba.kernel.documents.scanning import refuse_viruses

__all__ = ["AcceptedUpload", "UploadRefused", "check_size", "check_upload", "harmless_name", "media_type_of"]

LARGEST_UPLOAD_BYTES = 10 * 1024 * 1024
_EXTENSIONS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}
_LONGEST_NAME = 120
# A Georgian letter has three bytes, and a folder takes names of 255 bytes.
_LONGEST_NAME_BYTES = 200
# With a letter in it: the day in "decree 12.05.2026.pdf" is no ending.
_ENDING = re.compile(r"\.(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{1,5}$")

_PDF_PROBLEMS: dict[str, str | Promise] = {
    "unreadable": _(
        "The PDF file cannot be read; it may be damaged. Save it again as PDF, or send a photo of the paper."
    ),
    "encrypted": _("The PDF file is locked with a password. Save it without a password and send it again."),
    "script": _("The PDF file contains a program. Print it to a new PDF file, or send a photo of the paper."),
    "attachment": _(
        "The PDF file carries other files inside. Send those files one by one, "
        "or print it to a new PDF file."
    ),
    "polyglot": _(
        "The PDF file is another kind of file at the same time, such as a web page or a packed folder. "
        "Print it to a new PDF file, or send a photo of the paper."
    ),
}  # fmt: skip


@dataclass(frozen=True)
class AcceptedUpload:
    """A file that may be kept: its bytes (pictures drawn anew), its true kind and a harmless name."""

    content: bytes
    media_type: str
    name: str
    is_shelved: bool = False
    """Whether the bytes lie on the shelf already; `receive_upload` puts them there before any transaction."""


def check_upload(content: bytes, name: str, largest_bytes: int = LARGEST_UPLOAD_BYTES) -> AcceptedUpload:
    """Accept a PDF, JPEG or PNG file, or raise UploadRefused with the reason."""
    if not content:
        raise UploadRefused("empty", _("The file is empty. Choose it again, or take the picture again."))
    check_size(len(content), largest_bytes)
    refuse_viruses(content)  # before any reader of ours touches it
    media_type = media_type_of(content)
    if media_type is None:
        raise UploadRefused("kind", _wrong_kind(content))
    if media_type == "application/pdf":
        _check_pdf(content)
    else:
        content = drawn_anew(content, media_type)
    return AcceptedUpload(content, media_type, harmless_name(name, media_type))


def check_size(size_bytes: int, largest_bytes: int = LARGEST_UPLOAD_BYTES) -> None:
    """Refuse a file that is too large; can be asked before anything is read."""
    if size_bytes <= largest_bytes:
        return
    raise UploadRefused(
        "size",
        format_lazy(
            _("The file has {size} MB; at most {most} MB are possible. "
              "Take the picture with a lower resolution, or send the pages as separate files."),
            size=-(-size_bytes // (1024 * 1024)),
            most=largest_bytes // (1024 * 1024),
        ),
    )  # fmt: skip


def harmless_name(name: str, media_type: str) -> str:
    """Give the file's own name without folders, hidden signs and false endings."""
    last = PurePosixPath(name.replace("\\", "/")).name
    visible = "".join(
        letter for letter in unicodedata.normalize("NFC", last) if unicodedata.category(letter)[0] != "C"
    )
    stem = " ".join(re.sub(r'[<>:"|?*/;%]+', " ", visible).split())
    while True:  # "bill.pdf.exe" loses both endings: the true one is added below
        shorter = _ENDING.sub("", stem).strip(" .")
        if shorter == stem:
            break
        stem = shorter
    short = stem[:_LONGEST_NAME].encode()[:_LONGEST_NAME_BYTES].decode(errors="ignore")
    return (short.strip() or "file") + _EXTENSIONS[media_type]


def _check_pdf(content: bytes) -> None:
    dangers = dangers_in_pdf(content)
    if dangers:
        raise UploadRefused(f"pdf-{dangers[0]}", _PDF_PROBLEMS[dangers[0]])


def _wrong_kind(content: bytes) -> Promise:
    return format_lazy(
        _("This is {kind}, whatever its name says. We take PDF, JPEG and PNG. "
          "Save it as PDF, or send a photo of the paper."),
        kind=kind_in_words(content),
    )  # fmt: skip
