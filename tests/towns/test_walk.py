"""Walks every address of the product, in two towns, as everybody, and writes down who may open what.

Each address is asked for (a) where it belongs and (b) with what belongs to one town under the other town's address, by
path and by domain, reading and sending. Nobody from outside a town may ever see the town's mark, and below the wrong
town nothing is found. The table is left in test-results/two-towns.csv.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from eroba.kernel.people.models import Account
from eroba.kernel.tenancy.domains import urlconf_for
from tests.towns.hall import TownHall, open_hall
from tests.towns.routes import Route, all_routes

TABLE = Path(__file__).resolve().parent.parent.parent / "test-results" / "two-towns.csv"
ROLES = ("resident", "clerk", "head")
# Not there, not for you, not without signing in, not a way to ask.
NOT_LET_IN = {401, 403, 404, 405}
# Where one is sent who has to say first who one is.
DOORS = ("/account/", "/identify/")


@dataclass(frozen=True)
class Visitor:
    """Somebody who asks: with an account of one of the towns, or without any."""

    name: str
    account: Account | None = None
    of: TownHall | None = None
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def __post_init__(self) -> None:
        if self.account is not None:
            self.client.force_login(self.account)

    def ask(self, method: str, address: str, host: str = "localhost") -> tuple[int, str]:
        """The answer, as status and text; whatever was written is taken back. Sent to sign in counts as 401."""
        with transaction.atomic():
            response = self.client.generic(method, address, headers={"host": host})
            content = b"".join(response.streaming_content) if response.streaming else response.content
            transaction.set_rollback(True)
        if response.status_code == 302 and any(door in response["Location"] for door in DOORS):
            return 401, ""
        return response.status_code, content.decode("utf-8", errors="replace")


@dataclass(frozen=True)
class Towns:
    """Both town halls and everybody who visits them."""

    first: TownHall
    second: TownHall
    visitors: tuple[Visitor, ...]

    def pairs(self) -> Iterator[tuple[TownHall, TownHall]]:
        yield self.first, self.second
        yield self.second, self.first


@pytest.fixture(scope="module")
def towns(django_db_setup, django_db_blocker) -> Iterator[Towns]:
    """Furnished once for all addresses, and never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        halls = open_hall("ozurgeti"), open_hall("khobi")
        known = [Visitor(f"{r} of {h.town.slug}", getattr(h, r), h) for h in halls for r in ROLES]
        yield Towns(*halls, visitors=(Visitor("anonymous"), *known))
        transaction.set_rollback(True)


def address_of(route: Route, hall: TownHall, under: TownHall) -> str:
    """The route's address in one town for what belongs to another (or to the same)."""
    town = {"municipality": under.town.slug} if route.is_of_a_town else {}
    return reverse(route.name, kwargs={**hall.addresses.get(route.name, {}), **town})


def note(route: Route, visitor: Visitor, method: str, where: str, status: int) -> None:
    """Add a line to the table of who may open what."""
    TABLE.parent.mkdir(exist_ok=True)
    with TABLE.open("a", newline="") as file:
        csv.writer(file).writerow([route.name, method, where, visitor.name, status])


ROUTES = all_routes()
IN_TOWN = [route for route in ROUTES if route.is_of_a_town]
EACH_ROUTE = pytest.mark.parametrize("route", ROUTES, ids=str)
EACH_WITH_A_THING = pytest.mark.parametrize("route", [route for route in IN_TOWN if route.arguments], ids=str)
EACH_AT_THE_DESK = pytest.mark.parametrize("route", [r for r in IN_TOWN if r.is_at_the_desk], ids=str)
EACH_OF_MINE = pytest.mark.parametrize("route", [r for r in ROUTES if "/me/" in r.pattern], ids=str)
EACH_METHOD = pytest.mark.parametrize("method", ["GET", "POST"])


def test_every_address_has_a_name() -> None:
    assert [route.name for route in all_routes() if "(no name)" in route.name] == []


@EACH_ROUTE
def test_every_address_is_furnished(route: Route, towns: Towns) -> None:
    missing = route.arguments - set(towns.first.addresses.get(route.name, {}))
    assert not missing, f"say in the room's tests/addresses.py what {route.name} names: {sorted(missing)}"


@EACH_METHOD
@EACH_ROUTE
def test_nobody_from_outside_reads_what_is_private(route: Route, method: str, towns: Towns) -> None:
    """Where it belongs: whatever the answer, a stranger does not read the mark, and nothing breaks."""
    for hall, _other in towns.pairs():
        for visitor in towns.visitors:
            status, text = visitor.ask(method, address_of(route, hall, hall))
            note(route, visitor, method, "own town", status)
            assert status < 500, f"{method} as {visitor.name}: {status}"
            if visitor.of is not hall:
                assert hall.mark not in text, f"{visitor.name} read what is private to {hall.town.slug}"


@EACH_METHOD
@EACH_WITH_A_THING
def test_below_the_other_town_nothing_is_found(route: Route, method: str, towns: Towns) -> None:
    """With what belongs to one town under the other's address: not there, for its own people either."""
    for hall, other in towns.pairs():
        for visitor in towns.visitors:
            status, text = visitor.ask(method, address_of(route, hall, other))
            note(route, visitor, method, "other town", status)
            assert status in NOT_LET_IN, f"{method} as {visitor.name}: {status}"
            assert hall.mark not in text


@EACH_WITH_A_THING
def test_on_the_other_towns_domain_nothing_is_found(route: Route, towns: Towns) -> None:
    for hall, other in towns.pairs():
        book = urlconf_for(other.town.slug)
        kwargs = {**hall.addresses.get(route.name, {}), "municipality": other.town.slug}
        address = reverse(route.name, urlconf=book, kwargs=kwargs)
        for visitor in towns.visitors:
            status, text = visitor.ask("GET", address, host=other.town.domain)
            note(route, visitor, "GET", "other domain", status)
            assert status in NOT_LET_IN, f"as {visitor.name}: {status}"
            assert hall.mark not in text


@EACH_METHOD
@EACH_AT_THE_DESK
def test_the_desk_is_for_officials_of_the_town(route: Route, method: str, towns: Towns) -> None:
    """Not for residents, not for the officials of another town."""
    for hall, other in towns.pairs():
        address = address_of(route, hall, hall)
        strangers = {None, hall.resident, other.resident, other.clerk, other.head}
        for visitor in towns.visitors:
            if visitor.account in strangers:
                status, _text = visitor.ask(method, address)
                assert status in NOT_LET_IN, f"{visitor.name}: {status}"


@EACH_METHOD
@EACH_OF_MINE
def test_my_page_is_for_whom_we_know(route: Route, method: str, towns: Towns) -> None:
    anonymous = towns.visitors[0]
    for hall, _other in towns.pairs():
        status, _text = anonymous.ask(method, address_of(route, hall, hall))
        assert status in NOT_LET_IN, status
