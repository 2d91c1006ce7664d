"""Loads the demonstration, step by step, and says what it does. What is there already is left as it is."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command

from eroba.config.demo.archive import keep_archive
from eroba.config.demo.bodies import make_councils
from eroba.config.demo.budget import make_budgets
from eroba.config.demo.counters import open_counters
from eroba.config.demo.families import make_families
from eroba.config.demo.nation import (
    offer_a_better_version,
    other_towns,
    publish_in_other_towns,
    publish_nationally,
)
from eroba.config.demo.people import day_of_opening, make_operator, make_towns
from eroba.config.demo.petitions import make_petitions
from eroba.config.demo.priorities import make_priorities
from eroba.config.demo.promises import make_promises
from eroba.config.demo.registers import connect_towns, tell_of_looks
from eroba.config.demo.rounds import make_rounds
from eroba.config.demo.services import name_substitutes, publish_services
from eroba.config.demo.studies import make_studies
from eroba.config.demo.telling import tell_stories
from eroba.config.offers import offer_ports
from eroba.connectors.register_simulator.running import running_simulator
from eroba.kernel.audit.sealer import seal_journals
from eroba.kernel.base.clock import at, today
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.national import load_municipalities
from eroba.kernel.tenancy.scope import scope

Say = Callable[[str], None]


def load_demonstration(say: Say) -> None:
    """Builds the tables and fills them; safe to repeat."""
    with _step(say, "Building the tables"):
        call_command("migrate", interactive=False, verbosity=0)
    with _step(say, "Bringing in the municipalities of Georgia"):
        load_municipalities()
    with _step(say, "Opening the towns and letting their people in"):
        make_operator()
        towns = make_towns(today())
        make_councils(towns, today())
    with _step(say, "Publishing services and telling the history of their applications"):
        count = _tell_history(towns)
    say(f"{count} applications were told" if count else "The applications were there already")
    with _step(say, "Chaining the journals"):
        seal_journals(thorough=True)


def _tell_history(towns: list[Municipality]) -> int:
    others = other_towns()
    slugs = {row["slug"] for row in others}
    publish_nationally(today())
    for town in [town for town in towns if town.slug not in slugs]:
        with at(day_of_opening(today())), scope(town):
            publish_services()
            open_counters()
    publish_in_other_towns(others, today())
    with simulated_registers(), _mail_that_goes_nowhere():
        connect_towns(towns)
        make_families(towns)
        count = tell_stories(towns, today())
        keep_archive(towns, today())
        make_promises(towns, today())
        make_petitions(towns, today())
        make_rounds(towns, today())
        name_substitutes(towns, today())
        offer_a_better_version(today())
        make_studies(towns, today())
        make_budgets(towns, today())
        make_priorities(towns, today())
        tell_of_looks(towns)
        return count


@contextmanager
def _mail_that_goes_nowhere() -> Iterator[None]:
    """Letters of past months are not sent to anybody on the day of loading."""
    before = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    try:
        yield
    finally:
        settings.EMAIL_BACKEND = before


@contextmanager
def simulated_registers() -> Iterator[None]:
    """Registers of the state for as long as the history is told, on a port of their own."""
    names = ("CIVIL", "SOCIAL", "PROPERTY", "UTILITY")
    before = {name: getattr(settings, f"{name}_REGISTER_ADDRESS") for name in names}
    with running_simulator() as simulator:
        _lead_lines_to({name: simulator.line_of(name.lower()) for name in names})
        try:
            yield
        finally:
            _lead_lines_to(before)


def _lead_lines_to(addresses: dict[str, str]) -> None:
    for name, address in addresses.items():
        setattr(settings, f"{name}_REGISTER_ADDRESS", address)
    offer_ports()


@contextmanager
def _step(say: Say, words: str) -> Iterator[None]:
    start = time.monotonic()
    yield
    say(f"{words}: {time.monotonic() - start:.1f} s")
