"""The manifest: reading one `capability.py` tells everything that capability adds to the platform."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from eroba.kernel.registry.receiving import Receiving

Listener = Callable[[Any, Any], None]


@dataclass(frozen=True, kw_only=True)
class MenuEntry:
    """One line of a menu: its words, the name of its address, where it stands and who sees it."""

    title: str | Promise
    route: str
    place: str
    """`public`, `my`, `desk` or `footer`."""
    needs_town: bool = True
    """Whether its address lies below a town."""
    roles: frozenset[str] = frozenset()
    """Who sees it at the desk; empty means everybody there."""
    only_in_preparation: bool = False
    """Whether it is there only while the town is getting ready to open."""
    order: int = 100
    """Its place in its menu, the smallest first; entries of the same order stand as their manifests do."""


@dataclass(frozen=True, kw_only=True)
class Card:
    """One thing worth a look: on the home of a town or on My page."""

    title: str | Promise
    text: str | Promise = ""
    address: str = ""
    status: str | Promise = ""
    status_kind: str = ""
    due_on: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number worth its size on a front page: how many, of what, and where it is from."""

    value: str | Promise
    label: str | Promise
    note: str | Promise = ""


@dataclass(frozen=True, kw_only=True)
class PersonalFile:
    """A file held about a person, for their copy of everything: its name there, and how to read it."""

    name: str
    read: Callable[[], bytes]


@dataclass(frozen=True, kw_only=True)
class Hold:
    """Why a person's data cannot be erased yet: a sentence for the person, and the law behind it."""

    because: str | Promise
    basis: str | Promise = ""


@dataclass(frozen=True, kw_only=True)
class NewsKind:
    """A kind of news a person may get, and how it reaches them until they choose otherwise.

    What is urgent (a period of the law runs from it) waits for no quiet hours and stands in no digest.
    """

    code: str
    """`capability.word`, e.g. `services.case`."""
    title: str | Promise
    is_urgent: bool = False
    email: str = "at_once"
    """`at_once`, `daily`, `weekly` or `never`."""
    sms: str = "never"


@dataclass(frozen=True, kw_only=True)
class FeedEntry:
    """One entry of a feed; its id never changes, whatever else does."""

    id: str
    title: str | Promise
    address: str
    written_at: dt.datetime
    text: str | Promise = ""
    changed_at: dt.datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Topic:
    """Something of a town that anybody can follow and read as a feed: the public facts named, or entries of its own."""

    code: str
    """Its place in the address: `feeds/<code>.atom`."""
    title: str | Promise
    facts: Sequence[type] = ()
    entries: Callable[[], Sequence[FeedEntry]] | None = None
    """Newest first; without it the entries are the public facts."""


@dataclass(frozen=True, kw_only=True)
class Day:
    """Something that is due or takes place on a day, for a calendar; `uid` never changes."""

    uid: str
    on: dt.date
    title: str | Promise
    changed_at: dt.datetime
    text: str | Promise = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Way:
    """What else one can do with a matter: follow it, read its feed. With a media type it is another form of it."""

    title: str | Promise
    address: str
    media_type: str = ""


@dataclass(frozen=True, kw_only=True)
class Look:
    """An official looked at something of a person: when, who, at what, and where the person finds it."""

    id: UUID
    at: dt.datetime
    who: str
    what: str | Promise
    unit: str = ""
    number: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Overhearing:
    """A listener for every fact of some audiences, whoever announced it; only while the town wants that."""

    listener: Listener
    shown_to: frozenset[str]
    is_wanted: Callable[[], bool]
    """Asked in the town's scope with each fact: it must cost next to nothing."""


@dataclass(frozen=True, kw_only=True)
class OpenExport:
    """An open format one can take a town's public matters away in: `eroba export KIND`.

    `write` runs in the scope of the town, fills a folder that is there, and says which files it wrote.
    """

    kind: str
    title: str | Promise
    write: Callable[[Path], Sequence[Path]]


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Something an outside app may be let do: its name between programs, and what a person reads before agreeing."""

    name: str
    title: str | Promise
    meaning: str | Promise
    is_personal: bool = True
    """Done in the name of a person who agreed; otherwise by a partner system, in nobody's name."""
    is_own: bool = False
    """About the app itself, in nobody's name: any app that can keep a secret may have it, whatever its kind."""
    tells_of: frozenset[str] = frozenset()
    """Kinds of matter: what the parties of such a matter read of it, an app with this scope may be told."""


@dataclass(frozen=True, kw_only=True)
class PracticeStart:
    """What a practice case begins with: the thing it is about, its number, and where the trainee finds it."""

    subject_id: UUID
    number: str
    address: str


@dataclass(frozen=True, kw_only=True)
class OpeningStep:
    """One thing a town gets ready before it opens: where it is done, what is there, and what is still missing."""

    code: str
    title: str | Promise
    text: str | Promise
    address: str
    order: int
    done: Sequence[str | Promise] = ()
    """What is there already, in short sentences."""
    missing: Sequence[str | Promise] = ()
    """What must come before the town can open; nothing when the step is done."""
    advice: Sequence[str | Promise] = ()
    """What would be good to have, and can come later."""
    undo: Callable[[Any], None] | None = None
    """Takes back what was done of it (given the `Actor`), for as long as the town is not open."""


