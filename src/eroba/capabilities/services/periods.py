"""A service's clocks as legal periods, as the service proposes them to every town."""

import datetime as dt
from dataclasses import replace

from eroba.capabilities.services.definition.service import ClockVariant, ServiceClock, ServiceDefinition
from eroba.capabilities.services.published import cited
from eroba.capabilities.services.queries.catalogue import offered_services
from eroba.kernel.clocks.calendars import Name
from eroba.kernel.clocks.law import Duty, Rule
from eroba.kernel.clocks.periods import Period, Unit


def periods_of_services() -> list[Rule]:
    """Each clock of each service that takes applications here, for the desk's list of deadlines."""
    return [
        _with_service(one.definition, rule)
        for one in offered_services()
        for clock in one.definition.clocks
        for rule in (proposed_rule(one.definition, clock), *variant_rules(one.definition, clock))
    ]


def _with_service(service: ServiceDefinition, rule: Rule) -> Rule:
    # many services have a deadline called "Decision": in one list each needs the name of its service
    titles = {
        language: f"{service.title.in_language(language)}: {rule.title.in_language(language)}"
        for language in ("ka", "en")
    }
    return replace(rule, title=Name(**titles))


def proposed_rule(service: ServiceDefinition, clock: ServiceClock) -> Rule:
    """A service's clock as a legal period, as the service proposes it to every town."""
    basis, unit = cited(service, clock.basis), Unit(clock.unit)
    law = service.law(clock.basis)
    return Rule(
        code=f"{service.code}.{clock.code}",
        title=Name(clock.title.in_language("ka"), clock.title.in_language("en")),
        period=Period(clock.least or clock.length, unit),
        basis=Name(basis.in_language("ka"), basis.in_language("en")),
        duty=Duty(clock.duty),
        cap_days=clock.cap_days or None,
        extension=Period(clock.extension, unit) if clock.extension else None,
        is_minimum=bool(clock.least),
        valid_from=dt.date.fromisoformat(law.valid_from) if law and law.valid_from else None,
        verified=bool(law and law.verified),
    )


def variant_rules(service: ServiceDefinition, clock: ServiceClock) -> list[Rule]:
    """The other lengths of a clock, each a period of its own that a town can set."""
    return [variant_rule(service, clock, one) for one in clock.variants]


def variant_rule(service: ServiceDefinition, clock: ServiceClock, variant: ClockVariant) -> Rule:
    """One other length of a clock as a legal period."""
    rule, basis = proposed_rule(service, clock), cited(service, variant.basis)
    law = service.law(variant.basis)
    return replace(
        rule,
        code=f"{rule.code}.{variant.code}",
        title=Name(
            *(f"{clock.title.in_language(one)} ({variant.title.in_language(one)})" for one in ("ka", "en"))
        ),
        period=Period(variant.length, Unit(variant.unit)),
        basis=Name(basis.in_language("ka"), basis.in_language("en")),
        is_minimum=False,
        verified=bool(law and law.verified),
    )
