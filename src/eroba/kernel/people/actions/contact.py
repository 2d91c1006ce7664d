"""How to reach a person, and registering somebody who has no account."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput
from eroba.kernel.people import facts, rules
from eroba.kernel.people.actions.identity import person_of_number
from eroba.kernel.people.models import Person
from eroba.kernel.people.numbers import read_birth_date
from eroba.kernel.tenancy.models import Settlement


@action(may=rules.may_update_contact)
def update_contact(
    by: Actor, *, person: Person, phone: str, address: str, settlement: Settlement | None = None
) -> Done[Person]:
    """Writes down a person's phone and where they live."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    before = _contact(person)
    person.phone, person.address, person.settlement = phone.strip(), address.strip(), settlement
    after = _contact(person)
    if before == after:
        return Done(person, subject=person)
    person.save(update_fields=["phone", "address", "settlement"])
    return Done(
        person,
        subject=person,
        after={"changed": sorted(key for key in after if before[key] != after[key])},
        personal={person.pk: {"before": before, "after": after}},
        facts=[facts.ContactChanged(None, person.pk)],
    )


@action(may=rules.may_register_person)
def register_person_without_account(
    by: Actor,
    *,
    personal_number: str,
    given_name: str,
    family_name: str,
    birth_date: dt.date,
    phone: str = "",
    address: str = "",
    settlement: Settlement | None = None,
) -> Done[Person]:
    """Registers a resident whose identity card an official saw; somebody already named stays as they are."""
    person = person_of_number(personal_number)
    if person.family_name:
        return Done(person, subject=person, after={"already_known": True})
    if not (given_name.strip() and family_name.strip()):
        raise BadInput(_("A given name and a family name are needed."))
    person.given_name, person.family_name = given_name.strip(), family_name.strip()
    person.birth_date = read_birth_date(birth_date)
    person.phone, person.address, person.settlement = phone.strip(), address.strip(), settlement
    person.identified_at, person.identified_by = now(), Person.IdentifiedBy.OFFICIAL
    person.save()
    return Done(
        person,
        subject=person,
        after={"identified_by": person.identified_by},
        personal={person.pk: {"name": person.full_name, "birth_date": birth_date, **_contact(person)}},
        facts=[facts.PersonRegistered(None, person.pk)],
    )


def _contact(person: Person) -> dict[str, str]:
    return {"phone": person.phone, "address": person.address, "settlement": str(person.settlement_id or "")}