@dataclass(frozen=True, kw_only=True)
class Capability:
    """Everything a capability, or a kernel room with facts of its own, adds to the platform."""

    name: str
    title: str | Promise
    summary: str | Promise = ""
    door: str = ""
    """Behind which door of a town's home it stands: `services`, `together` or `townhall`."""
    lasting: frozenset[str] = frozenset()
    """Names of addresses that stay when a town switches the capability off: what was begun is finished."""
    matter_kinds: Mapping[str, str | Promise] = field(default_factory=dict)
    """Kind of matter -> its word, e.g. `case` -> "Application"."""
    menu: Sequence[MenuEntry] = ()
    facts: Sequence[type] = ()
    """The facts it announces, in the order they usually happen."""
    listens: Mapping[str, Sequence[Listener]] = field(default_factory=dict)
    """Name of a fact -> plain functions `(fact, delivery)` that act on it after commit."""
    deadlines: Sequence[Callable[[], Sequence[Any]]] = ()
    """The legal periods it works with in this town (each a `Rule` of the clocks); the town may set its own."""
    sweeps: Sequence[Callable[[], Any]] = ()
    """What the worker does each minute for each town: announce what fell due, forget what expired."""
    receives: Sequence[Receiving] = ()
    """What people send it that is accepted first and opened afterwards."""
    routes: Sequence[tuple[str, str, str]] = ()
    """Triples of place (`town`, `my`, `country` or `bare`: no language), first segments, and URL module."""
    home_cards: Sequence[Callable[[], Sequence[Card]]] = ()
    """What is open now in this town, for its home page."""
    offers: Sequence[Callable[[], Sequence[Card]]] = ()
    """What one can get done in this town, for its home page."""
    figures: Sequence[Callable[[], Sequence[Figure]]] = ()
    """How well this town keeps its promises, in figures."""
    finds: Sequence[Callable[[str], Sequence[Card]]] = ()
    """What it has under a search key of `base.text` in this town; `is_found` compares."""
    my_cards: Sequence[Callable[[Any], Sequence[Card]]] = ()
    """What concerns a person in this town now (given the `Actor`), for My page."""
    news: Sequence[NewsKind] = ()
    """The kinds of news it sends to persons, each of which they can set."""
    topics: Sequence[Topic] = ()
    """What of it anybody can follow, and read as a feed."""
    hears_all_public: Sequence[Listener] = ()
    """Functions `(fact, delivery)` for every fact that everybody may read, whoever announced it."""
    overhears: Sequence[Overhearing] = ()
    """Listeners for every fact of some audiences, while the town wants them."""
    dates: Sequence[Callable[[], Sequence[Day]]] = ()
    """The public days of this town, for its calendar."""
    my_dates: Sequence[Callable[[Any], Sequence[Day]]] = ()
    """The days of a person in this town (given the `Actor`), for their own calendar."""
    ways: Sequence[Callable[[Any], Sequence[Way]]] = ()
    """What else one can do with a public matter (given the `Matter`), for its page."""
    looks: Sequence[Callable[[Any], Sequence[Look]]] = ()
    """Which officials opened something of a person in this town (given the `Person`), newest first."""
    scopes: Sequence[Scope] = ()
    """What outside apps may be let do here, through the programming interface."""
    exports: Sequence[OpenExport] = ()
    """The open formats in which a town's public matters can be taken away, by `eroba export`."""
    personal: Sequence[Callable[..., Any]] = ()
    """Functions that hand over what this capability holds about one person."""
    second_locks: Sequence[Callable[[Sequence[UUID]], Mapping[UUID, bytes]]] = ()
    """Functions that give the salts of matters of this capability whose part of the journal has a lock of its own."""
    personal_files: Sequence[Callable[..., Iterable[PersonalFile]]] = ()
    """Functions that hand over the files this capability holds about one person."""
    holds: Sequence[Callable[..., Sequence[Hold]]] = ()
    """Functions that say why a person cannot be erased yet; nothing when they can."""
    opening: Sequence[Callable[[], Sequence[OpeningStep]]] = ()
    """What a town gets ready of it before it opens, for the summary at its desk."""
    furnishes: Sequence[Callable[[Any], None]] = ()
    """What it puts into a training copy (given the town copied), run in the copy's scope and as part of its making."""
    practices: Sequence[Path] = ()
    """Folders of practice cases for the staff, one file each; what a file may say: capability `learning`."""
    practice_starts: Mapping[str, Callable[[Any, Mapping[str, Any]], "PracticeStart"]] = field(
        default_factory=dict
    )
    """Name -> makes what a practice case begins with, in a training copy (given the trainee and what the file says)."""
    practice_states: Mapping[str, Callable[[UUID], Mapping[str, Any]]] = field(default_factory=dict)
    """The same names -> how that thing stands now, as plain values, for the checks (given its `subject_id`)."""
    papers: Sequence[Callable[..., Any]] = ()
    """Functions `(actor, file ids)` that say which of these files are papers of this capability, and who may read."""

    @property
    def is_switchable(self) -> bool:
        """Whether a town can do without it: what stands behind one of the doors of its home."""
        return bool(self.door)

    def owns_segment(self, segment: str) -> bool:
        """Whether public addresses that begin with this segment below a town are its own."""
        prefixes = (prefix for place, prefix, _module in self.routes if place == "town")
        return any(prefix.split("/")[0] == segment != "desk" for prefix in prefixes)
