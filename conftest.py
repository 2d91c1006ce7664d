"""Fixtures for every room's tests: two towns, their people, and the clock."""

import pytest
from django.db import connection
from django.utils import translation

from eroba.kernel.actions import Actor
from eroba.kernel.people.models import Account, Appointment, Person, Role, Unit
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

pytest_plugins = [
    "tests.fixtures.databases",
    "tests.fixtures.outside",
    "tests.fixtures.product",
    "tests.fixtures.browser",
]


def _town(slug: str, prefix: str, name_ka: str, name_en: str) -> Municipality:
    # the migrated data may already hold the town; a test then opens it
    town, _created = Municipality.objects.update_or_create(
        slug=slug,
        defaults={"number_prefix": prefix, "name_ka": name_ka, "name_en": name_en, "is_open": True},
    )
    return town


@pytest.fixture(autouse=True)
def in_the_first_language():
    """Starts each test in Georgian: a request of an earlier test may have left another language behind."""
    with translation.override("ka"):
        yield


@pytest.fixture
def ozurgeti(db: None) -> Municipality:
    """The first town."""
    return _town("ozurgeti", "OZU", "ოზურგეთი", "Ozurgeti")


@pytest.fixture
def khobi(db: None) -> Municipality:
    """The second town, which must never see the first."""
    return _town("khobi", "KHO", "ხობი", "Khobi")


@pytest.fixture
def in_ozurgeti(ozurgeti: Municipality):
    """Works for the first town during the test."""
    with scope(ozurgeti):
        yield ozurgeti


@pytest.fixture
def resident(in_ozurgeti: Municipality) -> Person:
    """A resident of the first town with an account."""
    account = Account.objects.create_user("resident@example.org", "a long password")
    return Person.objects.create(
        account=account, given_name="ნინო", family_name="გამოგონილი", is_invented=True
    )


def appoint(email: str, role: str, name_ka: str, name_en: str) -> Account:
    """Makes an official with one post in the town worked for."""
    account, _created = Account.objects.get_or_create(email=email)
    unit, _created = Unit.objects.get_or_create(
        code="social", defaults={"name_ka": "სოციალური სამსახური", "name_en": "Social Service"}
    )
    Appointment.objects.create(account=account, role=role, unit=unit, name_ka=name_ka, name_en=name_en)
    return account


def actor(account: Account, role: str, label: str) -> Actor:
    """An account acting in one role."""
    return Actor(
        account_id=account.pk, roles=frozenset({role}), unit="Social Service", label=label, channel="desk"
    )


@pytest.fixture
def clerk(in_ozurgeti: Municipality) -> Actor:
    """A case handler of the first town."""
    return actor(appoint("clerk@example.org", Role.CLERK, "თეა კლერკი", "Tea Clerk"), "clerk", "Tea Clerk")


@pytest.fixture
def head(in_ozurgeti: Municipality) -> Actor:
    """A head of unit of the first town."""
    return actor(appoint("head@example.org", Role.HEAD, "გია უფროსი", "Gia Head"), "head", "Gia Head")


@pytest.fixture
def applicant(resident: Person) -> Actor:
    """The resident, acting for themselves."""
    return Actor(
        account_id=resident.account_id,
        person_id=resident.pk,
        roles=frozenset({"resident"}),
        label="applicant",
    )


@pytest.fixture
def is_postgresql() -> bool:
    """Whether the suite runs on PostgreSQL this time."""
    return connection.vendor == "postgresql"
