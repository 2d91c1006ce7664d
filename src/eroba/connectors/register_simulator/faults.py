"""Faults one can switch on per register while the simulator runs, for all questions or the next few."""

import threading
from dataclasses import dataclass

REGISTERS = ("civil", "social", "property", "utility")

KINDS = {
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


@dataclass
class Fault:
    """One fault of one register; `times` counts down, None lasts until it is switched off."""

    kind: str
    number: float | None = None
    times: int | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no such fault: {self.kind!r}; there are {', '.join(KINDS)}")
        if self.number is not None and not 0 <= self.number <= 3600:
            raise ValueError("the number of a fault lies between 0 and 3600")
        if self.times is not None and self.times < 1:
            raise ValueError("a fault happens at least once")


class FaultBoard:
    """Which register has which fault at the moment; safe to change while questions are answered."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: dict[str, Fault] = {}

    def switch_on(self, register: str, fault: Fault) -> None:
        """Give a register a fault in place of the one it has."""
        if register not in REGISTERS:
            raise ValueError(f"no such register: {register!r}; there are {', '.join(REGISTERS)}")
        with self._lock:
            self._faults[register] = fault

    def switch_off(self, register: str) -> None:
        """Let a register work again."""
        with self._lock:
            self._faults.pop(register, None)

    def strike(self, register: str) -> Fault | None:
        """Give the fault that hits this question, and count it."""
        with self._lock:
            fault = self._faults.get(register)
            if fault is None or fault.times is None:
                return fault
            fault.times -= 1
            if fault.times == 0:
                del self._faults[register]
            return fault

    def shown(self) -> dict[str, dict[str, object]]:
        """List the faults that are switched on."""
        with self._lock:
            return {name: vars(fault).copy() for name, fault in self._faults.items()}


def read_fault(text: str) -> tuple[str, Fault]:
    """Read a fault as typed on the command line: REGISTER:KIND[=NUMBER][,times=COUNT]."""
    register, colon, rest = text.strip().partition(":")
    what, _comma, times = rest.partition(",")
    kind, _equals, number = what.partition("=")
    if not colon or register not in REGISTERS or (times and not times.startswith("times=")):
        raise ValueError(f"{text!r} is not REGISTER:KIND[=NUMBER][,times=COUNT]")
    count = int(times.removeprefix("times=")) if times else None
    return register, Fault(kind, float(number) if number else None, count)
