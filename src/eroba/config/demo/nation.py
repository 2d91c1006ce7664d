"""The national catalogue of the demonstration, and the towns beside the first two: few services, terms of their own.

The country publishes what comes with Eroba, and lately a better version of one service: some towns have answered.
"""

import copy
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from eroba.capabilities.services import actions
from eroba.capabilities.services.definition.folder import ServiceFolder
from eroba.capabilities.services.definition.freezing import thaw
from eroba.capabilities.services.models import ArrivedVersion, Service
from eroba.capabilities.services.national import seed_folders
from eroba.capabilities.services.own_acts import OwnAct
from eroba.config.demo.people import day_of_opening, email_of, first_day, read_yaml
from eroba.config.demo.services import publish_missing, publish_services
from eroba.kernel.actions import Actor, system_actor
from eroba.kernel.base.clock import at
from eroba.kernel.clocks.actions import set_calendar_day
from eroba.kernel.clocks.calendars import Name
from eroba.kernel.clocks.models import CalendarDay
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.people.models import Account
from eroba.kernel.people.queries import actor_of
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.national import NATIONAL_SLUG
from eroba.kernel.tenancy.scope import scope

SHARED = "one-off-social-assistance"
IN_EVERY_TOWN = (SHARED, "newborn-allowance", "report-a-problem", "tree-cutting-or-pruning")
BY = system_actor("demonstration")
DAYS_SINCE_NEW_VERSION = 6
DECLINED = "საკრებულო ამ წესს მაისში განიხილავს; მანამდე ჩვენი ტექსტი რჩება."


def publish_nationally(today: dt.date) -> None:
    """Publishes what comes with Eroba in the national catalogue, before any town takes it over."""
    with at(day_of_opening(today)), scope(Municipality.objects.get(slug=NATIONAL_SLUG)):
        publish_services()


def publish_in_other_towns(rows: Sequence[Mapping[str, Any]], today: dt.date) -> None:
    """Gives the towns beside the first two a few services, three of them terms of their own."""
    folders = [folder for folder in seed_folders() if folder.definition.code in IN_EVERY_TOWN]
    for row in rows:
        with at(day_of_opening(today)), scope(Municipality.objects.get(slug=row["slug"])):
            publish_missing(folders)
            service = Service.objects.get(code=SHARED)
            if "own" in row and not service.own_acts:
                _set_own_terms(service, row["own"], today)


def offer_a_better_version(today: dt.date) -> None:
    """Publishes a better version of one service nationally; one town has accepted it, one declined, others wait."""
    with scope(Municipality.objects.get(slug=NATIONAL_SLUG)):
        service = Service.objects.select_related("current").get(code=SHARED)
        if service.current.number > 1:
            return
        with at(_moment(today)):
            actions.publish_service(BY, folder=_better())
    with at(_moment(today)):
        while deliver_due():
            pass
    with at(_moment(today) + dt.timedelta(days=2)):
        _answer("kareli", accepts=True)
        _answer("khobi", accepts=False)
    while deliver_due():
        pass


def other_towns() -> list[dict[str, Any]]:
    """The rows of the towns that have neither residents nor a history in the demonstration."""
    rows: list[dict[str, Any]] = read_yaml("towns")["towns"]
    return [row for row in rows if "is_pilot" in row]


def _moment(today: dt.date) -> dt.datetime | dt.date:
    return today - dt.timedelta(days=DAYS_SINCE_NEW_VERSION)


def _better() -> ServiceFolder:
    """The same service, said more plainly, with a higher proposal and a promise in the letter."""
    folder = next(one for one in seed_folders() if one.definition.code == SHARED)
    content = copy.deepcopy(folder.content)
    said = content["service"]
    said["summary"] = {
        "ka": "ერთჯერადი თანხა ავადმყოფობის, სტიქიის ან ძალიან მცირე შემოსავლის დროს. გადაწყვეტილება — ერთ თვეში.",
        "en": "Money paid once in illness, after a disaster or on a very low income. Decided within a month.",
    }
    next(one for one in said["settings"] if one["code"] == "amount_illness")["value"] = "550.00"
    household = next(page for page in content["form"]["pages"] if page["code"] == "household")
    household["fields"][0]["hint"] = {
        "ka": "ჩათვალეთ ყველა, ვისთან ერთადაც საერთო მეურნეობა გაქვთ.",
        "en": "Count everybody you share a household with.",
    }
    letter = content["letters"]["granted.en"]
    paid = "We will pay the money within ten working days to the account you gave"
    content["letters"]["granted.en"] = letter.replace("We will pay the money to the account you gave", paid)
    return replace(folder, content=content, definition=thaw(content))


def _answer(slug: str, *, accepts: bool) -> None:
    with scope(Municipality.objects.get(slug=slug)):
        arrived = ArrivedVersion.objects.filter(code=SHARED, answer=ArrivedVersion.Answer.OPEN).first()
        if arrived is None:
            return
        head = _head(slug)
        if accepts:
            standing = Service.objects.select_related("current").get(code=SHARED).current.content_hash
            actions.accept_version(head, arrived=arrived, instead_of=standing)
        else:
            actions.decline_version(head, arrived=arrived, reason=DECLINED)


def _head(slug: str) -> Actor:
    return actor_of(Account.objects.get(email=email_of("head", slug)), channel="desk")


def _set_own_terms(service: Service, own: Mapping[str, Any], today: dt.date) -> None:
    act = OwnAct(title_ka=own["act"], title_en=own["act_en"], valid_from=first_day(today).isoformat())
    amounts = {"amount_illness": Decimal(own["amount"])}
    actions.set_own_terms(BY, service=service, amounts=amounts, acts={"local-rule": act})
    set_calendar_day(
        BY,
        on=today + dt.timedelta(days=own["closed_in_days"]),
        kind=CalendarDay.Kind.CLOSURE,
        name=Name("მუნიციპალიტეტის დღე (ნიმუში)", "Day of the municipality (example)"),
        basis=own["act"],
    )
