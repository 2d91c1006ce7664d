"""Visits through the interface: free times for everybody, and one's own visits booked, moved and cancelled."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from eroba.capabilities.services import actions
from eroba.capabilities.services.models import Counter, Visit
from eroba.capabilities.services.tests.test_visits import (  # noqa: F401
    NOBODY_FOR,
    counter,
    moment,
    neighbour,
    sunday,
)
from eroba.kernel.actions import Actor
from eroba.kernel.people.models import Account

pytestmark = pytest.mark.django_db
API = "/api/v1/ozurgeti"


@pytest.fixture
def own(counter: Counter, applicant: Actor) -> Client:  # noqa: F811
    """The browser of somebody who is signed in."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(Account.objects.get(pk=applicant.account_id))
    return client


def send(client: Client, method: str, path: str, **said: Any) -> Any:
    """Send something as JSON."""
    return getattr(client, method)(f"{API}{path}", said, content_type="application/json")


def test_a_visit_is_booked_moved_and_cancelled(own: Client) -> None:
    (place,) = Client().get(f"{API}/counters").json()
    assert place["name"] == {"ka": "მისაღები", "en": "Reception"} and place["minutes"] == 20
    first, second, *_rest = Client().get(f"{API}/counters/reception/times").json()
    assert first == {"starts_at": moment().isoformat(), "seats_left": 1}
    made = send(own, "post", "/visits", counter="reception", starts_at=first["starts_at"])
    assert made.status_code == 201, made.content.decode()
    number = made.json()["number"]
    assert made.json()["ends_at"] == (moment() + dt.timedelta(minutes=20)).isoformat()
    assert Client().get(f"{API}/counters/reception/times").json()[0] == second
    moved = send(own, "put", f"/visits/{number}/time", counter="reception", starts_at=second["starts_at"])
    assert moved.json()["starts_at"] == second["starts_at"]
    assert [one["number"] for one in own.get(f"{API}/visits").json()] == [number]
    assert send(own, "put", f"/visits/{number}/cancellation").json()["state"] == "cancelled"
    again = send(own, "put", f"/visits/{number}/cancellation")
    assert again.status_code == 403 and "over or was cancelled" in again.json()["detail"]
    assert Client().get(f"{API}/counters/reception/times").json()[0] == first


def test_what_cannot_be_is_said(own: Client) -> None:
    theirs = actions.book_visit(
        neighbour(1), counter=Counter.objects.get(), starts_at=moment(), purpose=NOBODY_FOR
    )
    taken = send(own, "post", "/visits", counter="reception", starts_at=moment().isoformat())
    assert taken.status_code == 409 and taken.json()["detail"]
    free = moment(minute=20).isoformat()
    for wrong in (
        {"counter": "nowhere", "starts_at": free},
        {"counter": "reception", "starts_at": free, "service": "nothing"},
        {"counter": "reception", "starts_at": free, "application": "OZU-2026-SOC-00001"},
    ):
        assert send(own, "post", "/visits", **wrong).status_code == 404
    for wrong in (
        {"counter": "reception", "starts_at": "2026-11-16T10:20:00"},
        {"counter": "reception", "starts_at": "soon"},
        {"counter": "reception"},
    ):
        assert send(own, "post", "/visits", **wrong).status_code == 422
    stranger = f"/visits/{theirs.matter.number}/time"
    assert send(own, "put", stranger, counter="reception", starts_at=free).status_code == 404
    assert Client().get(f"{API}/visits").status_code == 401
    assert Visit.objects.count() == 1
