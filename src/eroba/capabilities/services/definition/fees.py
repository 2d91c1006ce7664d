"""The nouns of money in a folder: what a fee is and on which law, and where in a case's way it is due."""

from dataclasses import dataclass

from eroba.capabilities.services.definition.texts import NO_TEXT, Text

ON_SUBMISSION = "submission"


@dataclass(frozen=True, slots=True)
class Exemption:
    """Who owes nothing: a condition over the facts, in words, on a law."""

    code: str
    title: Text
    when: str
    basis: str


@dataclass(frozen=True, slots=True)
class ServiceFee:
    """What the applicant pays: a fixed amount, a town's own setting, or what a table says of the facts."""

    code: str
    title: Text
    basis: str
    amount: str = ""
    setting: str = ""
    table: str = ""
    text: Text = NO_TEXT
    exemptions: tuple[Exemption, ...] = ()

    @property
    def ways(self) -> tuple[str, ...]:
        """How the amount is found; a sound fee has exactly one way."""
        return tuple(name for name in ("amount", "setting", "table") if getattr(self, name))


@dataclass(frozen=True, slots=True)
class StagePayment:
    """When a fee becomes due, which steps wait until it is paid, and which deadlines stand still, on which law."""

    fee: str
    due_at: str
    basis: str
    outcomes: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()
    stops_clocks: tuple[str, ...] = ()
