"""`eroba municipality prepare`: lets a town begin to get ready, with its first head of unit."""

import argparse

from django.db import transaction

from eroba.capabilities.portal.preparing import prepare_town
from eroba.kernel.actions import system_actor
from eroba.kernel.people.models import Role, Unit
from eroba.kernel.people.staff.actions import apply_staff_list, found_unit
from eroba.kernel.people.staff.planning import plan_of
from eroba.kernel.people.staff.reading import StaffLine, StaffList
from eroba.kernel.tenancy.founding import found_town
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

EXAMPLE = 'eroba municipality prepare telavi --name "თელავი" --head head@telavi.example --head-name "ნიმუშის უფროსი"'
UNIT = ("town-hall", "მერიის ადმინისტრაცია", "Town Hall Administration")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The town, and who gets it ready."""
    parser.add_argument("slug", metavar="SLUG", help="the town's part of the address, e.g. telavi")
    parser.add_argument(
        "--name", required=True, metavar="TEXT", help="its name, in Georgian or Latin letters"
    )
    parser.add_argument(
        "--name-en", default="", metavar="TEXT", help="its name in English, if --name is Georgian"
    )
    parser.add_argument(
        "--head", required=True, metavar="E-MAIL", help="who gets the town ready; is invited by e-mail"
    )
    parser.add_argument(
        "--head-name", required=True, metavar="TEXT", help="their name, as it stands on letters"
    )


def run(options: argparse.Namespace) -> int:
    """Prepares the town and prints where its first head goes on."""
    with transaction.atomic():
        town = found_town(options.slug, name=options.name, name_en=options.name_en)
        with scope(town):
            prepare_town(system_actor("eroba municipality prepare"))
            _appoint_first_head(town, options.head, options.head_name)
    print(f"{town.name_ka} ({town.name_en}) can get ready at /ka/{town.slug}/desk/town/opening/")
    print(f"{options.head} gets an e-mail with the way to a password.")
    return 0


def _appoint_first_head(town: Municipality, email: str, name: str) -> None:
    by = system_actor("eroba municipality prepare")
    code, name_ka, name_en = UNIT
    if not Unit.objects.exists():
        found_unit(by, code=code, name_ka=name_ka, name_en=name_en)
    unit = Unit.objects.order_by("code").first()
    line = StaffLine(
        line=1, email=email.lower(), name_ka=name, name_en="", unit=unit.code if unit else code,
        role=Role.HEAD, from_on=None, until_on=None,
    )  # fmt: skip
    read = StaffList(lines=[line])
    apply_staff_list(by, read=read, mark=plan_of(by, read).mark)
