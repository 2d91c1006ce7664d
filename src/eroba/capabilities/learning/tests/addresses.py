"""What stands behind the addresses of learning, for the walk through two towns: one practice case."""

from typing import Any

# a practice case that both towns have would be found in the other one, by its own officials
CODE = "only-here"


def furnish(hall: Any) -> dict[str, dict[str, object]]:
    """Practice cases come with the platform; what somebody did in one is told to nobody else."""
    named: dict[str, object] = {"code": CODE}
    return {f"learning_desk:{name}": named for name in ("practice", "begin", "check")}
