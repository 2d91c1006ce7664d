"""What stands behind the addresses of what did not arrive, for the walk through two towns."""

from collections.abc import Mapping
from typing import Any

from eroba.kernel.undelivered.tests.failing import one_that_failed
from tests.towns.hall import TownHall


def furnish(hall: TownHall) -> Mapping[str, Mapping[str, Any]]:
    """One delivery that failed; its technical text is for this town's desk only."""
    delivery = one_that_failed(problem=f"ValueError: {hall.mark}")
    named = {"key": delivery.pk}
    return {f"undelivered:{name}": named for name in ("detail", "again", "give_up")}
