"""A civil register of the tests' own, and clients of residents and officials."""

from base64 import b64decode
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from eroba.kernel.base.clock import now
from eroba.kernel.people.models import Account, Person
from eroba.kernel.people.ports import Answer, RegisterLookups
from eroba.kernel.registry import ports

NINO = {
    "given_name": "ნინო",
    "family_name": "გამოგონილი",
    "family_name_latin": "Gamogonili",
    "birth_date": "1988-04-12",
    "died_on": None,
    "registered_address": "აბაშიძის ქუჩა 3",
    "village": "აცანა",
}
NUMBER = "00001012345"


def is_locked(personal: Mapping[str, str]) -> bool:
    """Whether nothing of Nino stands in what the journal keeps of people, neither as it is nor packed into letters.

    Whole values are looked for: three figures in a row come up in any long secret by chance.
    """
    kept = [packed.encode() + b64decode(packed) for packed in personal.values()]
    said = ("599 12 34 56", "599123456", "Street 5", "ნინო", NUMBER)
    return not any(value.encode() in one for one in kept for value in said)


class TestRegister:
    """Knows Nino; can fall silent."""

    __test__ = False

    def __init__(self) -> None:
        self.people: dict[str, Mapping[str, Any]] = {NUMBER: NINO}
        self.is_silent = False
        self.asked: list[dict[str, Any]] = []

    def look_up(self, *, person: Person, **question: Any) -> Answer:
        self.asked.append({"person": person, **question})
        if self.is_silent:
            return Answer(found=False, asked_at=now(), problem="down")
        from eroba.kernel.people.numbers import shown_personal_number

        known = self.people.get(shown_personal_number(person) or "")
        return Answer(found=known is not None, values=known or {}, asked_at=now())


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """What actions say is compared in English; pages choose their language by their address."""
    with override("en"):
        yield


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> TestRegister:
    """Stands in for the civil register."""
    stand_in = TestRegister()
    monkeypatch.setitem(ports._offered, RegisterLookups, stand_in)
    return stand_in


@pytest.fixture
def newcomer(db: None) -> Account:
    """An account that is nobody yet in any town."""
    return Account.objects.create_user("newcomer@example.org", "a long password")


@pytest.fixture
def as_newcomer(newcomer: Account) -> Client:
    """The newcomer's browser."""
    client = Client()
    client.force_login(newcomer)
    return client
