"""What petitions need from outside: a machine that says whether a signer is a voter of this town."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class RegisteredPerson:
    """What the civil register knows of one person, as far as a signature needs it."""

    family_names: frozenset[str] = field(repr=False)
    birth_date: dt.date | None = field(repr=False)
    died_on: dt.date | None = field(default=None, repr=False)
    municipality_code: str = ""


class RegisterSilent(Exception):
    """The register gave no usable answer; it is asked again later."""


class SignerRegister(Protocol):
    """Asks the civil register about signers, one by one and by machine; nobody reads the answers."""

    def known_as(self, number: str, *, matter_number: str) -> RegisteredPerson | None:
        """The person with this number; nothing when there is none. Raises RegisterSilent. Not for actions."""
