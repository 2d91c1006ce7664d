"""A number as it is published, or the place of one that is held back."""

from dataclasses import dataclass

from eroba.capabilities.services.open_process.cells import Cell


@dataclass(frozen=True, slots=True)
class Figure:
    """What is published in one place: the number, or none and whether that is for its own smallness."""

    cell: Cell
    value: int | None
    is_small: bool = False

    @property
    def least(self) -> int:
        """What everybody can tell it is at least."""
        if self.value is not None:
            return self.value
        return 1

    @property
    def state(self) -> str:
        """In a word for programs: `shown`, `under-5` or `held-back`."""
        if self.value is not None:
            return "shown"
        return "under-5" if self.is_small else "held-back"
