"""Measures writing in a process of its own, with the settings it is started with; prints the rate as JSON.

`python -m tools.benchmark.writing bare 4`: four clients insert rows, each in a transaction.
`python -m tools.benchmark.writing ours 1 20`: one client, twenty a second, until it is stopped.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from importlib import import_module

import django
from django.db import connection, transaction

from eroba.config.hands import HANDS, Hands
from tools.benchmark.measuring import rate_of

SECONDS = 8.0
# So many connections a process keeps open to PostgreSQL.
KEPT_CONNECTIONS = 8


def bare_insert() -> Callable[[], None]:
    """One row in one transaction: the least a saved application can cost."""
    models = import_module("tools.benchmark.bare.models")
    town = models.Town.objects.get()

    def insert() -> None:
        with transaction.atomic():
            models.Note.objects.create(town=town, title="One-off assistance", text="because " * 60)

    return insert


def accepted_application() -> Callable[[], None]:
    """One application sent and accepted: the whole rule and validation, and a durable commit."""
    return import_module("tools.benchmark.application").accepter()


def application_alone() -> Callable[[], None]:
    """One application accepted and opened in the same request."""
    return import_module("tools.benchmark.application").applicant_alone()


def opened_applications() -> Callable[[], None]:
    """A batch of accepted applications opened: number, case, clock, journal, facts."""
    return import_module("tools.benchmark.application").opener()


def taken_signature() -> Callable[[], None]:
    """One signature of a petition taken in, its code waiting to be mailed."""
    return import_module("tools.benchmark.signing").signer()


KINDS = {
    "bare": bare_insert,
    "ours": accepted_application,
    "alone": application_alone,
    "opened": opened_applications,
    "signature": taken_signature,
}


def by_hands(make: Callable[[], Callable[[], None]]) -> Callable[[], Callable[[], None]]:
    """The same clients as a web process of ours serves them: its few hands work, and the clients wait for one."""
    hands = Hands(HANDS)

    def client() -> Callable[[], None]:
        act = make()
        connection.close()  # what prepared it; the hands have their own
        return lambda: hands.answer(lambda _request: act(), None)

    return client


def given_back(act: Callable[[], None]) -> Callable[[], None]:
    """The act, and the connection given back after it where requests give it back: there are fewer than clients."""

    def once() -> None:
        act()
        connection.close_if_unusable_or_obsolete()

    return once


def at_pace(act: Callable[[], None], per_second: int) -> None:
    """Do something so often a second, for as long as one lets it."""
    print("begun", flush=True)
    begun, done = time.monotonic(), 0
    while True:
        act()
        done += 1
        time.sleep(max(0.0, begun + done / per_second - time.monotonic()))


def main() -> None:
    """Measure one kind of writing and print the rate."""
    kind, clients = sys.argv[1], int(sys.argv[2])
    django.setup()

    def make() -> Callable[[], None]:
        act = KINDS[kind]()
        connection.ensure_connection()
        if clients <= KEPT_CONNECTIONS:
            return act
        connection.close()
        return given_back(act)

    if len(sys.argv) > 3:
        at_pace(make(), int(sys.argv[3]))
    is_served = clients > 1 and kind != "bare"
    rate = rate_of(by_hands(KINDS[kind]) if is_served else make, clients, SECONDS)
    if kind == "opened":
        many = import_module("tools.benchmark.application").BATCH
        rate = replace(rate, per_second=rate.per_second * many)
    print(json.dumps(asdict(rate)))


if __name__ == "__main__":
    main()
