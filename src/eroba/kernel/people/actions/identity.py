"""Tying an account to a person: the tries are counted, the register is asked outside, the result is recorded here."""

import datetime as dt
from dataclasses import dataclass

from eroba.kernel.actions import Actor, Done, NotAllowed, action
from eroba.kernel.base.clock import now
from eroba.kernel.people import facts, rules
from eroba.kernel.people.claims import Claims
from eroba.kernel.people.models import IdentityTry, Person
from eroba.kernel.people.numbers import hash_personal_number, set_personal_number
from eroba.kernel.tenancy.models import Settlement


@dataclass(frozen=True, kw_only=True)
class Confirmed:
    """Who somebody is, as a register or the national sign-in wrote it."""

    given_name: str
    family_name: str
    birth_date: dt.date | None = None
    address: str = ""
    village: str = ""


@action(may=rules.may_be_checked)
def start_identity_check(by: Actor, *, personal_number: str) -> Done[Person]:
    """Counts a try, and gives the person of that number, whom the register can now be asked about.

    Somebody unknown gets a row with a number and no name: whoever is asked about must be able to see it later.
    """
    person = person_of_number(personal_number)
    IdentityTry.objects.create(account_id=by.account_id, at=now())
    return Done(person, subject=person, personal={person.pk: {"personal_number": personal_number}})


@action(may=rules.may_be_checked)
def forget_try(by: Actor) -> Done[None]:
    """Does not count the last try: the register was silent, and that is nobody's fault."""
    last = IdentityTry.objects.filter(account_id=by.account_id).order_by("-at", "-pk").first()
    if last is not None:
        last.delete()
    return Done(None)


@action(may=rules.may_identify)
def identify_person(
    by: Actor, *, person: Person, confirmed: Confirmed, confirmed_by: str = Person.IdentifiedBy.REGISTER
) -> Done[Person]:
    """Ties the signed-in account to a person whom the civil register confirmed."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    _refuse_unless_free(by, person)
    written = _write(person, confirmed)
    person.account_id = by.account_id
    person.identified_at, person.identified_by = now(), confirmed_by
    person.save()
    IdentityTry.objects.filter(account_id=by.account_id).delete()
    return Done(
        person,
        subject=person,
        after={"identified_by": str(confirmed_by)},
        personal={person.pk: written},
        facts=[facts.PersonIdentified(None, person.pk)],
    )


@action(may=rules.may_identify_from_claims)
def identify_from_claims(by: Actor, *, claims: Claims) -> Done[Person]:
    """Ties the account to the person whom the national sign-in named; nothing is typed."""
    person = person_of_number(claims.personal_number)
    _refuse_unless_free(by, person)
    confirmed = Confirmed(
        given_name=claims.given_name, family_name=claims.family_name, birth_date=claims.birth_date
    )
    identify_person(by, person=person, confirmed=confirmed, confirmed_by=Person.IdentifiedBy.SIGN_IN)
    person.refresh_from_db()
    return Done(person, subject=person)


def person_of_number(personal_number: str) -> Person:
    """The person of this town with that number, made when unknown. Part of an action."""
    known = Person.objects.filter(personal_number_hash=hash_personal_number(personal_number)).first()
    if known is not None:
        return known
    person = Person()
    set_personal_number(person, personal_number)
    person.save(force_insert=True)
    return person


def _refuse_unless_free(by: Actor, person: Person) -> None:
    """Asks the rule again about the row as it stands now: two accounts may have come at the same time."""
    verdict = rules.may_identify(by, person)
    if not verdict:
        raise NotAllowed(verdict)


def _write(person: Person, confirmed: Confirmed) -> dict[str, str]:
    person.given_name, person.family_name = confirmed.given_name, confirmed.family_name
    person.birth_date = confirmed.birth_date or person.birth_date
    person.address = person.address or confirmed.address
    if confirmed.village and person.settlement_id is None:
        person.settlement = Settlement.objects.filter(name_ka=confirmed.village).first()
    return {"name": person.full_name, "birth_date": str(person.birth_date or ""), "address": person.address}
