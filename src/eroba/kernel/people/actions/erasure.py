"""A person's two last rights: to take a copy of everything held about them, and to have it erased."""

from typing import Any

from django.utils.translation import gettext as _

from eroba.kernel.actions import Actor, Done, NotAllowed, action, refuse
from eroba.kernel.audit.personal import destroy_key
from eroba.kernel.base.canonical import plain
from eroba.kernel.base.clock import now
from eroba.kernel.people import facts, rules
from eroba.kernel.people.claims import forget_claims
from eroba.kernel.people.models import Account, AccountTown, Appointment, Person
from eroba.kernel.registry import Hold, capabilities
from eroba.kernel.tenancy.scope import current_municipality


@action(may=rules.may_export_person, needs="personal_copy")
def export_person(by: Actor, *, person: Person) -> Done[dict[str, Any]]:
    """Gathers what every room and capability of this town holds about a person, as plain values.

    Each manifest's `personal` functions are asked with the person; what they return is kept under the
    capability's name.
    """
    town = current_municipality()
    gathered: dict[str, Any] = {"municipality": town.slug, "made_at": now(), "holdings": {}}
    for capability in capabilities():
        if capability.personal:
            parts = [hand_over(person) for hand_over in capability.personal]
            gathered["holdings"][capability.name] = parts[0] if len(parts) == 1 else parts
    return Done(plain(gathered), subject=person, facts=[facts.PersonExported(None, person.pk)])


def holds_on(person: Person) -> list[Hold]:
    """Why a person's data cannot be erased yet, as each capability knows; nothing when they can."""
    return [hold for capability in capabilities() for ask in capability.holds for hold in ask(person)]


@action(may=rules.may_erase_person, needs="erasure")
def erase_person(by: Actor, *, person: Person, reason: str) -> Done[Person]:
    """Destroys a person's key and blanks their row; the journal stays whole, and unreadable where it spoke of them.

    Refused while something is under way that needs the data; what the law makes a room keep goes later.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.erased_at:
        raise NotAllowed(rules.may_erase_person(by, person))
    if holds := holds_on(person):
        raise NotAllowed(refuse(_all_reasons(holds), str(holds[0].basis)))
    account = person.account
    destroy_key(person.pk)
    person.given_name = person.family_name = person.address = person.phone = ""
    person.personal_number_hash = person.personal_number_locked = person.personal_number_end = ""
    person.birth_date = person.settlement = person.account = person.identified_at = None
    person.identified_by = ""
    person.erased_at = now()
    person.save()
    if account is not None:
        _leave_town(account)
    return Done(
        person,
        subject=person,
        after={"reason": reason},
        facts=[facts.PersonErased(None, person.pk)],
    )


def _all_reasons(holds: list[Hold]) -> str:
    return " ".join([str(_("These data cannot be erased yet.")), *(str(hold.because) for hold in holds)])


def _leave_town(account: Account) -> None:
    """Forgets what the national sign-in said, and the account's mark here unless it holds a post."""
    forget_claims(account)
    if not Appointment.objects.filter(account=account).exists():
        AccountTown.objects.filter(account=account, municipality=current_municipality()).delete()
