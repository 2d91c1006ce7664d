"""Tells what a file is by its bytes, never by its name, and names in words what we do not take."""

import puremagic
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Programs inside office documents: the folder of a new one, the storage of an old one.
_MACROS = (b"vbaProject.bin", b"vbaData.xml", "_VBA_PROJECT".encode("utf-16-le"))
_PACKED = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE_FOLDERS = (b"word/", b"xl/", b"ppt/", b"mimetypeapplication/vnd.oasis")

# What a file starts with -> the word for it. Longest first would not matter: no start contains another.
_OTHER_KINDS: tuple[tuple[bytes, str | Promise], ...] = (
    (b"MZ", _("a program for Windows")),
    (b"\x7fELF", _("a program")),
    (b"\xca\xfe\xba\xbe", _("a program")),
    (b"\xcf\xfa\xed\xfe", _("a program")),
    (b"#!", _("a program")),
    (_PACKED, _("a packed folder")),
    (b"PK\x05\x06", _("a packed folder")),
    (_OLD_OFFICE, _("an office document of an old kind")),
    (b"{\\rtf", _("an office document")),
    (b"Rar!", _("a packed folder")),
    (b"7z\xbc\xaf\x27\x1c", _("a packed folder")),
    (b"\x1f\x8b", _("a packed file")),
    (b"BZh", _("a packed file")),
    (b"\xfd7zXZ\x00", _("a packed file")),
    (b"GIF8", _("a picture in the format GIF")),
    (b"RIFF", _("a picture or a recording we cannot open")),
    (b"II*\x00", _("a picture in the format TIFF")),
    (b"MM\x00*", _("a picture in the format TIFF")),
    (b"BM", _("a picture in the format BMP")),
    (b"<", _("a web page or a drawing")),
)
_IPHONE = {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"}


def media_type_of(content: bytes) -> str | None:
    """Tell the kind of a file from its first bytes; None when it is none that we take."""
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    return None


def kind_in_words(content: bytes) -> str | Promise:
    """Say what a file is that we do not take. Nothing is unpacked to find out."""
    if content[4:12] in _IPHONE:
        return _("a picture in the format HEIC of an iPhone (Settings, Camera, Formats, Most Compatible)")
    if content.startswith((_PACKED, _OLD_OFFICE)) and has_macros(content):
        return _("an office document with a program (macros) inside")
    if content.startswith(_PACKED) and any(folder in content for folder in _OFFICE_FOLDERS):
        return _("an office document")
    for start, word in _OTHER_KINDS:
        if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(start):
            return word
    try:
        return f"{puremagic.from_string(content[:4096]).lstrip('.').upper()}" or _unknown()
    except Exception:  # the file is a stranger's: whatever breaks the reader is of no kind we know
        return _unknown()


def has_macros(content: bytes) -> bool:
    """Tell whether an office document names a program among its parts; the names are never packed."""
    return any(mark in content for mark in _MACROS)


def _unknown() -> str | Promise:
    return _("a file of a kind we do not know")
