"""The lines of a file, packed or not, one at a time: however long the file is, only one line is held."""

import gzip
import zlib
from collections.abc import Iterator
from typing import IO, cast

from eroba.capabilities.budgeting.pabulib.faults import Fault
from eroba.capabilities.budgeting.pabulib.faults import marked as _

LONGEST_LINE = 1 << 20
LARGEST_FILE = 4 << 30
"""Bytes after unpacking; the ballots of a hundred million voters fit."""
_PACKED = b"\x1f\x8b"
_MARK = b"\xef\xbb\xbf"


def lines_of(stream: IO[bytes], largest: int = LARGEST_FILE) -> Iterator[str]:
    """The lines of a `.pb` or `.pb.gz`, known by its first bytes, not by its name.

    Raises Fault when it is not UTF-8, not whole, or unpacks to more than `largest` bytes.
    """
    is_packed = stream.read(2) == _PACKED
    stream.seek(0)
    unpacked = cast(IO[bytes], gzip.GzipFile(fileobj=stream)) if is_packed else stream
    size = number = 0
    while line := _next_line(unpacked, number + 1):
        number += 1
        size += len(line)
        if size > largest:
            raise Fault(number, _("the file is larger than %(limit)s bytes when unpacked"), limit=largest)
        yield _text(line.removeprefix(_MARK) if number == 1 else line, number)


def _next_line(stream: IO[bytes], number: int) -> bytes:
    try:
        line = stream.readline(LONGEST_LINE + 1)
    except (OSError, EOFError, zlib.error) as problem:
        raise Fault(number, _("the packed file is damaged or not whole")) from problem
    if len(line) > LONGEST_LINE:
        raise Fault(number, _("the line is longer than %(limit)s bytes"), limit=LONGEST_LINE)
    return line


def _text(line: bytes, number: int) -> str:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise Fault(number, _("the text is not UTF-8")) from problem
    if "\0" in text:
        raise Fault(number, _("the text is not UTF-8"))
    return text
