"""The catalogue as people see it: what is offered, and one service."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.models import Service
from eroba.capabilities.services.published import definition_of, definitions_of
from eroba.kernel.base.errors import NotFound


@dataclass(frozen=True)
class OfferedService:
    """A service of the town with what its version in force says."""

    service: Service
    definition: ServiceDefinition


def offered_services() -> list[OfferedService]:
    """Every service that takes applications, by title."""
    services = list(
        Service.objects.filter(is_enabled=True).select_related("current").defer("current__content")
    )
    said = definitions_of([service.current for service in services])
    offered = [OfferedService(service, said[service.current_id]) for service in services]
    return sorted(offered, key=lambda one: str(one.definition.title))


def service_by_code(code: str) -> OfferedService:
    """One service, also when it is closed to new applications; raises NotFound when the town has none such."""
    service = Service.objects.filter(code=code).select_related("current").defer("current__content").first()
    if service is None:
        raise NotFound(_("This municipality offers no such service."))
    return OfferedService(service, definition_of(service.current))
