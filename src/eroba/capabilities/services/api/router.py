"""All operations of services, put together."""

from ninja import Router

from eroba.capabilities.services.api import applications, catalogue, open_process, reports, visits, workload

router = Router(tags=["services"])
for _part in (catalogue, applications, visits, reports, workload, open_process):
    router.add_router("", _part.router)
