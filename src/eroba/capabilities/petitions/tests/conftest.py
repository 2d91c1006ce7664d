"""Petitions for the tests of this room: an author who is known, a petition open for signatures, invented signers."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from eroba.capabilities.petitions import actions, intake, keys
from eroba.capabilities.petitions.actions.writing import Text
from eroba.capabilities.petitions.intake import Reach, Signer
from eroba.capabilities.petitions.models import Petition, Signature
from eroba.kernel.actions import Actor
from eroba.kernel.people.models import Person
from eroba.kernel.people.numbers import set_personal_number

TEXT = Text(
    kind="discussion",
    title_ka="გზის განათება სოფელ ბახვში",
    title_en="Street lights in the village of Bakhvi",
    demand="გთხოვთ, განიხილოთ გარე განათების მოწყობა სოფლის ცენტრალურ გზაზე.",
)
BORN = dt.date(1980, 5, 17)


def signer(place: int, **other: object) -> Signer:
    """An invented voter; the same place is the same person."""
    return replace(Signer(f"{61000000000 + place}", "ნიმუშაძე", BORN), **other)  # type: ignore[arg-type]


def reach(place: int, **other: object) -> Reach:
    """An invented letterbox."""
    return replace(Reach("email", f"signer{place}@example.org"), **other)  # type: ignore[arg-type]


@pytest.fixture
def author(applicant: Actor, resident: Person) -> Actor:
    """A resident whom the town knows by number and birth date."""
    set_personal_number(resident, "61000099999")
    resident.birth_date = BORN
    resident.save()
    return applicant


@pytest.fixture
def written(author: Actor) -> Petition:
    """A petition that was just written."""
    return actions.write_petition(author, text=TEXT)


@pytest.fixture
def opened(written: Petition, author: Actor, clerk: Actor, in_ozurgeti) -> Petition:
    """A petition open for signatures that needs three of them."""
    in_ozurgeti.registered_voters, in_ozurgeti.code = 201, "61"
    in_ozurgeti.save()
    handed_in = actions.submit_petition(author, petition=written)
    return actions.open_petition(clerk, petition=handed_in)


@pytest.fixture
def sign(opened: Petition) -> Callable[..., Signature]:
    """Signs and confirms as an invented voter."""

    def signed(place: int, **other: object) -> Signature:
        taken = intake.take_signature(opened, signer(place, **other), reach(place))
        return intake.confirm(taken, keys.code_for(taken))

    return signed
