"""Faults one can switch on while a stand-in runs, for everything or the next few times."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Generic, Self, TypeVar

LONGEST_NUMBER = 3600
EVERYWHERE = "all"


@dataclass
class Fault:
    """One fault; `times` counts down, None lasts until it is switched off. Each stand-in says which `KINDS` it has."""

    kind: str
    number: float | None = None
    times: int | None = None

    KINDS: ClassVar[Mapping[str, str]] = {}
    SHAPE: ClassVar[str] = "KIND[=NUMBER][,times=COUNT]"

    def __post_init__(self) -> None:
        if self.kind not in self.KINDS:
            raise ValueError(f"no such fault: {self.kind!r}; there are {', '.join(self.KINDS)}")
        if self.number is not None and not 0 <= self.number <= LONGEST_NUMBER:
            raise ValueError(f"the number of a fault lies between 0 and {LONGEST_NUMBER}")
        if self.times is not None and self.times < 1:
            raise ValueError("a fault happens at least once")

    def number_or(self, usual: float) -> float:
        """The number it was given, else the usual one."""
        return usual if self.number is None else self.number

    @classmethod
    def read(cls, text: str) -> Self:
        """A fault as typed on the command line, in the form of `SHAPE`."""
        what, _comma, times = text.strip().partition(",")
        kind, _equals, number = what.partition("=")
        if times and not times.startswith("times="):
            raise ValueError(f"{text!r} is not {cls.SHAPE}")
        count = int(times.removeprefix("times=")) if times else None
        return cls(kind, float(number) if number else None, count)


F = TypeVar("F", bound=Fault)


class FaultBoard(Generic[F]):
    """Which place has which fault at the moment; safe to change while questions are answered."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: dict[str, F] = {}

    def switch_on(self, place: str, fault: F) -> None:
        """Give a place a fault instead of the one it has."""
        with self._lock:
            self._faults[place] = fault

    def switch_off(self, place: str) -> None:
        """Let a place work again, or with `all` every one."""
        with self._lock:
            if place == EVERYWHERE:
                self._faults.clear()
            self._faults.pop(place, None)

    def strike(self, place: str) -> F | None:
        """Give the fault that hits now, and count it."""
        with self._lock:
            fault = self._faults.get(place)
            if fault is not None and fault.times is not None:
                fault.times -= 1
                if fault.times == 0:
                    del self._faults[place]
            return fault

    def shown(self) -> dict[str, dict[str, object]]:
        """List the faults that are on."""
        with self._lock:
            return {place: vars(fault).copy() for place, fault in self._faults.items()}
