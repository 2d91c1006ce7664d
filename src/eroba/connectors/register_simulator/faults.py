"""What can go wrong at the simulated registers; each register has one fault at a time."""

from collections.abc import Mapping
from typing import ClassVar

from eroba.connectors.simulation import faults

REGISTERS = ("civil", "social", "property", "utility")


class Fault(faults.Fault):
    """One fault of one register."""

    KINDS: ClassVar[Mapping[str, str]] = {
        "slow": "answers properly, but only after NUMBER seconds (3)",
        "drip": "sends the answer letter by letter over NUMBER seconds (6)",
        "down": "drops the connection without a word",
        "unavailable": "answers 503",
        "error": "answers 500",
        "limit": "answers 429 and asks to wait NUMBER seconds (30)",
        "refused": "answers 403",
        "garbage": "sends something that is no JSON",
        "html": "sends a web page with status 200",
        "other-person": "answers about somebody else",
        "missing-field": "leaves out one of the asked values",
        "impossible": "sends values that cannot be",
        "huge": "sends NUMBER megabytes (5)",
        "wrong-hash": "sends the hash of another request",
    }
    SHAPE: ClassVar[str] = "REGISTER:KIND[=NUMBER][,times=COUNT]"


class FaultBoard(faults.FaultBoard[Fault]):
    """Which register has which fault at the moment."""

    def switch_on(self, place: str, fault: Fault) -> None:
        """Give a register a fault in place of the one it has."""
        if place not in REGISTERS:
            raise ValueError(f"no such register: {place!r}; there are {', '.join(REGISTERS)}")
        super().switch_on(place, fault)


def read_fault(text: str) -> tuple[str, Fault]:
    """Read a fault as typed on the command line, with the register it is for."""
    register, colon, rest = text.strip().partition(":")
    if not colon or register not in REGISTERS:
        raise ValueError(f"{text!r} is not {Fault.SHAPE}")
    return register, Fault.read(rest)
