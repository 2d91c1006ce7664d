"""What can go wrong at the simulated bank; each fault is switched on by its kind."""

from collections.abc import Mapping
from typing import ClassVar

from eroba.connectors.simulation import faults


class Fault(faults.Fault):
    """One fault of the bank."""

    KINDS: ClassVar[Mapping[str, str]] = {
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


class FaultBoard(faults.FaultBoard[Fault]):
    """Which faults are on at the moment."""
