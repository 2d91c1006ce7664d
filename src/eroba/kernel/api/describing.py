"""How an operation describes itself beyond its types: an example, and what may go wrong with it."""

from typing import Any


def described(
    *,
    example: Any = None,
    status: int = 200,
    sent: Any = None,
    wrong: tuple[int, ...] = (),
    paged: bool = False,
) -> dict[str, Any]:
    """What goes into `openapi_extra`: examples of what is sent and answered, the problems, headers of a list."""
    said: dict[str, Any] = {
        "x-example": example,
        "x-status": str(status),
        "x-problems": sorted({404, *wrong}),
        "x-paged": paged,
    }
    if sent is not None:
        said["x-sent"] = sent
    return said
