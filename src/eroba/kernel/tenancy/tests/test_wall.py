"""The wall: no way of asking or writing crosses from one town to another."""

import pytest
from django.db import transaction
from django.db.models import Count, Exists, OuterRef

from eroba.kernel.audit.models import Escape
from eroba.kernel.people.models import Account, Appointment, Person, Unit
from eroba.kernel.tenancy.models import Settlement
from eroba.kernel.tenancy.scope import CrossesTowns, ScopeMissing, across_all, scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_villages(ozurgeti, khobi):
    with scope(ozurgeti):
        here = Settlement.objects.create(name_ka="აცანა", name_en="Atsana")
    with scope(khobi):
        there = Settlement.objects.create(name_ka="ბია", name_en="Bia")
    return here, there


QUESTIONS = {
    "list": lambda: list(Settlement.objects.all()),
    "count": lambda: Settlement.objects.count(),
    "exists": lambda: Settlement.objects.exists(),
    "distinct exists": lambda: Settlement.objects.distinct().exists(),
    "values": lambda: list(Settlement.objects.values_list("name_ka")),
    "aggregate": lambda: Settlement.objects.aggregate(n=Count("id")),
    "base manager": lambda: list(Settlement._base_manager.all()),
    "join": lambda: list(Person.objects.filter(settlement__name_en="Bia")),
    "join from outside": lambda: list(Account.objects.filter(persons__given_name="x")),
    "subquery": lambda: list(
        Account.objects.filter(Exists(Appointment.objects.filter(account=OuterRef("pk"))))
    ),
    "union": lambda: list(Settlement.objects.all().union(Settlement.objects.all())),
    "update": lambda: Settlement.objects.update(name_en="x"),
    "delete": lambda: Settlement.objects.all().delete(),
    "bulk_create": lambda: Settlement.objects.bulk_create([Settlement(name_ka="x", name_en="x")]),
    "create": lambda: Settlement.objects.create(name_ka="x", name_en="x"),
    "get_or_create": lambda: Settlement.objects.get_or_create(name_ka="x"),
    "in_bulk": lambda: Settlement.objects.in_bulk(),
    "iterator": lambda: list(Settlement.objects.iterator()),
}


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_nothing_is_answered_outside_a_scope(two_villages, question):
    with pytest.raises((ScopeMissing, CrossesTowns)):
        QUESTIONS[question]()


def test_each_town_sees_its_own(two_villages, ozurgeti, khobi):
    with scope(ozurgeti):
        assert [s.name_en for s in Settlement.objects.all()] == ["Atsana"]
        assert Settlement.objects.count() == 1
        assert not Settlement.objects.filter(name_en="Bia").exists()
        assert len(Settlement.objects.all().union(Settlement.objects.all())) == 1
        both = Settlement.objects.filter(name_en="Atsana") | Settlement.objects.filter(name_en="Bia")
        assert [s.name_en for s in both] == ["Atsana"]
    with scope(khobi):
        assert [s.name_en for s in Settlement.objects.all()] == ["Bia"]


def test_a_negated_or_combined_condition_stays_inside(two_villages, ozurgeti):
    with scope(ozurgeti):
        assert Settlement.objects.exclude(name_en="Atsana").count() == 0
        assert Settlement.objects.order_by("name_en")[:5].count() == 1
        assert Settlement.objects.none().count() == 0


def test_update_and_delete_stay_inside(two_villages, ozurgeti, khobi):
    with scope(ozurgeti):
        assert Settlement.objects.update(name_en="Changed") == 1
        Settlement.objects.all().delete()
    with scope(khobi):
        assert Settlement.objects.get().name_en == "Bia"


def test_a_row_cannot_be_written_into_another_town(two_villages, ozurgeti, khobi):
    with scope(ozurgeti):
        with pytest.raises(CrossesTowns):
            Settlement.objects.create(name_ka="x", name_en="x", municipality=khobi)
        with pytest.raises(CrossesTowns):
            Settlement.objects.bulk_create([Settlement(name_ka="x", name_en="x", municipality=khobi)])


def test_a_row_cannot_be_moved(two_villages, ozurgeti, khobi):
    here, _there = two_villages
    with scope(ozurgeti):
        here.municipality = khobi
        with pytest.raises(CrossesTowns):
            here.save()
        with pytest.raises(CrossesTowns):
            Settlement.objects.update(municipality=khobi)


def test_a_foreign_key_cannot_cross(two_villages, ozurgeti):
    here, there = two_villages
    with scope(ozurgeti):
        with pytest.raises(CrossesTowns), transaction.atomic():
            Person.objects.create(given_name="x", family_name="y", settlement=there)
        with pytest.raises(CrossesTowns), transaction.atomic():
            Person.objects.create(given_name="x", family_name="y", settlement_id=there.pk)
        person = Person.objects.create(given_name="x", family_name="y", settlement=here)
        with pytest.raises(CrossesTowns), transaction.atomic():
            Person.objects.update(settlement=there)
        person.settlement_id = there.pk
        with pytest.raises(CrossesTowns):
            person.save()


def test_a_query_made_for_one_town_does_not_run_for_another(two_villages, ozurgeti, khobi):
    with scope(ozurgeti):
        rows = Settlement.objects.filter(name_en="Atsana")
        list(rows)
    with scope(khobi), pytest.raises(CrossesTowns):
        list(rows.all())


def test_forward_access_is_narrowed(two_villages, ozurgeti, khobi):
    with scope(ozurgeti):
        unit = Unit.objects.create(code="a", name_ka="a", name_en="a")
        post = Appointment.objects.create(
            account=Account.objects.create_user("a@example.org"),
            role="clerk",
            unit=unit,
            name_ka="a",
            name_en="a",
        )
        post = Appointment.objects.get(pk=post.pk)
    with scope(khobi), pytest.raises(Unit.DoesNotExist):
        _ = post.unit


def test_the_escape_sees_all_and_is_recorded(two_villages):
    with across_all(reason="test of the escape"):
        assert Settlement.objects.filter(name_en__in=["Atsana", "Bia"]).count() == 2
    assert Escape.objects.filter(reason="test of the escape").count() <= 1


def test_an_empty_scope_or_reason_is_an_error():
    with pytest.raises(ScopeMissing), scope(None):
        pass
    with pytest.raises(ScopeMissing), across_all(reason=" "):
        pass
