"""Opens the demonstration's towns and makes their units, officials and residents, through the actions of the kernel."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from eroba.capabilities.portal.actions import open_town
from eroba.connectors.register_simulator.people import InventedPerson, population
from eroba.kernel.actions import system_actor
from eroba.kernel.base.clock import at
from eroba.kernel.people.actions import appoint_official, identify_person, start_identity_check
from eroba.kernel.people.actions.identity import Confirmed
from eroba.kernel.people.models import Account, Appointment, Person, Unit
from eroba.kernel.people.queries import actor_of
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

HERE = Path(__file__).resolve().parent
DAYS_OF_HISTORY = 270
# Seven years and a half: whatever is kept for six whole years is due for destruction on any day of loading.
DAYS_SINCE_OPENING = 2740


@dataclass(frozen=True)
class SignIn:
    """Somebody a visitor can sign in as."""

    email: str
    password: str
    what: str


def read_yaml(name: str) -> dict[str, Any]:
    """One of the demonstration's files."""
    content: dict[str, Any] = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return content


def first_day(today: dt.date) -> dt.date:
    """The day on which what is told of a town in full begins: its council, its terms, its applications."""
    return today - dt.timedelta(days=DAYS_OF_HISTORY)


def day_of_opening(today: dt.date) -> dt.date:
    """The day on which the towns of the demonstration opened; of the years since, only the archive is told."""
    return today - dt.timedelta(days=DAYS_SINCE_OPENING)


def make_towns(today: dt.date) -> list[Municipality]:
    """The open towns with their units, officials and residents."""
    said = read_yaml("towns")
    residents = read_yaml("residents")
    towns = []
    for row in said["towns"]:
        town = Municipality.objects.get(slug=row["slug"])
        with at(day_of_opening(today)), scope(town):
            _open(town, row)
            for unit in row["units"]:
                Unit.objects.get_or_create(code=unit["code"], defaults=unit)
            for official in row["officials"]:
                _appoint(town, official, said["password"])
            for resident in residents.get(row["slug"], ()):
                _make_resident(town, resident, said["password"])
        towns.append(town)
    return towns


def sign_ins() -> list[SignIn]:
    """Who a visitor can sign in as, officials first."""
    said = read_yaml("towns")
    password = said["password"]
    known = population().people
    found = []
    for town in [town for town in said["towns"] if "is_pilot" not in town]:
        for official in town["officials"]:
            what = f"{town['slug']}, {official['role']}: {official['name_en']}"
            found.append(SignIn(email_of(official["account"], town["slug"]), password, what))
        for resident in read_yaml("residents")[town["slug"]][:2]:
            person = known[resident["number"]]
            what = f"{town['slug']}, resident: {person.given_name_en} {person.family_name_en}"
            found.append(SignIn(email_of(resident["account"], town["slug"]), password, what))
    return [*found, SignIn("operator@eroba.example", password, "operator of the installation")]


def make_operator() -> None:
    """The account that runs the installation."""
    account = _account("operator@eroba.example", read_yaml("towns")["password"])
    if not account.is_superuser:
        account.is_staff = account.is_superuser = True
        account.save(update_fields=["is_staff", "is_superuser"])


def email_of(account: str, slug: str) -> str:
    """The invented address of somebody in a town."""
    return f"{account}@{slug}.example"


def _open(town: Municipality, row: Mapping[str, Any]) -> None:
    if not town.is_open:
        town.email = row["email"]
        town.save(update_fields=["email"])
        open_town(system_actor("demonstration"), town=town)


@cache
def _hashed(password: str) -> str:
    """Hashing is slow on purpose; all accounts of the demonstration share one password."""
    return make_password(password)


def _account(email: str, password: str) -> Account:
    account = Account.objects.filter(email=email).first()
    if account is None:
        account = Account.objects.create_user(email)
        account.password = _hashed(password)
        account.save(update_fields=["password"])
        EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
    return account


def _appoint(town: Municipality, row: Mapping[str, Any], password: str) -> None:
    account = _account(email_of(row["account"], town.slug), password)
    unit = Unit.objects.get(code=row["unit"])
    if not Appointment.objects.filter(account=account, role=row["role"], unit=unit).exists():
        appoint_official(
            system_actor("demonstration"),
            account=account,
            role=row["role"],
            unit=unit,
            name_ka=row["name_ka"],
            name_en=row["name_en"],
        )


def _make_resident(town: Municipality, row: Mapping[str, Any], password: str) -> None:
    account = _account(email_of(row["account"], town.slug), password)
    if Person.objects.filter(account=account).exists():
        return
    account.language = row.get("language", account.language)
    account.save(update_fields=["language"])
    by = actor_of(account)
    person = start_identity_check(by, personal_number=row["number"])
    identify_person(by, person=person, confirmed=_confirmed(population().people[row["number"]]))
    Person.objects.filter(pk=person.pk).update(is_invented=True)


def _confirmed(person: InventedPerson) -> Confirmed:
    home = population().households[person.household]
    return Confirmed(
        given_name=person.given_name_ka,
        family_name=person.family_name_ka,
        birth_date=dt.date.fromisoformat(person.birth_date),
        address=f"{home.municipality_ka}, {home.village_ka}, {home.line_ka}",
        village=home.village_ka,
    )
