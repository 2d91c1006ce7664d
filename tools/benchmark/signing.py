"""Signs a petition: each signature with a code to be mailed, from an address of its own, taken in durably."""

import itertools
import json
from collections.abc import Callable
from datetime import date

from eroba.capabilities.petitions import intake, keys
from eroba.capabilities.petitions.codes_out import wake_for_codes
from eroba.capabilities.petitions.intake import Reach, Signer
from eroba.capabilities.petitions.models import Petition, Signature
from eroba.kernel.base.clock import today
from eroba.kernel.matters.numbering import open_matter
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

TOWN = "ozurgeti"
TITLE = "გაზომვა"
BORN = date(1980, 5, 17)
_place = itertools.count()


def petition_to_sign() -> Petition:
    """The petition of the measurement, open for a long time and needing more than anybody signs."""
    found = Petition.objects.filter(title_ka=TITLE).first()
    if found is not None:
        return found
    matter = open_matter(
        kind="petition", prefix="PET", title_ka=TITLE, title_en=TITLE, visibility="public", state="collecting"
    )
    made = Petition(
        matter=matter, kind="discussion", state="collecting", title_ka=TITLE, demand=TITLE, search_key=TITLE,
        opened_on=today(), closes_on=today().replace(year=today().year + 1), threshold=10**6,
    )  # fmt: skip
    made.locked_key = keys.new_locked_key(made.pk)
    made.save(force_insert=True)
    return made


def told() -> str:
    """The petition's number and how many signatures it has, as JSON."""
    with scope(Municipality.objects.get(slug=TOWN)):
        petition = petition_to_sign()
        kept = Signature.objects.filter(petition=petition).count()
        return json.dumps({"number": petition.matter.number, "signatures": kept})


def signer() -> Callable[[], None]:
    """One client of the measurement: reads the petition as the form does, and signs."""
    town = Municipality.objects.get(slug=TOWN)
    with scope(town):
        number = petition_to_sign().matter.number

    def sign() -> None:
        place = next(_place)
        address = f"10.{place >> 16 & 255}.{place >> 8 & 255}.{place & 255}"
        with scope(town):
            petition = Petition.objects.get(matter__number=number)
            who = Signer(f"{70_000_000_000 + place}", "ნიმუშაძე", BORN)
            intake.take_signature(petition, who, Reach("email", f"s{place}@example.org", address=address))
            wake_for_codes()

    return sign
