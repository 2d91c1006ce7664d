"""What the civil register says of a voter to a machine that counts; nobody reads the answers.

Capabilities that need it have a port of their own; what is answered is the same for all.
"""

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True)
class RegisteredPerson:
    """What the civil register knows of one person, as far as a signature or a vote needs it."""

    family_names: frozenset[str] = field(repr=False)
    birth_date: dt.date | None = field(repr=False)
    died_on: dt.date | None = field(default=None, repr=False)
    municipality_code: str = ""


class RegisterSilent(Exception):
    """The register gave no usable answer; it is asked again later."""


def age_on(born: dt.date, day: dt.date) -> int:
    """How many years old somebody is on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
