"""The person a page shows is handed to its rooms, and to nobody after it or in another town."""

import pytest

from eroba.kernel.people.models import Person
from eroba.kernel.people.queries import actor_of, person_behind, showing
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db


def test_the_shown_person_is_not_read_again(resident, django_assert_num_queries):
    with scope(resident.municipality):
        by = actor_of(resident.account)
        with showing(resident), django_assert_num_queries(0):
            assert person_behind(by) is resident
        Person.objects.filter(pk=resident.pk).update(phone="+995599000000")
        with django_assert_num_queries(1):
            assert person_behind(by).phone == "+995599000000"


def test_another_town_does_not_get_the_shown_person(resident, khobi):
    with scope(resident.municipality):
        by = actor_of(resident.account)
    with showing(resident), scope(khobi):
        assert person_behind(by) is None


def test_the_shown_person_is_nobody_elses(resident, in_ozurgeti):
    other = Person.objects.create(given_name="ლუკა", family_name="გამოგონილი", is_invented=True)
    with showing(other):
        assert person_behind(actor_of(resident.account)) == resident
