"""What stands behind the addresses of My page, for the walk through two towns."""

from typing import Any


def furnish(hall: Any) -> dict[str, dict[str, Any]]:
    """Names the town whose details of oneself are asked for."""
    return {name: {"town": hall.town.slug} for name in ("my:contact", "my:copy")}
