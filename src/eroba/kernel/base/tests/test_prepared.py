"""Prepared questions answer as Django's own queries do, once written, for each town its own."""

import datetime as dt
from threading import Thread

import pytest
from django.core.exceptions import MultipleObjectsReturned
from django.db import connection, connections
from django.db.models import BooleanField, CharField, DateTimeField, UUIDField

from eroba.kernel.base.clock import now
from eroba.kernel.base.databases import prepared
from eroba.kernel.base.databases.prepared import Prepared
from eroba.kernel.matters.models import Matter
from eroba.kernel.matters.numbering import open_matter
from eroba.kernel.tenancy.models import Municipality, Settlement
from eroba.kernel.tenancy.scope import ScopeMissing, across_all, scope

TOWN = Prepared[Municipality](lambda slug: Municipality.objects.filter(slug=slug), slug=CharField())
VILLAGE = Prepared[Settlement](
    lambda name: (
        Settlement.objects.select_related("municipality")
        .only("name_ka", "municipality__slug")
        .filter(name_ka=name)
    ),
    name=CharField(),
)
SINCE = Prepared[tuple](
    lambda key, since: Matter.objects.filter(pk=key, opened_at__gt=since).values_list("number", "opened_at"),
    key=UUIDField(),
    since=DateTimeField(),
)


def village(name: str) -> Settlement:
    return Settlement.objects.create(name_ka=name, name_en="Shemokmedi")


def everything_of(row) -> dict:
    return {name: value for name, value in vars(row).items() if name != "_state"}


def test_a_row_is_read_as_django_reads_it(ozurgeti):
    assert everything_of(TOWN.only(slug=ozurgeti.slug)) == everything_of(
        Municipality.objects.get(slug=ozurgeti.slug)
    )
    assert TOWN.only(slug="nowhere") is None


def test_what_is_asked_for_beside_it_comes_with_it_and_the_rest_when_needed(
    ozurgeti, django_assert_num_queries
):
    with scope(ozurgeti):
        made = village("შემოქმედი")
        with django_assert_num_queries(1):
            found = VILLAGE.only(name="შემოქმედი")
            assert (found.pk, found.municipality.slug) == (made.pk, "ozurgeti")
        with django_assert_num_queries(1):
            assert found.name_en == "Shemokmedi"
        assert not found._state.adding
        assert found._state.db == "default"


def test_keys_and_moments_are_filled_in_as_the_database_wants_them(ozurgeti):
    with scope(ozurgeti):
        made = open_matter(kind="case", prefix="CASE", title_ka="ხე", title_en="Tree", state="open")
        hour = dt.timedelta(hours=1)
        assert SINCE.all(key=made.pk, since=now() - hour) == [(made.number, made.opened_at)]
        assert SINCE.all(key=str(made.pk), since=now() - hour) == [(made.number, made.opened_at)]
        assert SINCE.all(key=made.pk, since=now() + hour) == []


def test_each_town_sees_its_own_and_nobody_outside_sees_any(ozurgeti, khobi):
    for town in (ozurgeti, khobi, ozurgeti):
        with scope(town):
            if VILLAGE.only(name="საჯავახო") is None:
                village("საჯავახო")
            assert VILLAGE.only(name="საჯავახო").municipality_id == town.pk
    with pytest.raises(ScopeMissing):
        VILLAGE.only(name="საჯავახო")
    with across_all(reason="test"):
        assert len(VILLAGE.all(name="საჯავახო")) == 2


def test_several_are_not_taken_for_one(ozurgeti, khobi):
    question = Prepared(lambda is_open: Municipality.objects.filter(is_open=is_open), is_open=BooleanField())
    with pytest.raises(MultipleObjectsReturned):
        question.only(is_open=ozurgeti.is_open)


def test_it_is_written_once_for_each_town(ozurgeti, khobi):
    written = []

    def asked(name):
        written.append(name)
        return Settlement.objects.filter(name_ka=name)

    question = Prepared(asked, name=CharField())
    for town in (ozurgeti, khobi, ozurgeti, khobi):
        with scope(town):
            question.all(name="ხობი")
    assert len(written) == 2


def test_a_connection_does_not_keep_questions_for_ever(ozurgeti, monkeypatch):
    monkeypatch.setattr(prepared, "MOST_KEPT", 3)
    for _each in range(7):
        Prepared(lambda slug: Municipality.objects.filter(slug=slug), slug=CharField()).only(slug="ozurgeti")
    assert len(vars(connections["default"])["questions"]) <= 3


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_over_its_own_connection(ozurgeti):
    found = [TOWN.only(slug="ozurgeti")]

    def ask():
        found.append(TOWN.only(slug="ozurgeti"))
        connection.close()

    thread = Thread(target=ask)
    thread.start()
    thread.join()
    assert found[0] == found[1]
