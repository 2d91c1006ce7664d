"""What petitions hold about a person who is known here: what they wrote, and what they signed with their account."""

from typing import Any

from eroba.capabilities.petitions.models import Initiator, Signature
from eroba.kernel.people.models import Person


def holdings_about(person: Person) -> dict[str, Any]:
    """Petitions of the person's, and their signatures while a key still ties them to the account."""
    groups = Initiator.objects.filter(person=person).select_related("petition__matter")
    signed = Signature.objects.filter(account_id=person.account_id) if person.account_id else ()
    return {
        "initiative_groups": [
            {
                "petition": one.petition.matter.number,
                "title": one.petition.title_ka,
                "is_author": one.is_author,
                "joined_at": one.joined_at,
            }
            for one in groups
        ],
        "signatures": [
            {"petition": one.petition_id, "signed_at": one.confirmed_at, "state": one.state} for one in signed
        ],
    }
