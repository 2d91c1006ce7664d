"""A town hall for the walk: a town with its people, and the mark by which its private words are known.

Rooms put their own things into it: `furnish(hall)` in the room's `tests/addresses.py` (see CONTRIBUTING.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from eroba.kernel.actions import Actor
from eroba.kernel.people.models import Account, Appointment, Person, Role, Unit
from eroba.kernel.people.queries import actor_of
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

SOURCE = Path(__file__).resolve().parent.parent.parent / "src" / "eroba"
Arguments = Mapping[str, Any]


@dataclass
class TownHall:
    """One town with a resident, a clerk and a head, each with an account of their own."""

    town: Municipality
    mark: str
    """A word to put into whatever only this town's people may read: names, reasons, remarks."""
    resident: Account
    clerk: Account
    head: Account
    person: Person
    unit: Unit
    addresses: dict[str, Arguments] = field(default_factory=dict)
    """Name of a route -> what its address names here."""

    def actor(self, account: Account) -> Actor:
        """One of the accounts, acting in this town."""
        with scope(self.town):
            return actor_of(account)


def _appoint(slug: str, role: str, unit: Unit) -> Account:
    account = Account.objects.create_user(f"{role}@{slug}.example", "a long password")
    name_ka, name_en = f"{slug} {role} ka", f"{slug} {role} en"
    Appointment.objects.create(account=account, role=role, unit=unit, name_ka=name_ka, name_en=name_en)
    return account


def open_hall(slug: str) -> TownHall:
    """Open a town and let every room furnish it."""
    names = {"name_ka": slug, "name_en": slug.title(), "number_prefix": slug[:3].upper()}
    town, _created = Municipality.objects.get_or_create(slug=slug, defaults=names)
    town.is_open = True
    town.domain = f"{slug}.example"
    town.save()
    mark = f"private-{slug}"
    with scope(town):
        unit, _created = Unit.objects.get_or_create(
            code="social", defaults={"name_ka": "სოციალური სამსახური", "name_en": "Social Service"}
        )
        resident = Account.objects.create_user(f"resident@{slug}.example", "a long password")
        person = Person.objects.create(
            account=resident, given_name="ნინო", family_name=mark, is_invented=True
        )
        clerk, head = (_appoint(slug, role, unit) for role in (Role.CLERK, Role.HEAD))
        hall = TownHall(town, mark, resident, clerk, head, person, unit)
        for room in furnished_rooms():
            hall.addresses.update(import_module(room).furnish(hall))
    return hall


def furnished_rooms() -> list[str]:
    """The modules in which rooms say what stands behind their addresses."""
    found = sorted(SOURCE.glob("*/*/tests/addresses.py"))
    return [".".join(("eroba", *path.relative_to(SOURCE).with_suffix("").parts)) for path in found]
