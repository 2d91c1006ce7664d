"""What the town hall needs from registers outside: a question, an answer, or the reason why there is none.

The connectors offer these ports; nothing here knows an address, a header or a vendor.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Trouble(StrEnum):
    """Why a register gave no usable answer, in words a clerk and a resident can read."""

    DOWN = "down"
    SLOW = "slow"
    RESTING = "resting"
    LIMITED = "limited"
    REFUSED = "refused"
    NONSENSE = "nonsense"
    OTHER_PERSON = "other_person"
    NOT_CONNECTED = "not_connected"
    NO_CONTRACT = "no_contract"
    NO_COPY = "no_copy"
    OLD_COPY = "old_copy"

    @property
    def label(self) -> Promise:
        """Say in one sentence what went wrong."""
        return _SENTENCES[self]


_SENTENCES = {
    Trouble.DOWN: _("The register cannot be reached."),
    Trouble.SLOW: _("The register took too long to answer."),
    Trouble.RESTING: _("The register has failed several times in a row; we are giving it a short rest."),
    Trouble.LIMITED: _("The register accepts no more questions at the moment."),
    Trouble.REFUSED: _("The register refused the question."),
    Trouble.NONSENSE: _("The register's answer could not be read, so it was not used."),
    Trouble.OTHER_PERSON: _("The register answered about another person, so the answer was thrown away."),
    Trouble.NOT_CONNECTED: _("The town hall is not connected to this register at the moment."),
    Trouble.NO_CONTRACT: _("The town hall’s contract with the owner of this register is not in force."),
    Trouble.NO_COPY: _("No file of this register has been delivered yet."),
    Trouble.OLD_COPY: _("The last file of this register is too old to be used."),
}


@dataclass(frozen=True)
class Question:
    """One question to a register: about whom, which values, why, on which ground and in which case."""

    personal_number: str = field(repr=False)
    fields: tuple[str, ...]
    purpose: str
    legal_ground: str
    case_number: str
    asking_body: str
    official: str
    message_id: str
    child_number: str = field(default="", repr=False)
    """Of whom else the question speaks: only where kinship is asked about."""


@dataclass(frozen=True)
class Said:
    """What came over a line, not yet believed: about whom, and the values as sent; no values: not in the register.

    `as_of` is the day the values are of, where a line holds a copy instead of asking.
    """

    personal_number: object = field(repr=False)
    values: Mapping[str, object] | None = field(repr=False)
    as_of: date | None = None


@dataclass(frozen=True)
class Unavailable:
    """No usable answer, for a reason that can be read aloud.

    `retry_after_seconds` is the register's own wish, if it has one.
    """

    trouble: Trouble
    retry_after_seconds: int | None = None

    @property
    def reason(self) -> str:
        """Say in one sentence why there is no answer."""
        return str(self.trouble.label)


@dataclass(frozen=True)
class NotInRegister:
    """The register answered properly: it does not know this person."""

    as_of: date | None = None


@dataclass(frozen=True)
class Record:
    """What a register said about the person asked for, each value read strictly; nothing that was not asked for."""

    personal_number: str = field(repr=False)
    values: Mapping[str, object] = field(default_factory=dict, repr=False)
    as_of: date | None = None


class RegisterLine(Protocol):
    """A line to one register of one town: civil, property, social, a private one or any other."""

    def ask(self, question: Question) -> Said | Unavailable:
        """Ask about one person; never raises for a register that is down, slow or wrong."""
        ...


@dataclass(frozen=True)
class Wish:
    """One setting a connector asks of whoever connects a town: its name, words, and what is accepted."""

    name: str
    title: Promise
    hint: Promise | str = ""
    proposed: str = ""
    is_required: bool = True
    has_lines: bool = False
    check: Callable[[str], None] | None = None
    """Raises BadInput with a sentence for a value that cannot be."""


@dataclass(frozen=True)
class Wired:
    """How one town is connected to one register, as plain values."""

    register: str
    settings: Mapping[str, str]
    secret: str = field(default="", repr=False)
    total_seconds: float = 3.0


class Connector(Protocol):
    """A way to reach registers: X-Road, a REST address, a file put into a folder, the installation's own line."""

    code: str
    title: Promise
    hint: Promise
    """When to choose this way, in a sentence the person who chooses can read."""
    takes_secret: bool

    @property
    def wishes(self) -> Sequence[Wish]:
        """The settings it asks for, in the order in which they are typed."""
        ...

    def reaches(self, register: str) -> bool:
        """Whether this way can lead to a register at all."""
        ...

    def line(self, wired: Wired) -> RegisterLine:
        """The line to a register over this way."""
        ...


class Connectors(Protocol):
    """All ways to registers this installation has."""

    def known(self) -> Mapping[str, Connector]:
        """Every connector by its code; the first is the one a town has until somebody connects it otherwise."""
        ...
