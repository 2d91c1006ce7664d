"""Tells other rooms which services the town has and what is published of them, through the kernel's port."""

from eroba.capabilities.services.models import Service
from eroba.capabilities.services.open_process.durations import HALF_OF_THEM, NINE_IN_TEN
from eroba.capabilities.services.queries.open_process import figures_of_service
from eroba.kernel.matters.ports import Measured, OfferedHere


class TownServices:
    """The services of the town worked for now, as others may know them."""

    def offered(self) -> list[OfferedHere]:
        """Return every service of the town."""
        found = Service.objects.values_list("code", "title_ka", "title_en")
        return [OfferedHere(code, title_ka, title_en) for code, title_ka, title_en in found]

    def measured(self, code: str) -> Measured:
        """Return what is published of one service over the last twelve months; a number held back is None."""
        figures = figures_of_service(code)
        return Measured(figures.lately(code, HALF_OF_THEM), figures.lately(code, NINE_IN_TEN))
