"""The map of Georgia as equal tiles: each municipality one square, neighbours kept near. Our own drawing.

Equal tiles give a small town the same room as the capital. No Django here.
"""

from dataclasses import dataclass

# Each entry is a municipality's `number_prefix`; north is up.
_GRID = """
 .   .   .  MES LEN  .   .   .   .   .   .   .   .
 .  TSJ CKR MRT TSG AMB ONI  .   .  KAZ  .   .   .
ZUG KHO SEN KHN TSK TKI CHI  .   .  DUS AKM  .   .
POT LAN ABA SAM KUT TER ZES SCH GOR MTS TIA TEL KVA
 .  OZU CHO VAN BAG KRG KHS KRL KSP TBI SGR GUR LAG
BAT KOB SHU KHU ADI AKT BOR TSL TET GAR RUS SIG DED
KHE KED  .   .   .  ASP AKL NIN DMA BOL MRN  .   .
"""
TILE = 40
GAP = 4


@dataclass(frozen=True)
class Place:
    """A tile's upper left corner, in the drawing's units."""

    x: int
    y: int


def places() -> dict[str, Place]:
    """Where each municipality stands, by its prefix."""
    step = TILE + GAP
    return {
        prefix: Place(column * step, row * step)
        for row, line in enumerate(_GRID.strip().splitlines())
        for column, prefix in enumerate(line.split())
        if prefix != "."
    }


def size() -> tuple[int, int]:
    """Width and height of the whole drawing."""
    lines = [line.split() for line in _GRID.strip().splitlines()]
    step = TILE + GAP
    return len(lines[0]) * step - GAP, len(lines) * step - GAP
