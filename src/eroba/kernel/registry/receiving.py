"""What a capability says of things that are accepted at once and opened right afterwards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Receiving:
    """A kind of thing people send that is accepted at once and opened right afterwards, in order of receipt.

    `open` gets `Receipt`s of one town, the oldest first, inside a transaction; it returns the `Matter` of each. What
    it raises undoes all of them, and they are then tried one by one.
    """

    kind: str
    """`capability.word`, e.g. `services.application`."""
    open: Callable[[Sequence[Any]], Sequence[Any]]
    route: str
    """The address, below a town, that shows a person what became of it (given its `number`)."""
