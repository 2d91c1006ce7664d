"""What others offer to the room of people and to every capability: looking somebody up in a register."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from django.utils.functional import Promise

from eroba.kernel.actions.actor import Actor


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a register said: found or not, the values, when, and what went wrong in words a person can read."""

    found: bool
    values: Mapping[str, Any] = field(default_factory=dict)
    asked_at: dt.datetime
    problem: str | Promise | None = None
    is_unasked: bool = False
    """Nobody was asked and nobody will be by itself: the person did not agree, or the town has no line."""

    @property
    def is_answered(self) -> bool:
        """Whether the register answered at all; if not, it will be asked again."""
        return self.problem is None


class KnownPerson(Protocol):
    """Somebody of this town, as `models.Person` is."""

    id: UUID


class RegisterLookups(Protocol):
    """Looks a person up in a register, and writes down who asked, why and on which legal ground."""

    def look_up(
        self,
        *,
        by: Actor,
        person: KnownPerson,
        register: str,
        purpose: str | Mapping[str, str],
        basis: str | Mapping[str, str],
        case_number: str = "",
        fields: Sequence[str] = (),
    ) -> Answer:
        """Asks a register (`civil`, `property`, …) about a person. Never call it inside an action: it goes outside.

        `purpose` and `basis` may be given in both languages (`ka`, `en`), because the person reads them;
        `fields` names the values wanted, all the register has when empty.
        """


class ConnectedRegisters(Protocol):
    """Which registers the town is connected to, and what they hold: what no form need ask a person."""

    def held(self) -> Mapping[str, frozenset[str]]:
        """The values each connected register holds, by the register's code."""


@dataclass(frozen=True, kw_only=True)
class ConsentChoice:
    """A private register about which a person decides: whose it is, what they said last, where they say it."""

    register: str
    title: Any
    owner: str
    said: str
    is_given: bool
    address: str


class RegisterConsents(Protocol):
    """What a person decides about private registers before they are asked."""

    def choices(self, person: Any, registers: Sequence[str]) -> Sequence[ConsentChoice]:
        """The person's choices about those of the registers that need their consent."""


class Notices(Protocol):
    """Tells a person something, readable on My page and sent by e-mail; the same key tells it once."""

    def tell(self, person: Any, *, key: str, subject: Any, body: Any, path: str) -> None:
        """Writes the notice, in the language of the person."""


class EvidenceShelf(Protocol):
    """Keeps a paper that somebody hands in as evidence, and hands it out to whom the caller lets."""

    def keep(self, by: Actor, file: Any, *, about: UUID | None) -> UUID:
        """Checks and keeps the file; raises a Refusal with the reason when it cannot be taken. Not for actions."""

    def hand_out(self, evidence_id: UUID) -> Any:
        """The kept file as an answer to download; raises NotFound."""


class KinshipRegister(Protocol):
    """A register that knows who somebody's parents are. Where none is offered, an official looks at the paper."""

    def is_parent(self, by: Actor, *, parent: KnownPerson, child: KnownPerson) -> bool | None:
        """Whether the one is a parent of the other; nothing when the register does not answer. Not for actions."""
