"""What is kept about a person opens with that person's key only, and with nothing once the key is destroyed."""

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eroba.kernel.audit.models import PersonKey
from eroba.kernel.audit.personal import (
    Erased,
    decrypt_for,
    destroy_key,
    encrypt_for,
    locked_key_of,
    safe_of,
    safe_with,
)
from eroba.kernel.base.ids import uuid7
from eroba.kernel.people.models import Person
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db
WORDS = "შემოსავალი 300 ლარი"


def test_what_was_locked_for_somebody_opens_in_their_safe(in_ozurgeti):
    person = uuid7()
    locked = encrypt_for(person, WORDS)
    assert WORDS not in locked and locked != encrypt_for(person, WORDS), "the same words never look the same"
    assert decrypt_for(person, locked) == WORDS == safe_of(person).open(locked)


def test_one_safe_opens_many_values_with_one_question(in_ozurgeti):
    person = uuid7()
    locked = [encrypt_for(person, f"{WORDS} {n}") for n in range(20)]
    with CaptureQueriesContext(connection) as queries:
        safe = safe_of(person)
        opened = [safe.open(each) for each in locked]
    assert opened == [f"{WORDS} {n}" for n in range(20)] and len(queries) == 1


def test_nobody_elses_safe_opens_it(in_ozurgeti):
    one, other = uuid7(), uuid7()
    locked = encrypt_for(one, WORDS)
    encrypt_for(other, WORDS)
    with pytest.raises(InvalidTag):
        safe_of(other).open(locked)
    with pytest.raises(InvalidTag):
        decrypt_for(other, locked)


def test_a_key_put_under_another_name_opens_nothing(in_ozurgeti):
    one, other = uuid7(), uuid7()
    encrypt_for(one, WORDS)
    stolen = PersonKey.objects.get(person_id=one).locked_key
    with pytest.raises(InvalidTag):
        safe_with(other, stolen)


def test_erasing_leaves_nothing_to_open(in_ozurgeti):
    person = uuid7()
    locked = encrypt_for(person, WORDS)
    destroy_key(person)
    assert safe_of(person).open(locked) is None and decrypt_for(person, locked) is None
    with pytest.raises(Erased):
        encrypt_for(person, WORDS)
    row = PersonKey.objects.get(person_id=person)
    assert row.locked_key is None and row.destroyed_at is not None


def test_somebody_without_a_key_has_an_empty_safe(in_ozurgeti):
    person = uuid7()
    assert safe_of(person).key is None and safe_of(person).open("bG9ja2Vk") is None
    assert decrypt_for(person, "bG9ja2Vk") is None
    assert not PersonKey.objects.exists(), "looking makes no key"
    destroy_key(person)
    with pytest.raises(Erased):
        encrypt_for(person, WORDS)


def test_a_safe_is_read_together_with_the_row_it_belongs_to(in_ozurgeti, resident):
    locked = encrypt_for(resident.pk, WORDS)
    stranger = Person.objects.create(given_name="ცირა", family_name="გამოგონილი", is_invented=True)
    with CaptureQueriesContext(connection) as queries:
        rows = list(Person.objects.annotate(locked_key=locked_key_of("pk")).order_by("id"))
        safes = {row.pk: safe_with(row.pk, row.locked_key) for row in rows}
    assert len(queries) == 1
    assert safes[resident.pk].open(locked) == WORDS and safes[stranger.pk].open(locked) is None


def test_a_town_has_keys_of_its_own(in_ozurgeti, khobi):
    person = uuid7()
    locked = encrypt_for(person, WORDS)
    with scope(khobi):
        assert safe_of(person).open(locked) is None and decrypt_for(person, locked) is None
        encrypt_for(person, WORDS)
        with pytest.raises(InvalidTag):
            decrypt_for(person, locked)


def test_what_a_safe_locks_opens_for_the_person_only_while_the_key_is_there(resident):
    locked = encrypt_for(resident.pk, "before")
    safe = safe_of(resident.pk)
    assert safe.open(locked) == "before"
    assert decrypt_for(resident.pk, safe.lock("ნინო")) == "ნინო"
    destroy_key(resident.pk)
    with pytest.raises(Erased):
        safe_of(resident.pk).lock("later")
