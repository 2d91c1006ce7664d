"""Decides whether a file that somebody sends may come in, by what it is and not by what it is called.

Keeps nothing: `keep_upload` in actions.py files what was accepted. Every refusal is a sentence that
says what is wrong and what one can do.
"""

import io
import re
import unicodedata
import warnings
from dataclasses import dataclass
from pathlib import PurePosixPath

import puremagic
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from eroba.kernel.base.errors import BadInput
from eroba.kernel.documents.pdf_contents import dangers_in_pdf

LARGEST_UPLOAD_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 9_999
_JPEG_QUALITY = 88
_EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
_EXTENSIONS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}
_LONGEST_NAME = 120

# What a file starts with -> the word for it. Longest first would not matter: no start contains another.
_OTHER_KINDS: tuple[tuple[bytes, str | Promise], ...] = (
    (b"MZ", _("a program for Windows")),
    (b"\x7fELF", _("a program")),
    (b"\xca\xfe\xba\xbe", _("a program")),
    (b"\xcf\xfa\xed\xfe", _("a program")),
    (b"#!", _("a program")),
    (b"PK\x03\x04", _("a packed folder or an office document")),
    (b"PK\x05\x06", _("a packed folder or an office document")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _("an office document of an old kind")),
    (b"{\\rtf", _("an office document")),
    (b"Rar!", _("a packed folder")),
    (b"7z\xbc\xaf\x27\x1c", _("a packed folder")),
    (b"\x1f\x8b", _("a packed file")),
    (b"GIF8", _("a picture in the format GIF")),
    (b"RIFF", _("a picture or a recording we cannot open")),
    (b"II*\x00", _("a picture in the format TIFF")),
    (b"MM\x00*", _("a picture in the format TIFF")),
    (b"BM", _("a picture in the format BMP")),
    (b"<", _("a web page or a drawing")),
)


class UploadRefused(BadInput):
    """The file may not come in. `message` tells the person why and what to do; `reason` is for programs."""

    def __init__(self, reason: str, message: str | Promise) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True)
class AcceptedUpload:
    """A file that may be kept: its bytes (pictures drawn anew), its true kind and a harmless name."""

    content: bytes
    media_type: str
    name: str


def check_upload(content: bytes, name: str, largest_bytes: int = LARGEST_UPLOAD_BYTES) -> AcceptedUpload:
    """Accept a PDF, JPEG or PNG file, or raise UploadRefused with the reason."""
    if not content:
        raise UploadRefused("empty", _("The file is empty. Choose it again, or take the picture again."))
    check_size(len(content), largest_bytes)
    if _EICAR in content:
        raise UploadRefused(
            "virus", _("The file contains a known virus and was not kept. Check your device for viruses.")
        )
    media_type = media_type_of(content)
    if media_type is None:
        raise UploadRefused("kind", _wrong_kind(content))
    if media_type == "application/pdf":
        _check_pdf(content)
    else:
        content = _drawn_anew(content, media_type)
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


def media_type_of(content: bytes) -> str | None:
    """Tell the kind of a file from its first bytes; None when it is none that we take."""
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    return None


def harmless_name(name: str, media_type: str) -> str:
    """Give the file's own name without folders, hidden signs and false endings."""
    last = PurePosixPath(name.replace("\\", "/")).name
    visible = "".join(
        letter for letter in unicodedata.normalize("NFC", last) if unicodedata.category(letter)[0] != "C"
    )
    stem = " ".join(re.sub(r'[<>:"|?*/;%]+', " ", visible).split())
    while True:  # "bill.pdf.exe" loses both endings: the true one is added below
        shorter = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", stem).strip(" .")
        if shorter == stem:
            break
        stem = shorter
    return (stem[:_LONGEST_NAME].strip() or "file") + _EXTENSIONS[media_type]


def _check_pdf(content: bytes) -> None:
    dangers = dangers_in_pdf(content)
    if not dangers:
        return
    messages = {
        "unreadable": _(
            "The PDF file cannot be read; it may be damaged. Save it again as PDF, or send a photo of the paper."
        ),
        "encrypted": _("The PDF file is locked with a password. Save it without a password and send it again."),
        "script": _(
            "The PDF file contains a program. Print it to a new PDF file, or send a photo of the paper."
        ),
        "attachment": _(
            "The PDF file carries other files inside. Send those files one by one, "
            "or print it to a new PDF file."
        ),
    }  # fmt: skip
    raise UploadRefused(f"pdf-{dangers[0]}", messages[dangers[0]])


def _drawn_anew(content: bytes, media_type: str) -> bytes:
    """Draw a picture anew: nothing hidden stays in it, neither a place nor a second file behind it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as picture:
                _check_dimensions(*picture.size)
                picture.load()
                upright = ImageOps.exif_transpose(picture)
                return _saved(upright, media_type)
    except UploadRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UploadRefused("dimensions", _too_many_pixels()) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise UploadRefused(
            "picture-unreadable",
            _(
                "The picture cannot be opened; it may be damaged. Take or save it again and send it once more."
            ),
        ) from error


def _saved(picture: Image.Image, media_type: str) -> bytes:
    target = io.BytesIO()
    if media_type == "image/jpeg":
        plain = picture if picture.mode in {"RGB", "L"} else picture.convert("RGB")
        plain.info.clear()
        plain.save(target, "JPEG", quality=_JPEG_QUALITY, optimize=True)
    else:
        plain = picture if picture.mode in {"1", "L", "LA", "RGB", "RGBA"} else picture.convert("RGBA")
        plain.info.clear()
        plain.save(target, "PNG", optimize=False)
    return target.getvalue()


def _check_dimensions(width: int, height: int) -> None:
    """Ask for the size before the picture is unpacked: a few kilobytes can hold gigabytes of white."""
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise UploadRefused("dimensions", _too_many_pixels())


def _too_many_pixels() -> Promise:
    return format_lazy(
        _("The picture is too large to open: at most {side} pixels on a side and {millions} million in all. "
          "Make it smaller and send it again."),
        side=LONGEST_SIDE,
        millions=MOST_PIXELS // 1_000_000,
    )  # fmt: skip


def _wrong_kind(content: bytes) -> Promise:
    return format_lazy(
        _("This is {kind}, whatever its name says. We take PDF, JPEG and PNG. "
          "Save it as PDF, or send a photo of the paper."),
        kind=_kind_of(content),
    )  # fmt: skip


def _kind_of(content: bytes) -> str | Promise:
    if content[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"}:
        return _("a picture in the format HEIC of an iPhone (Settings, Camera, Formats, Most Compatible)")
    for start, word in _OTHER_KINDS:
        if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(start):
            return word
    try:
        return f"{puremagic.from_string(content[:4096]).lstrip('.').upper()}"
    except (puremagic.PureError, ValueError, IndexError):
        return _("a file of a kind we do not know")
