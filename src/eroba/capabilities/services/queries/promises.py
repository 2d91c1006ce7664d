"""How well the town keeps its time with applications: what its home shows, from the published figures only."""

from dataclasses import dataclass

from eroba.capabilities.services.open_process.cells import DECIDED, TOWN
from eroba.capabilities.services.open_process.durations import HALF_OF_THEM
from eroba.capabilities.services.open_process.periods import HALF
from eroba.capabilities.services.queries.open_process import Share, figures_of_town


@dataclass(frozen=True)
class KeptTime:
    """How long decisions took in the last twelve months, and of the last half-year how many there were, and in time."""

    usual_days: int | None = None
    half: str = ""
    decision_count: int | None = None
    in_time: Share | None = None


def kept_time() -> KeptTime:
    """What is published about the town worked for now; empty while too little has happened.

    Nothing is counted here: a figure of its own beside the published ones could be subtracted from them.
    """
    shown = figures_of_town()
    usual_days = shown.lately(TOWN, HALF_OF_THEM)
    halves = shown.periods(TOWN, HALF)
    if not halves:
        return KeptTime(usual_days)
    count = shown.value(TOWN, halves[-1], DECIDED)
    return KeptTime(usual_days, halves[-1], count or None, shown.in_time(TOWN, halves[-1]))
