"""What can go wrong at the simulated gateway, which has one fault at a time."""

from collections.abc import Mapping
from typing import ClassVar

from eroba.connectors.simulation import faults


class Fault(faults.Fault):
    """A fault of the gateway."""

    KINDS: ClassVar[Mapping[str, str]] = {
        "slow": "takes the message, and answers only after NUMBER seconds (3)",
        "down": "drops the connection without a word, and takes nothing",
        "lost": "takes the message, and drops the connection without an answer",
        "unavailable": "answers 503",
        "limit": "answers 429",
        "refused": "answers 422: will never take this message",
        "nonsense": "sends a web page with status 200, and takes nothing",
    }
