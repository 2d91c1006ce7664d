"""How much work lies where: for the town's own people, and for partners the town told about it."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop as noop
from ninja import Router

from eroba.capabilities.services.api import shapes
from eroba.capabilities.services.open_process.cells import FEWEST
from eroba.capabilities.services.queries.workload import open_counts
from eroba.capabilities.services.rules import may_see_workload
from eroba.kernel.actions import NotAllowed
from eroba.kernel.api.describing import described
from eroba.kernel.api.doors import signed_in_or
from eroba.kernel.people.queries import actor_for

WORKLOAD = "workload:read"
router = Router()


@router.get(
    "/workload",
    response=list[shapes.WorkloadOut],
    auth=signed_in_or(WORKLOAD),
    url_name="workload",
    operation_id="getWorkload",
    summary=noop("How many applications are open"),
    openapi_extra=described(
        example=[{"service": "one-off-social-assistance", "waits_for": "town", "count": 17}]
    ),
)
def workload(request: HttpRequest) -> list[dict[str, Any]]:
    """Open applications by service and by whom they wait for, without anybody's name; under five no number is said."""
    verdict = may_see_workload(actor_for(request, channel="api"))
    if not verdict:
        raise NotAllowed(verdict)
    return [
        {"service": code, "waits_for": side, "count": count if count >= FEWEST else None}
        for code, side, count in open_counts()
    ]
