"""What was asked of which register about whom, what came back, and how the town is connected."""

from eroba.capabilities.registers.models.connections import Connection
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
    "LookUp",
    "OpenQuestion",
    "Outcome",
    "Reply",
]
