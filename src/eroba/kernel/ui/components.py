"""What the components show, as small frozen records: a view fills them, a template tag draws them.

Texts are plain strings in the reader's language; nothing here knows a model.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True)
class Mark:
    """A state in a table cell: a word with its shape. Kinds as for the `status` tag."""

    words: str
    kind: str = "open"


# From this many columns on a table rarely fits a phone, least of all in Georgian.
STACKING_COLUMNS = 3

Cell = str | int | Decimal | Mark


@dataclass(frozen=True)
class Crumb:
    """One step of the way back to the front page."""

    title: str
    href: str = ""


@dataclass(frozen=True)
class Task:
    """One topic of a longer form; without `href` it cannot be started yet."""

    title: str
    href: str = ""
    status: str = ""
    kind: str = "quiet"
    hint: str = ""


@dataclass(frozen=True)
class Answer:
    """One line of check-your-answers; `source` says where a value came from."""

    question: str
    value: str
    change_href: str = ""
    source: str = ""


@dataclass(frozen=True)
class DocumentCard:
    """A paper one can open: what it is, how big, when it was issued."""

    title: str
    href: str
    size_bytes: int | None = None
    file_kind: str = "PDF"
    issued_on: date | None = None
    note: str = ""
    more_href: str = ""
    more_words: str = ""


@dataclass(frozen=True)
class Moment:
    """One sentence of a timeline. Kinds: plain, good, attention, late, ahead (has not happened yet)."""

    at: date | datetime
    sentence: str
    kind: str = "plain"
    by: str = ""
    detail: str = ""
    href: str = ""
    document: DocumentCard | None = None


@dataclass(frozen=True)
class CountedDay:
    """One calendar day under a clock: its number in the count, or why it does not count."""

    on: date
    counted: int | None
    why: str = ""


@dataclass(frozen=True)
class Clock:
    """A legal deadline that explains itself. States: running, stopped, met, late."""

    what: str
    due_on: date | None
    state: str = "running"
    basis: str = ""
    started_on: date | None = None
    note: str = ""
    days: Sequence[CountedDay] = ()


@dataclass(frozen=True)
class Column:
    """A column; `sort` is the word in the address that sorts by it, `whole` keeps numbers of cases unbroken."""

    title: str
    numeric: bool = False
    sort: str = ""
    whole: bool = False

    @property
    def css_class(self) -> str:
        """How its cells are set."""
        return "e-number" if self.numeric else "e-whole" if self.whole else ""


@dataclass(frozen=True)
class Row:
    """A line of a table; `href` makes its first cell a link."""

    cells: Sequence[Cell]
    href: str = ""


@dataclass(frozen=True)
class Table:
    """A table with its caption; `sorted_by` is the word of the address, with a minus for downwards.

    `anchor` is the id of where it stands, so that sorting does not throw one back to the top of a long page.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    sorted_by: str = ""
    keyboard: bool = False
    caption_hidden: bool = False
    anchor: str = ""

    @property
    def stacks(self) -> bool:
        """Whether a phone shows each row as a block of its own; heads that sort have to stay in sight."""
        return len(self.columns) >= STACKING_COLUMNS and not any(column.sort for column in self.columns)


@dataclass(frozen=True)
class Card:
    """A thing one can open, in a row of its like."""

    title: str
    href: str
    text: str = ""
    meta: str = ""
    status: str = ""
    kind: str = "quiet"
    figure: str = ""


@dataclass(frozen=True)
class Door:
    """One of the large ways in on a front page; `icon` is a name from `ui.icons`."""

    title: str
    href: str
    text: str
    icon: str


@dataclass(frozen=True)
class Step:
    """One step of a short way. States: done, now, ahead."""

    title: str
    state: str = "ahead"


@dataclass(frozen=True)
class Figure:
    """A number worth its size, with what it counts and a note on where it is from."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class MenuLink:
    """One entry of a menu or of the side navigation."""

    title: str
    href: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class MenuGroup:
    """Entries of the desk's side navigation under one heading; the heading may be empty."""

    title: str
    links: Sequence[MenuLink]
