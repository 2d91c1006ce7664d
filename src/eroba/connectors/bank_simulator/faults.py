"""Faults one can switch on while the simulated bank runs, for everything or the next few times."""

import threading
from dataclasses import dataclass

KINDS = {
    "silent": "drops every question without a word; the page for people still works",
    "slow": "answers questions only after NUMBER seconds (8)",
    "garbage": "answers questions with something that is no JSON",
    "no-notice": "never sends a notice by itself",
    "late-notice": "sends each notice only after NUMBER seconds (20)",
    "double-notice": "sends each notice twice",
    "forged-notice": "signs notices with a wrong key",
    "wrong-amount": "reports NUMBER tetri less than was paid (100)",
    "wrong-currency": "reports the amount in another currency",
    "refuse": "refuses to take the money, whatever the person does",
    "refuse-refund": "refuses to pay back",
}


@dataclass
class Fault:
    """One fault; `times` counts down, None lasts until it is switched off."""

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
    """Which faults are on at the moment; safe to change while questions are answered."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: dict[str, Fault] = {}

    def switch_on(self, fault: Fault) -> None:
        """Switch a fault on in place of the same one."""
        with self._lock:
            self._faults[fault.kind] = fault

    def switch_off(self, kind: str) -> None:
        """Switch a fault off, or all with `all`."""
        with self._lock:
            if kind == "all":
                self._faults.clear()
            self._faults.pop(kind, None)

    def strike(self, kind: str) -> Fault | None:
        """Give the fault if it is on, and count it."""
        with self._lock:
            fault = self._faults.get(kind)
            if fault is not None and fault.times is not None:
                fault.times -= 1
                if fault.times == 0:
                    del self._faults[kind]
            return fault

    def shown(self) -> dict[str, dict[str, object]]:
        """List the faults that are on."""
        with self._lock:
            return {name: vars(fault).copy() for name, fault in self._faults.items()}


def read_fault(text: str) -> Fault:
    """Read a fault as typed on the command line: KIND[=NUMBER][,times=COUNT]."""
    what, _comma, times = text.strip().partition(",")
    kind, _equals, number = what.partition("=")
    if times and not times.startswith("times="):
        raise ValueError(f"{text!r} is not KIND[=NUMBER][,times=COUNT]")
    count = int(times.removeprefix("times=")) if times else None
    return Fault(kind, float(number) if number else None, count)
