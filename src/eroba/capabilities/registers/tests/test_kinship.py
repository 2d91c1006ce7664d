"""The civil register confirms that somebody is a parent: yes or no, and the look stands in the parent's list."""

import datetime as dt

from eroba.capabilities.registers.kinship import CivilKinship
from eroba.capabilities.registers.models import LookUp
from eroba.kernel.actions import Actor
from eroba.kernel.people.models import Person
from eroba.kernel.people.numbers import set_personal_number


def child_with(number: str) -> Person:
    child = Person(given_name="ანა", family_name="გამოგონილი", birth_date=dt.date(2014, 9, 3))
    set_personal_number(child, number)
    child.save()
    return child


def test_a_parent_is_confirmed_and_nobody_else(simulator, nino: Person, applicant: Actor) -> None:
    kinship = CivilKinship()
    assert kinship.is_parent(applicant, parent=nino, child=child_with("99000000102")) is True
    assert kinship.is_parent(applicant, parent=nino, child=child_with("99000000203")) is False
    look_up = LookUp.objects.first()
    assert (look_up.person, look_up.fields, look_up.is_own) == (nino, ["is_parent"], True)
    assert "Civil Code" in look_up.legal_ground_en


def test_a_silent_register_confirms_nothing(simulator, nino: Person, applicant: Actor) -> None:
    simulator.switch_on("civil", "error")
    assert CivilKinship().is_parent(applicant, parent=nino, child=child_with("99000000102")) is None
    no_number = Person.objects.create(given_name="ლუკა", family_name="გამოგონილი")
    assert CivilKinship().is_parent(applicant, parent=nino, child=no_number) is None
