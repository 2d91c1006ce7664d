"""The catalogue as people see it: what is offered, and one service."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.models import Service
from eroba.capabilities.services.own_acts import with_own_acts
from eroba.capabilities.services.published import definition_of, definitions_of
from eroba.kernel.base.errors import NotFound


@dataclass(frozen=True)
class OfferedService:
    """A service of the town with what its version in force says."""

    service: Service
    definition: ServiceDefinition

    def occasions(self) -> tuple[str, ...]:
        """What happens in somebody's life when they need it, by code; the first is where it is listed."""
        return tuple(event.code for event in self.definition.life_events)


def offered_services() -> list[OfferedService]:
    """Every service that takes applications, by title."""
    services = list(
        Service.objects.filter(is_enabled=True).select_related("current").defer("current__content")
    )
    said = definitions_of([service.current for service in services])
    offered = [
        OfferedService(service, with_own_acts(said[service.current_id], service.own_acts))
        for service in services
    ]
    return sorted(offered, key=lambda one: str(one.definition.title))


def occasions_of(offered: Sequence[OfferedService]) -> list[tuple[str, str]]:
    """Every occasion the services name, once, by title; the same code in two services is the same occasion."""
    titles = {event.code: str(event.title) for one in offered for event in one.definition.life_events}
    return sorted(titles.items(), key=lambda occasion: occasion[1])


def in_turn(offered: Sequence[OfferedService]) -> list[OfferedService]:
    """The services so that each occasion has its first before any has its second."""
    seen: Counter[tuple[str, ...]] = Counter()
    places: list[tuple[int, OfferedService]] = []
    for one in offered:
        occasion = one.occasions()[:1]
        places.append((seen[occasion], one))
        seen[occasion] += 1
    return [one for _place, one in sorted(places, key=lambda placed: placed[0])]


def service_by_code(code: str) -> OfferedService:
    """One service, also when it is closed to new applications; raises NotFound when the town has none such."""
    service = Service.objects.filter(code=code).select_related("current").defer("current__content").first()
    if service is None:
        raise NotFound(_("This municipality offers no such service."))
    return OfferedService(service, with_own_acts(definition_of(service.current), service.own_acts))
