"""Money as whole tetri, so that no sum is ever rounded on its way. Knows no country but Georgia's lari."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Self

LARI = "GEL"
TETRI_IN_A_LARI = 100
MOST_TETRI = 10_000_000_000


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in tetri; never negative, never a fraction of a tetri."""

    tetri: int

    def __post_init__(self) -> None:
        if isinstance(self.tetri, bool) or not isinstance(self.tetri, int):
            raise ValueError("money is counted in whole tetri")
        if not 0 <= self.tetri <= MOST_TETRI:
            raise ValueError(f"{self.tetri} tetri is no amount we work with")

    @classmethod
    def of_lari(cls, lari: Decimal | str) -> Self:
        """Make money from an amount in lari; raises ValueError for a fraction of a tetri."""
        try:
            tetri = Decimal(lari) * TETRI_IN_A_LARI
            is_whole = tetri == tetri.to_integral_value()
        except InvalidOperation as error:
            raise ValueError(f"{lari!r} is no amount") from error
        if not is_whole:
            raise ValueError(f"{lari} lari is not a whole number of tetri")
        return cls(int(tetri))

    @property
    def amount(self) -> Decimal:
        """The amount in lari, exactly."""
        return Decimal(self.tetri) / TETRI_IN_A_LARI

    def __str__(self) -> str:
        return f"{self.amount:.2f}"

    def __bool__(self) -> bool:
        return self.tetri > 0
