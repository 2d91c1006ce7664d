"""What follows by itself when the national catalogue publishes: every town that offers the service is offered it."""

from eroba.capabilities.services import actions
from eroba.capabilities.services.facts import ServicePublished
from eroba.capabilities.services.models import ArrivedVersion, Service, ServiceVersion
from eroba.kernel.actions import system_actor
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.national import NATIONAL_SLUG
from eroba.kernel.tenancy.scope import current_municipality, scope


def offer_to_towns(fact: ServicePublished, delivery: Delivery) -> None:
    """Lay a version of the national catalogue before each open town that offers the service in another version."""
    if current_municipality().slug != NATIONAL_SLUG:
        return
    found = Service.objects.select_related("current").filter(title_ka=fact.title["ka"])
    for version in [service.current for service in found if service.current.number == fact.number]:
        for town in Municipality.objects.filter(is_open=True).exclude(slug=NATIONAL_SLUG):
            with scope(town):
                _offer(version)


def _offer(version: ServiceVersion) -> None:
    standing = Service.objects.select_related("current").defer("current__content").filter(code=version.code)
    here = standing.first()
    if here is None or here.current.content_hash == version.content_hash:
        return
    actions.note_arrival(
        system_actor("national catalogue"),
        content=version.content,
        source=ArrivedVersion.Source.NATIONAL,
        source_number=version.number,
    )
