"""What the town hall needs from registers outside: a question, an answer, or the reason why there is none.

The connectors offer these ports; nothing here knows an address, a header or a vendor.
"""

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
}


class CivilField(StrEnum):
    """What the civil register can be asked about a person, one value each."""

    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    GIVEN_NAME_LATIN = "given_name_latin"
    FAMILY_NAME_LATIN = "family_name_latin"
    BIRTH_DATE = "birth_date"
    DIED_ON = "died_on"
    MUNICIPALITY_CODE = "municipality_code"
    VILLAGE = "village"
    REGISTERED_ADDRESS = "registered_address"
    HOUSEHOLD_COUNT = "household_count"
    CHILD_COUNT = "child_count"

    @property
    def label(self) -> Promise:
        """Name the value in the reader's language."""
        return _CIVIL_WORDS[self]


_CIVIL_WORDS = {
    CivilField.GIVEN_NAME: _("given name"),
    CivilField.FAMILY_NAME: _("family name"),
    CivilField.GIVEN_NAME_LATIN: _("given name in Latin letters"),
    CivilField.FAMILY_NAME_LATIN: _("family name in Latin letters"),
    CivilField.BIRTH_DATE: _("date of birth"),
    CivilField.DIED_ON: _("date of death, if any"),
    CivilField.MUNICIPALITY_CODE: _("municipality of the registered address"),
    CivilField.VILLAGE: _("town or village of the registered address"),
    CivilField.REGISTERED_ADDRESS: _("registered address"),
    CivilField.HOUSEHOLD_COUNT: _("number of people registered at the address"),
    CivilField.CHILD_COUNT: _("number of children registered at the address"),
}


class SocialField(StrEnum):
    """What the Social Service Agency can be asked about a person's family, one value each."""

    SOCIAL_SCORE = "social_score"
    SCORED_ON = "scored_on"
    RECEIVES_SUBSISTENCE = "receives_subsistence"
    FAMILY_COUNT = "family_count"

    @property
    def label(self) -> Promise:
        """Name the value in the reader's language."""
        return _SOCIAL_WORDS[self]


_SOCIAL_WORDS = {
    SocialField.SOCIAL_SCORE: _("rating score of the family"),
    SocialField.SCORED_ON: _("date of the rating score"),
    SocialField.RECEIVES_SUBSISTENCE: _("whether the family receives subsistence allowance"),
    SocialField.FAMILY_COUNT: _("number of members of the assessed family"),
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


@dataclass(frozen=True)
class CivilRecord:
    """What the civil register said; a value that was not asked for stays empty."""

    personal_number: str = field(repr=False)
    given_name: str | None = field(default=None, repr=False)
    family_name: str | None = field(default=None, repr=False)
    given_name_latin: str | None = field(default=None, repr=False)
    family_name_latin: str | None = field(default=None, repr=False)
    birth_date: date | None = field(default=None, repr=False)
    died_on: date | None = field(default=None, repr=False)
    municipality_code: str | None = field(default=None, repr=False)
    village: str | None = field(default=None, repr=False)
    registered_address: str | None = field(default=None, repr=False)
    household_count: int | None = field(default=None, repr=False)
    child_count: int | None = field(default=None, repr=False)


@dataclass(frozen=True)
class SocialRecord:
    """What the Social Service Agency said about the family; a value that was not asked for stays empty."""

    personal_number: str = field(repr=False)
    social_score: int | None = field(default=None, repr=False)
    scored_on: date | None = field(default=None, repr=False)
    receives_subsistence: bool | None = field(default=None, repr=False)
    family_count: int | None = field(default=None, repr=False)


class CivilRegister(Protocol):
    """The civil register of the Public Service Development Agency."""

    def ask(self, question: Question) -> CivilRecord | NotInRegister | Unavailable:
        """Ask about one person; never raises for a register that is down, slow or wrong."""
        ...


class SocialRegister(Protocol):
    """The database of socially vulnerable families of the Social Service Agency."""

    def ask(self, question: Question) -> SocialRecord | NotInRegister | Unavailable:
        """Ask about one person's family; never raises for a register that is down, slow or wrong."""
        ...
