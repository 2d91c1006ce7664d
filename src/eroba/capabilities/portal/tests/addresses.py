"""What stands behind the portal's addresses, for the walk through two towns: nothing that needs a name."""

from collections.abc import Mapping
from typing import Any


def furnish(hall: Any) -> dict[str, Mapping[str, Any]]:
    """The portal's addresses name nothing below the town."""
    return {}
