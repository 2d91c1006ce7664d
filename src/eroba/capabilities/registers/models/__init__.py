"""What was asked of which register about whom, what came back, how the town is connected, and what people say of it."""

from eroba.capabilities.registers.models.connections import Connection
from eroba.capabilities.registers.models.consents import ConsentWord
from eroba.capabilities.registers.models.copies import CopyRow, RegisterCopy
from eroba.capabilities.registers.models.disclosure import DisclosureDelay, LookQuestion
from eroba.capabilities.registers.models.look_ups import (
    ANSWERED,
    OUTCOME_WORDS,
    LookUp,
    OpenQuestion,
    Outcome,
    Reply,
)

__all__ = [
    "ANSWERED",
    "OUTCOME_WORDS",
    "Connection",
    "ConsentWord",
    "CopyRow",
    "DisclosureDelay",
    "LookQuestion",
    "LookUp",
    "OpenQuestion",
    "Outcome",
    "RegisterCopy",
    "Reply",
]
