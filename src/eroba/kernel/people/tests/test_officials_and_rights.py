"""Posts, contacts, residents without an account, and a person's two last rights: a copy, and erasure."""

import datetime as dt

import pytest

from conftest import appoint
from eroba.kernel.actions import Actor, NotAllowed
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.audit.sealer import journal_flaws, seal_journal
from eroba.kernel.base.clock import at, today
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.people import actions
from eroba.kernel.people.models import Account, AccountTown, Appointment, Person, Role, Unit
from eroba.kernel.people.numbers import set_personal_number, shown_personal_number
from eroba.kernel.people.queries import actor_of, towns_of
from eroba.kernel.people.tests.conftest import NUMBER, is_locked
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db
NAMES = {"name_ka": "ლია ახალი", "name_en": "Lia New"}


def test_a_head_gives_a_post_and_ends_it(head, newcomer):
    unit = Unit.objects.get(code="social")
    post = actions.appoint_official(head, account=newcomer, role=Role.CLERK, unit=unit, **NAMES)
    assert actor_of(newcomer).has_role("clerk") and towns_of(newcomer)
    actions.end_appointment(head, appointment=post, until_on=today())
    assert actor_of(newcomer).has_role("clerk"), "the last day counts"
    with at(today() + dt.timedelta(days=1)):
        assert not actor_of(newcomer).roles
    names = [record.name for record in FactRecord.objects.order_by("id")]
    assert names == ["official.appointed", "official.left"]
    assert "2" in FactRecord.objects.first().words()


@pytest.mark.parametrize("role", ["clerk", "village", "editor", "auditor", "resident"])
def test_others_give_no_posts(in_ozurgeti, newcomer, role):
    by = Actor(account_id=newcomer.pk, roles=frozenset({role}))
    with pytest.raises(NotAllowed, match="Only a head"):
        actions.appoint_official(
            by, account=Account.objects.create_user("x@example.org"), role="head", **NAMES
        )


def test_nobody_appoints_themselves_except_the_operator(head):
    own = Account.objects.get(pk=head.account_id)
    with pytest.raises(NotAllowed, match="themselves"):
        actions.appoint_official(head, account=own, role=Role.AUDITOR, **NAMES)
    own.is_staff = True
    own.save()
    assert actions.appoint_official(actor_of(own), account=own, role=Role.AUDITOR, **NAMES).pk


def test_a_post_is_held_once_and_not_before_it_began(head, newcomer):
    post = actions.appoint_official(head, account=newcomer, role=Role.CLERK, **NAMES)
    with pytest.raises(Refusal, match="already holds"):
        actions.appoint_official(head, account=newcomer, role=Role.CLERK, **NAMES)
    with pytest.raises(BadInput):
        actions.end_appointment(head, appointment=post, until_on=today() - dt.timedelta(days=9))
    actions.end_appointment(head, appointment=post, until_on=today())
    with pytest.raises(NotAllowed, match="last day"):
        actions.end_appointment(head, appointment=post, until_on=today())


def test_a_unit_of_another_town_is_refused(head, khobi, newcomer):
    with scope(khobi):
        foreign = Unit.objects.create(code="x", name_ka="x", name_en="x")
    with pytest.raises(BadInput, match="not a valid choice"):
        actions.appoint_official(head, account=newcomer, role=Role.CLERK, unit=foreign, **NAMES)
    assert not Appointment.objects.filter(account=newcomer).exists()


def test_a_post_that_does_not_exist_is_refused(head, newcomer):
    with pytest.raises(BadInput):
        actions.appoint_official(head, account=newcomer, role="king", **NAMES)


def register(by, **changed):
    told = {
        "personal_number": NUMBER,
        "given_name": "ნინო",
        "family_name": "გამოგონილი",
        "birth_date": dt.date(1988, 4, 12),
    }
    return actions.register_person_without_account(by, **{**told, **changed})


def test_an_official_registers_somebody_without_an_account_once(clerk):
    person = register(clerk)
    assert person.account_id is None and person.identified_by == Person.IdentifiedBy.OFFICIAL
    again = register(clerk, given_name="სხვა")
    assert (again.pk, again.given_name) == (person.pk, "ნინო")


@pytest.mark.parametrize("wrong", [{"family_name": " "}, {"birth_date": dt.date(2999, 1, 1)}], ids=str)
def test_a_registration_needs_a_name_and_a_possible_birth_date(clerk, wrong):
    with pytest.raises(BadInput):
        register(clerk, **wrong)
    assert not Person.objects.exists()


def test_a_resident_registers_nobody_and_changes_nobody_else(applicant, resident):
    with pytest.raises(NotAllowed):
        register(applicant)
    other = Person.objects.create(given_name="გია", family_name="სხვა")
    with pytest.raises(NotAllowed):
        actions.update_contact(applicant, person=other, phone="", address="")
    with pytest.raises(NotAllowed):
        actions.export_person(applicant, person=other)
    with pytest.raises(NotAllowed):
        actions.erase_person(applicant, person=resident, reason="own wish")


def test_an_unchanged_contact_announces_nothing(applicant, resident):
    actions.update_contact(applicant, person=resident, phone="", address="")
    assert not FactRecord.objects.exists()


def test_erasure_leaves_the_chain_whole_and_nothing_readable(head, applicant, resident):
    set_personal_number(resident, NUMBER)
    resident.save()
    actions.update_contact(applicant, person=resident, phone="599 12 34 56", address="Street 5")
    seal_journal()
    copy = actions.export_person(applicant, person=resident)
    assert copy["holdings"]["people"]["personal_number"] == NUMBER
    erased = actions.erase_person(head, person=resident, reason="written request of 3 May")
    seal_journal()
    assert journal_flaws() == []
    row = Person.objects.filter(pk=resident.pk).values().get()
    assert not any(value in str(row) for value in ("ნინო", "599 12", "59912", "Street", NUMBER))
    assert (row["phone"], row["address"]) == ("", "")
    assert erased.erased_at and shown_personal_number(erased) is None and erased.account_id is None
    assert not AccountTown.objects.filter(account_id=applicant.account_id).exists()
    acts = JournalEntry.objects.filter(personal__has_key=str(resident.pk))
    assert acts and all(is_locked(entry.personal) for entry in acts)
    with pytest.raises(NotAllowed, match="already erased"):
        actions.erase_person(head, person=resident, reason="again")


def test_erasing_somebody_with_a_post_keeps_their_post(head, newcomer):
    appoint("newcomer@example.org", "clerk", "ა", "A")
    person = Person.objects.create(account=newcomer, given_name="ლია", family_name="გამოგონილი")
    actions.erase_person(head, person=person, reason="request")
    assert actor_of(newcomer).has_role("clerk") and towns_of(newcomer)
