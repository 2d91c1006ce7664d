"""Saying who one is: right, wrong, too often, already taken, and the register on a bad day."""

import datetime as dt

import pytest

from eroba.kernel.actions import Actor, NotAllowed
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import at, now
from eroba.kernel.base.errors import BadInput
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.people.identity_check import (
    RegisterSilent,
    TooManyTries,
    identify_by_register,
    tries_left,
)
from eroba.kernel.people.models import Account, AccountTown, IdentityTry, Person
from eroba.kernel.people.numbers import set_personal_number, shown_personal_number
from eroba.kernel.people.tests.conftest import NINO, NUMBER
from eroba.kernel.tenancy.models import Settlement
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db
BORN = dt.date(1988, 4, 12)


def nino(by, *, number=NUMBER, family_name="გამოგონილი", birth_date=BORN):
    return identify_by_register(by, personal_number=number, family_name=family_name, birth_date=birth_date)


@pytest.fixture
def by(newcomer):
    return Actor(account_id=newcomer.pk)


def test_the_register_confirms_and_the_row_is_filled(in_ozurgeti, register, by, newcomer):
    village = Settlement.objects.create(name_ka="აცანა", name_en="Atsana")
    person = nino(by, number="0000 1012-345")
    assert (person.account_id, person.full_name, person.birth_date) == (newcomer.pk, "ნინო გამოგონილი", BORN)
    assert (person.settlement_id, person.address) == (village.pk, NINO["registered_address"])
    assert shown_personal_number(person) == NUMBER and person.masked_personal_number.endswith("45")
    assert person.identified_by == Person.IdentifiedBy.REGISTER and person.identified_at
    assert [record.name for record in FactRecord.objects.all()] == ["person.identified"]
    assert AccountTown.objects.filter(account=newcomer, municipality=in_ozurgeti).exists()
    assert not IdentityTry.objects.exists()


def test_nothing_about_the_person_stands_readable_in_the_journal(in_ozurgeti, register, by):
    nino(by)
    journal = str(list(JournalEntry.objects.values()))
    assert NUMBER not in journal and "ნინო" not in journal and "1988-04-12" not in journal


@pytest.mark.parametrize("family_name", ["Gamogonili", " gamogonili ", "GAMOGONILI", "ᲒᲐᲛᲝᲒᲝᲜᲘᲚᲘ"])
def test_a_name_fits_in_both_scripts_and_any_case(in_ozurgeti, register, by, family_name):
    assert nino(by, family_name=family_name).account_id == by.account_id


@pytest.mark.parametrize(
    "wrong",
    [{"family_name": "სხვა"}, {"birth_date": dt.date(1988, 4, 13)}, {"number": "00001012346"}],
    ids=str,
)
def test_what_does_not_belong_together_says_so_without_saying_which(in_ozurgeti, register, by, wrong):
    with pytest.raises(BadInput, match="do not belong together") as caught:
        nino(by, **wrong)
    assert "4 tries left" in str(caught.value)
    assert not Person.objects.filter(account_id=by.account_id).exists()


@pytest.mark.parametrize("number", ["123", "abcdefghijk", "000010123456", "", "٠٠٠٠١٠١٢٣٤٥"])
def test_a_number_that_is_none_is_refused_before_anybody_is_asked(in_ozurgeti, register, by, number):
    with pytest.raises(BadInput, match="11 digits"):
        nino(by, number=number)
    assert not register.asked and tries_left(by) == 5


@pytest.mark.parametrize(("day", "words"), [(dt.date(2999, 1, 1), "future"), (dt.date(1850, 1, 1), "past")])
def test_an_impossible_birth_date_is_refused(in_ozurgeti, register, by, day, words):
    with pytest.raises(BadInput, match=words):
        nino(by, birth_date=day)
    assert not register.asked


def test_after_five_wrong_tries_one_waits_an_hour_in_every_town(in_ozurgeti, khobi, register, by):
    for _try in range(5):
        with pytest.raises(BadInput):
            nino(by, family_name="სხვა")
    with pytest.raises(TooManyTries, match="try again after"):
        nino(by)
    with scope(khobi), pytest.raises(TooManyTries):
        nino(by)
    assert len(register.asked) == 5
    with at(now() + dt.timedelta(hours=1, minutes=1)):
        assert nino(by).account_id == by.account_id


def test_a_silent_register_costs_no_try(in_ozurgeti, register, by):
    register.is_silent = True
    with pytest.raises(RegisterSilent, match="no answer"):
        nino(by)
    assert tries_left(by) == 5


def test_the_dead_are_not_identified(in_ozurgeti, register, by):
    register.people[NUMBER] = {**NINO, "died_on": "2020-01-01"}
    with pytest.raises(Exception, match="has died"):
        nino(by)


def test_a_person_of_another_account_is_refused_with_what_to_do(in_ozurgeti, register, by):
    nino(by)
    thief = Actor(account_id=Account.objects.create_user("other@example.org").pk)
    with pytest.raises(NotAllowed, match="come to the town hall"):
        nino(thief)
    assert Person.objects.get(account_id__isnull=False).account_id == by.account_id


def test_whether_a_number_is_taken_is_told_only_to_whom_it_fits(in_ozurgeti, register, by):
    nino(by)
    thief = Actor(account_id=Account.objects.create_user("other@example.org").pk)
    with pytest.raises(BadInput, match="do not belong together"):
        nino(thief, birth_date=dt.date(1990, 1, 1))


def test_an_account_is_one_person_only(in_ozurgeti, register, by):
    nino(by)
    register.people["00001012346"] = {**NINO, "given_name": "გია"}
    with pytest.raises(NotAllowed, match="One account is for one person"):
        nino(by, number="00001012346")


def test_somebody_an_official_registered_gets_their_account_later(in_ozurgeti, register, by):
    known = Person(given_name="ნინო", family_name="გამოგონილი", phone="599 12 34 56")
    set_personal_number(known, NUMBER)
    known.save()
    person = nino(by)
    assert (person.pk, person.phone) == (known.pk, "599 12 34 56")


def test_the_register_is_asked_for_what_identity_needs_only(in_ozurgeti, register, by):
    nino(by)
    question = register.asked[0]
    assert question["by"].account_id == by.account_id and question["by"].person_id is None
    assert (question["register"], question["purpose"]) == ("civil", "identity")
    assert "household_count" not in question["fields"]


def test_each_town_asks_for_itself(in_ozurgeti, khobi, register, by):
    here = nino(by)
    with scope(khobi):
        assert not Person.objects.exists()
        there = nino(by)
        assert there.personal_number_hash != here.personal_number_hash
    assert AccountTown.objects.filter(account_id=by.account_id).count() == 2
