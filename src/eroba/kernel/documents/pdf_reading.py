"""Opens PDF files that strangers send: bounded, offline, and never trusting what they claim."""

from collections.abc import Iterator
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodeLimits
from pyhanko.pdf_utils.reader import PdfFileReader

LIMITS = DecodeLimits.for_untrusted_input()
_DEEPEST_TREE = 8


def open_pdf(content: bytes, *, strict: bool) -> PdfFileReader:
    """Open a PDF with bounded unpacking; raises whatever the reader raises on nonsense."""
    return PdfFileReader(BytesIO(content), strict=strict, decode_limits=LIMITS)


def entry_of(holder: object, key: str) -> generic.PdfObject | None:
    """Give what a dictionary holds under a key, followed to the object itself; None if nothing."""
    # Not `.get`: that gives references instead of what they point to.
    if isinstance(holder, generic.DictionaryObject) and key in holder:
        return holder[key]
    return None


def members_of(holder: object, key: str) -> list[generic.PdfObject]:
    """Give the members of a list that a dictionary holds under a key; empty if there is none."""
    array = entry_of(holder, key)
    # By index, because iterating gives references too.
    return [array[i] for i in range(len(array))] if isinstance(array, generic.ArrayObject) else []


def attached_files(reader: PdfFileReader) -> Iterator[tuple[str, bytes]]:
    """Give name and content of each file that travels inside a PDF."""
    yield from _leaves(entry_of(entry_of(reader.root, "/Names"), "/EmbeddedFiles"), depth=0)


def _leaves(tree: generic.PdfObject | None, depth: int) -> Iterator[tuple[str, bytes]]:
    if depth > _DEEPEST_TREE:
        return
    for kid in members_of(tree, "/Kids"):
        yield from _leaves(kid, depth + 1)
    for entry in members_of(tree, "/Names")[1::2]:
        stream = entry_of(entry_of(entry, "/EF"), "/F")
        if isinstance(stream, generic.StreamObject):
            yield str(entry_of(entry, "/UF") or entry_of(entry, "/F") or ""), stream.data
