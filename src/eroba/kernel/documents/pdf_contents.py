"""Looks into a PDF from a stranger for what a paper never needs: programs, other files, locks, a second nature."""

import re
from collections.abc import Iterator

from pyhanko.pdf_utils import generic

from eroba.kernel.documents.pdf_reading import attached_files, open_pdf
from eroba.kernel.documents.statements import FILE_NAME

_PROGRAMS = {"/JavaScript", "/JS", "/Launch", "/XFA", "/RichMedia", "/Rendition", "/ImportData", "/GoToE"}
_FILES = {"/EmbeddedFiles", "/EmbeddedFile", "/FileAttachment"}
_MOST_OBJECTS = 100_000
# Not `<body`: comments that people write into a PDF carry it.
_WEB_PAGE = re.compile(rb"<(?:!doctype\s{1,9}html|html|script|iframe|\?php)\b", re.IGNORECASE)
_AFTER_THE_END = re.compile(rb"[\s\x00]*")
_PACKED_END, _PACKED_LIST = b"PK\x05\x06", b"PK\x01\x02"
_ORDER = ("unreadable", "polyglot", "script", "attachment")


def dangers_in_pdf(content: bytes) -> list[str]:
    """Name what is wrong with a PDF: unreadable, encrypted, polyglot, script, attachment; empty when nothing is."""
    try:
        reader = open_pdf(content, strict=False)
        if reader.encrypted:
            return ["encrypted"]
        if b"%%EOF" not in content:
            return ["unreadable"]
        found = set(_dangers(generic.DictionaryObject(reader.trailer.flatten())))
        names = [name for name, _content in attached_files(reader)]
    except Exception:  # the file is a stranger's: whatever breaks the reader is unreadable
        return ["unreadable"]
    if names == [FILE_NAME]:
        found.discard("attachment")  # a letter of a municipality, perhaps sent with an appeal
    if is_something_else_too(content):
        found.add("polyglot")
    return sorted(found, key=_ORDER.index)


def is_something_else_too(content: bytes) -> bool:
    """Tell whether a PDF is a web page or a packed folder at the same time, or goes on after its end."""
    end = content.rfind(b"%%EOF")
    if not _AFTER_THE_END.fullmatch(content[end + len(b"%%EOF") :]):
        return True
    return _has_packed_folder(content) or _WEB_PAGE.search(content) is not None


def _has_packed_folder(content: bytes) -> bool:
    """Look for the list of contents of a packed folder where its readers look: before its end mark."""
    place = content.rfind(_PACKED_END)
    while place >= 0:
        size = int.from_bytes(content[place + 12 : place + 16], "little")
        if size == 0 or content[max(0, place - size) :].startswith(_PACKED_LIST):
            return True
        place = content.rfind(_PACKED_END, 0, place)
    return False


def _dangers(start: generic.PdfObject) -> Iterator[str]:
    """Walk all objects that can be reached, each once, without recursion."""
    waiting: list[generic.PdfObject] = [start]
    seen: set[tuple[int, int]] = set()
    count = 0
    while waiting:
        thing = waiting.pop()
        count += 1
        if count > _MOST_OBJECTS * 20 or len(seen) > _MOST_OBJECTS:
            yield "unreadable"
            return
        if isinstance(thing, generic.IndirectObject):
            name = (thing.idnum, thing.generation)
            if name not in seen:
                seen.add(name)
                waiting.append(thing.get_object())
        elif isinstance(thing, generic.DictionaryObject):
            yield from _dangers_of(thing)
            waiting.extend(thing.raw_get(key) for key in thing)
        elif isinstance(thing, generic.ArrayObject):
            waiting.extend(thing.raw_get(i) for i in range(len(thing)))


def _dangers_of(thing: generic.DictionaryObject) -> Iterator[str]:
    words = set(thing) | {value for key in ("/S", "/Subtype", "/Type") if isinstance(
        value := thing.raw_get(key) if key in thing else None, generic.NameObject
    )}  # fmt: skip
    if words & _PROGRAMS:
        yield "script"
    if words & _FILES:
        yield "attachment"
