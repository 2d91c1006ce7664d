"""Who is concerned by a matter. Parts of the actions of whoever owns the matter; reading is in `queries`."""

from eroba.kernel.matters.models import Matter, Party
from eroba.kernel.people.models import Account, Person


def add_first_party(*, matter: Matter, person: Person) -> Party:
    """Says whom a matter opened just now concerns: nobody was there before, so nobody is looked for."""
    party = Party(matter=matter, person=person)
    party.save(force_insert=True)
    return party


def add_party(*, matter: Matter, person: Person | None = None, account: Account | None = None) -> Party:
    """Says that a matter concerns a person (or an account without one); twice is once. Part of an action."""
    if (person is None) == (account is None):
        raise ValueError("a party is a person or an account, and not both")
    party, _created = Party.objects.get_or_create(matter=matter, person=person, account=account)
    return party


def remove_party(*, matter: Matter, person: Person | None = None, account: Account | None = None) -> None:
    """Says that a matter no longer concerns somebody. Part of an action."""
    if (person is None) == (account is None):
        raise ValueError("a party is a person or an account, and not both")
    Party.objects.filter(matter=matter, person=person, account=account).delete()
