"""Getting a town ready: which services it has taken over, and which amounts and acts are still the example's."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.actions import give_back_services
from eroba.capabilities.services.models import Service
from eroba.capabilities.services.own_acts import local_laws
from eroba.capabilities.services.published import definitions_of
from eroba.kernel.actions import Actor
from eroba.kernel.registry import OpeningStep


def service_steps() -> list[OpeningStep]:
    """The services taken over, and the town's own amounts and acts over them."""
    services = list(
        Service.objects.filter(is_enabled=True).select_related("current").defer("current__content")
    )
    said = definitions_of([service.current for service in services])
    no_act = [
        service.title
        for service in services
        if not {law.code for law in local_laws(said[service.current_id])} <= set(service.own_acts)
    ]
    no_amount = [
        service.title
        for service in services
        if not {one.code for one in said[service.current_id].settings} <= set(service.own_settings)
    ]
    advice = []
    if no_act:
        advice.append(format_lazy(_("the council’s act for: {titles}"), titles=", ".join(no_act)))
    if no_amount:
        advice.append(format_lazy(_("the town’s own amounts for: {titles}"), titles=", ".join(no_amount)))
    return [
        OpeningStep(
            code="services",
            title=_("Services"),
            text=_(
                "Taken over from the national catalogue, with the town’s own amounts and its council’s acts."
            ),
            address="services_exchange:overview",
            order=40,
            done=[service.title for service in services],
            missing=[] if services else [_("at least one service")],
            advice=advice,
            undo=_give_back,
        )
    ]


def _give_back(by: Actor) -> None:
    give_back_services(by)
