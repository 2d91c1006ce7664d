"""Publishes the services of the demonstration in a town, by the services' own action."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from eroba.capabilities.services.actions import name_substitute, publish_service
from eroba.capabilities.services.definition.folder import ServiceFolder
from eroba.capabilities.services.models import Service, Substitution
from eroba.capabilities.services.national import seed_folders
from eroba.config.demo.people import email_of, read_yaml
from eroba.kernel.actions import system_actor
from eroba.kernel.people.models import Account, Appointment
from eroba.kernel.people.queries import actor_of
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope


def publish_services() -> list[Service]:
    """Publishes every service that comes with Eroba and is not in the town worked for now; twice is once.

    What a town has, it keeps: it may have accepted a newer version meanwhile.
    """
    return publish_missing(seed_folders())


def publish_missing(folders: Sequence[ServiceFolder]) -> list[Service]:
    """Publishes those of the services that the town worked for now does not have."""
    known = set(Service.objects.values_list("code", flat=True))
    missing = [folder for folder in folders if folder.definition.code not in known]
    return [publish_service(system_actor("demonstration"), folder=folder) for folder in missing]


def name_substitutes(towns: list[Municipality], today: dt.date) -> None:
    """Lets one official of a town be away today, so that a colleague's day shows whose cases those are."""
    for row in read_yaml("towns")["towns"]:
        town = next(one for one in towns if one.slug == row["slug"])
        with scope(town):
            for said in row.get("away", []):
                away, substitute = (_official(said[key], town.slug) for key in ("who", "substitute"))
                if not Substitution.objects.filter(away=away[0]).exists():
                    name_substitute(
                        actor_of(away[0], channel="desk"),
                        away=away[0],
                        away_label=away[1],
                        to=substitute,
                        from_on=today,
                        until_on=today + dt.timedelta(days=said["days"]),
                    )


def _official(account: str, town: str) -> tuple[Account, str]:
    found = Account.objects.get(email=email_of(account, town))
    return found, Appointment.objects.filter(account=found)[0].name_ka


def example_of(said: Mapping[str, Any]) -> dict[str, Any]:
    """The test applicant of a service's folder that a row of the story names: answers, and what officials found."""
    folder = next(one for one in seed_folders() if one.definition.code == said["service"])
    return folder.examples[said["example"]]
