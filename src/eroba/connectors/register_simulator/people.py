"""The invented people the simulated registers know, and what each register would say about them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

Value = str | int | bool | None
#: Ten thousand people without a face: who signed the demonstration's petitions, so that a check of them finds most.
CROWD = range(98_000_000_000, 98_000_010_000)
UNKNOWN_EVERY = 23
CROWD_BORN = "1975-03-09"


@dataclass(frozen=True)
class Household:
    """People at one invented address, with what the Social Service Agency says of the family."""

    number: int
    municipality_code: str
    municipality_ka: str
    municipality_en: str
    village_ka: str
    village_en: str
    line_ka: str
    line_en: str
    social: Mapping[str, Value] | None


@dataclass(frozen=True)
class InventedPerson:
    """Somebody who does not exist."""

    personal_number: str
    given_name_ka: str
    family_name_ka: str
    given_name_en: str
    family_name_en: str
    sex: str
    birth_date: str
    died_on: str | None
    household: int
    relation: str


@dataclass(frozen=True)
class Population:
    """Everybody the simulator knows."""

    people: Mapping[str, InventedPerson]
    households: Mapping[int, Household]

    def somebody(self, number: str) -> InventedPerson | None:
        """Find whoever has a number: one of the invented people, or one of the crowd, of whom a few are unknown."""
        if (known := self.people.get(number)) is not None:
            return known
        place = int(number) if number.isascii() and number.isdigit() else 0
        if place not in CROWD or place % UNKNOWN_EVERY == 0:
            return None
        home = next(one for one in self.households.values() if one.social is None)
        name = ("გამოგონილი", "გამოგონილი", "Gamogonili", "Gamogonili")
        return InventedPerson(number, *name, "f", CROWD_BORN, None, home.number, "crowd")

    def members(self, household: int) -> list[InventedPerson]:
        """Name the living members of a household."""
        return [one for one in self.people.values() if one.household == household and one.died_on is None]

    def civil(self, person: InventedPerson) -> dict[str, Value]:
        """Say what the civil register knows of a person."""
        home = self.households[person.household]
        members = self.members(person.household)
        return {
            "given_name": person.given_name_ka,
            "family_name": person.family_name_ka,
            "given_name_latin": person.given_name_en,
            "family_name_latin": person.family_name_en,
            "birth_date": person.birth_date,
            "died_on": person.died_on,
            "municipality_code": home.municipality_code,
            "village": home.village_ka,
            "registered_address": f"{home.municipality_ka}, {home.village_ka}, {home.line_ka}",
            "household_count": len(members),
            "child_count": sum(_is_child(one) for one in members),
        }

    def is_parent(self, person: InventedPerson, child: str) -> bool:
        """Say whether somebody is a parent of the child with this number."""
        young = self.people.get(child)
        of_age = person.relation in ("head", "spouse")
        return bool(young and young.relation == "child" and young.household == person.household and of_age)

    def property(self, person: InventedPerson) -> dict[str, Value] | None:
        """Say what the property register knows: the head of a household owns one invented parcel."""
        if person.relation != "head":
            return None
        home = self.households[person.household]
        return {
            "owned_parcel_count": 1,
            "cadastral_code": f"99.{home.municipality_code}.{home.number:02}.001",
            "parcel_address": f"{home.municipality_ka}, {home.village_ka}, {home.line_ka}",
            "area_square_metres": 600 + 35 * home.number,
            "owned_since": f"{1998 + home.number}-05-14",
            "has_mortgage": home.number % 3 == 0,
        }

    def utility(self, person: InventedPerson) -> dict[str, Value] | None:
        """Say what the invented water company knows: whoever heads a household has an account, some owe."""
        if person.relation != "head":
            return None
        home = self.households[person.household]
        return {
            "number": f"W-{home.municipality_code}-{home.number:05}",
            "address": f"{home.village_ka}, {home.line_ka}",
            "since": f"{2004 + home.number}-02-01",
            "in_arrears": home.number % 4 == 2,
        }

    def social(self, person: InventedPerson) -> dict[str, Value] | None:
        """Say what the Social Service Agency knows of a person's family, if it was ever assessed."""
        home = self.households[person.household]
        if home.social is None:
            return None
        return {**home.social, "family_count": len(self.members(person.household))}


def _is_child(person: InventedPerson) -> bool:
    try:
        born = date.fromisoformat(person.birth_date)
    except ValueError:  # one record is wrong on purpose
        return False
    today = date.today()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day)) < 18


@cache
def population() -> Population:
    """Read the invented people from the file beside this module."""
    content = json.loads(Path(__file__).with_name("people.json").read_text(encoding="utf-8"))
    households = [Household(**row) for row in content["households"]]
    people = [InventedPerson(**row) for row in content["people"]]
    return Population({one.personal_number: one for one in people}, {one.number: one for one in households})
