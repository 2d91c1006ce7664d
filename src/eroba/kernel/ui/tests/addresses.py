"""What stands behind the addresses of the gallery; nothing of it belongs to a town."""

from typing import Any


def furnish(hall: Any) -> dict[str, dict[str, Any]]:
    """Names one sample page and one trouble."""
    return {"ui:example": {"name": "service"}, "ui:trouble": {"status": 404}}
