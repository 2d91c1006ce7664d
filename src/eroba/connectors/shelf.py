"""All ways to registers this installation has, in the order in which an operator reads them."""

from collections.abc import Mapping, Sequence

from eroba.capabilities.registers.ports import Connector


class ConnectorShelf:
    """Offers the port `Connectors`; the first is what a town has until somebody connects it otherwise."""

    def __init__(self, connectors: Sequence[Connector]) -> None:
        self._known = {one.code: one for one in connectors}

    def known(self) -> Mapping[str, Connector]:
        """Every connector by its code."""
        return self._known
