"""Visits: one time is one person's, closed days move them, somebody is reminded and may not come."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from eroba.capabilities.services import actions, visit_tasks
from eroba.capabilities.services.exports import holdings_about
from eroba.capabilities.services.models import Counter, Visit
from eroba.capabilities.services.queries.visits import offered_days, visits_on
from eroba.capabilities.services.tests.desk_visits import work
from eroba.capabilities.services.visiting.hours import Span
from eroba.kernel.actions import Actor, NotAllowed, system_actor
from eroba.kernel.base.clock import TBILISI, at, today
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.notify.models import Notice
from eroba.kernel.people.models import Account, Person
from eroba.kernel.tenancy.scope import scope

SUNDAY = dt.datetime(2026, 11, 15, 11, tzinfo=TBILISI)
MONDAY = dt.date(2026, 11, 16)
NOBODY_FOR = actions.Purpose()


def said(**more: Any) -> actions.CounterSaid:
    """A reception open on Mondays and Tuesdays for an hour."""
    hours = {day: [Span(dt.time(10), dt.time(11))] for day in (0, 1)}
    values: dict[str, Any] = {
        "code": "reception",
        "kind": "town_hall",
        "name_ka": "მისაღები",
        "name_en": "Reception",
        "address_ka": "ნიმუშის ქ. 1",
        "address_en": "1 Example St",
        "slot_minutes": 20,
        "seats": 1,
        "ahead_days": 30,
        "is_open": True,
        "hours": hours,
    }
    return actions.CounterSaid(**values | more)


def moment(on: dt.date = MONDAY, hour: int = 10, minute: int = 0) -> dt.datetime:
    """A time on a day."""
    return dt.datetime.combine(on, dt.time(hour, minute), TBILISI)


@pytest.fixture
def sunday():
    """Holds the clock on a Sunday."""
    with at(SUNDAY):
        yield


@pytest.fixture
def counter(in_ozurgeti, sunday, head) -> Counter:
    """The reception."""
    return actions.save_counter(head, said=said())


@pytest.fixture
def visit(counter: Counter, applicant: Actor) -> Visit:
    """The applicant comes on Monday at ten."""
    return actions.book_visit(applicant, counter=counter, starts_at=moment(), purpose=NOBODY_FOR)


def neighbour(number: int) -> Actor:
    """Somebody else of the town."""
    account = Account.objects.create_user(f"neighbour{number}@example.org", "a long password")
    person = Person.objects.create(account=account, family_name=f"მეზობელი {number}", is_invented=True)
    return Actor(account_id=account.pk, person_id=person.pk, roles=frozenset({"resident"}), label="applicant")


@pytest.mark.django_db
def test_a_time_is_given_once(visit: Visit, counter: Counter, applicant: Actor):
    free = [f"{one.starts_at:%H:%M}" for one in offered_days(counter)[0].free]
    assert free == ["10:20", "10:40"]
    with pytest.raises(actions.JustTaken):
        actions.book_visit(neighbour(1), counter=counter, starts_at=moment(), purpose=NOBODY_FOR)
    with pytest.raises(Refusal):
        actions.book_visit(applicant, counter=counter, starts_at=moment(), purpose=NOBODY_FOR)
    with pytest.raises(BadInput):
        actions.book_visit(neighbour(2), counter=counter, starts_at=moment(minute=10), purpose=NOBODY_FOR)
    assert visit.matter.number == "OZU-2026-VIS-00001"


@pytest.mark.django_db
def test_two_rows_can_never_hold_one_seat(visit: Visit):
    twin = Visit.objects.get(pk=visit.pk)
    other = neighbour(3)
    twin.pk, twin.person_id, twin._state.adding = Visit().pk, other.person_id, True
    twin.matter_id = Visit.objects.get(pk=visit.pk).matter_id
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_one_seat_each(ozurgeti, head):
    with scope(ozurgeti), at(SUNDAY):
        counter = actions.save_counter(head, said=said(seats=2))
        people = [neighbour(number) for number in range(6)]

    def book(by: Actor) -> str:
        try:
            with scope(ozurgeti), at(SUNDAY):
                actions.book_visit(by, counter=counter, starts_at=moment(), purpose=NOBODY_FOR)
            return "booked"
        except actions.JustTaken:
            return "taken"
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        ended = sorted(pool.map(book, people))
    assert ended == ["booked"] * 2 + ["taken"] * 4
    with scope(ozurgeti):
        assert sorted(Visit.objects.values_list("seat", flat=True)) == [1, 2]


@pytest.mark.django_db
def test_changed_and_cancelled_the_time_is_free_again(visit: Visit, counter: Counter, applicant: Actor):
    moved = actions.change_visit(applicant, visit=visit, counter=counter, starts_at=moment(minute=40))
    assert moved.change_count == 1
    other = actions.book_visit(neighbour(1), counter=counter, starts_at=moment(), purpose=NOBODY_FOR)
    with pytest.raises(NotAllowed):
        actions.cancel_visit(applicant, visit=other)
    actions.cancel_visit(applicant, visit=visit)
    actions.book_visit(neighbour(2), counter=counter, starts_at=moment(minute=40), purpose=NOBODY_FOR)


@pytest.mark.django_db
def test_what_somebody_cancelled_meanwhile_is_neither_moved_nor_cancelled_again(
    visit: Visit, counter: Counter, applicant: Actor
):
    seen_before = Visit.objects.get(pk=visit.pk)
    actions.cancel_visit(applicant, visit=visit)
    with pytest.raises(Refusal):
        actions.change_visit(applicant, visit=seen_before, counter=counter, starts_at=moment(minute=40))
    with pytest.raises(Refusal):
        actions.cancel_visit(applicant, visit=seen_before)
    Counter.objects.filter(pk=counter.pk).update(is_open=False)
    with pytest.raises(BadInput):
        actions.book_visit(applicant, counter=counter, starts_at=moment(), purpose=NOBODY_FOR)


@pytest.mark.django_db(transaction=True)
def test_whoever_books_everywhere_at_once_gets_three_visits(ozurgeti, head):
    with scope(ozurgeti), at(SUNDAY):
        counters = [actions.save_counter(head, said=said(code=f"counter-{number}")) for number in range(5)]
        by = neighbour(1)

    def book(number: int) -> str:
        starts_at = moment(MONDAY + dt.timedelta(days=number % 2), minute=20 * (number % 3))
        try:
            with scope(ozurgeti), at(SUNDAY):
                actions.book_visit(by, counter=counters[number], starts_at=starts_at, purpose=NOBODY_FOR)
            return "booked"
        except Refusal:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        assert sorted(pool.map(book, range(5))) == ["booked"] * 3 + ["refused"] * 2


@pytest.mark.django_db
def test_a_closed_day_moves_everybody_and_tells_them(visit: Visit, counter: Counter, head, clerk):
    with pytest.raises(NotAllowed):
        actions.close_counter_day(clerk, counter=counter, on=MONDAY, reason_ka="რემონტი", reason_en="Repair")
    moved = actions.close_counter_day(
        head, counter=counter, on=MONDAY, reason_ka="რემონტი", reason_en="Repair"
    )
    work()
    visit.refresh_from_db()
    assert (moved, visit.starts_at) == (1, moment(MONDAY + dt.timedelta(days=1)))
    assert any("რემონტი" in notice.body for notice in Notice.objects.filter(kind=visit_tasks.NEWS))
    assert offered_days(counter)[0].closed_because == "რემონტი"


@pytest.mark.django_db
def test_a_holiday_receives_nobody(counter: Counter, head):
    with at(dt.datetime(2026, 12, 28, 11, tzinfo=TBILISI)):
        actions.save_counter(
            head, said=said(hours={day: [Span(dt.time(10), dt.time(11))] for day in range(7)})
        )
        days = {day.on: day for day in offered_days(Counter.objects.get(pk=counter.pk))}
    assert days[dt.date(2027, 1, 1)].closed_because and not days[dt.date(2027, 1, 1)].free
    assert days[dt.date(2027, 1, 9)].free  # a Saturday with hours


@pytest.mark.django_db
def test_reminded_once_the_day_before(visit: Visit):
    assert (visit_tasks.remind_of_visits(), visit_tasks.remind_of_visits()) == (1, 0)
    work()
    assert Notice.objects.filter(kind=visit_tasks.NEWS).count() == 2


@pytest.mark.django_db
def test_who_did_not_come_is_noted_by_the_desk_only(visit: Visit, clerk, applicant):
    with pytest.raises(NotAllowed):
        actions.note_visit(clerk, visit=visit, came=False)
    with at(moment(hour=12)):
        with pytest.raises(NotAllowed):
            actions.note_visit(applicant, visit=visit, came=True)
        assert actions.note_visit(clerk, visit=visit, came=False).state == Visit.State.MISSED
        assert actions.note_visit(clerk, visit=visit, came=True).state == Visit.State.CAME


@pytest.mark.django_db
def test_a_village_administrator_books_for_somebody(counter: Counter, clerk):
    village = Actor(
        account_id=clerk.account_id, roles=frozenset({"village"}), label="Village", channel="village"
    )
    booked = actions.book_for(
        village,
        counter=counter,
        starts_at=moment(),
        purpose=NOBODY_FOR,
        personal_number="01001012345",
        name=("ნანა", "ნიმუშაძე"),
    )
    assert (booked.person.family_name, booked.booked_by) == ("ნიმუშაძე", "Village")
    with pytest.raises(NotAllowed):
        actions.book_for(neighbour(1), counter=counter, starts_at=moment(minute=20), purpose=NOBODY_FOR)


@pytest.mark.django_db
def test_how_long_a_visit_lasts_stays_while_people_have_booked(visit: Visit, head):
    with pytest.raises(Refusal):
        actions.save_counter(head, said=said(slot_minutes=30))


@pytest.mark.django_db
def test_the_copy_of_everything_holds_the_visits(visit: Visit):
    assert [one["number"] for one in holdings_about(visit.person)["visits"]] == [visit.matter.number]


@pytest.mark.django_db
def test_by_pages_without_scripts(counter: Counter, applicant: Actor, clerk):
    client, desk = Client(), Client()
    client.force_login(Account.objects.get(pk=applicant.account_id))
    desk.force_login(Account.objects.get(pk=clerk.account_id))
    page = client.get("/en/ozurgeti/services/visits/book/").content.decode()
    assert moment().isoformat() in page.replace("&#x27;", "'") and "Reception" in page
    wrong = client.post("/en/ozurgeti/services/visits/book/", {"time": "soon"})
    assert wrong.status_code == 422 and "Choose a time" in wrong.content.decode()
    said = client.post("/en/ozurgeti/services/visits/book/", {"time": moment().isoformat()}, follow=True)
    assert "Your visit is booked" in said.content.decode()
    visit = Visit.objects.get()
    own = f"/en/ozurgeti/services/visits/{visit.matter.number}/"
    calendar = client.get(f"{own}calendar.ics").content.decode()
    assert "DTSTART:20261116T060000Z" in calendar and "SEQUENCE:0" in calendar
    taken = {"time": moment().isoformat(), "personal_number": "01001012345", "family_name": "ნიმუშაძე"}
    refused = desk.post("/en/ozurgeti/desk/services/visits/book/", taken)
    assert refused.status_code == 422 and "01001012345" in refused.content.decode()
    other = taken | {"time": moment(minute=20).isoformat()}
    listed = desk.post("/en/ozurgeti/desk/services/visits/book/", other, follow=True).content.decode()
    assert listed.count("</a>&nbsp;· <a") >= 3, "on a phone no line begins with the dot between two links"
    assert "ნიმუშაძე" in listed and len(visits_on(MONDAY)) == 2
    client.post(f"{own}cancel/")
    assert Visit.objects.get(pk=visit.pk).state == Visit.State.CANCELLED
    assert today() == SUNDAY.date()


@pytest.mark.django_db
def test_heads_keep_counters_by_pages(counter: Counter, head, clerk):
    heads, desk = Client(), Client()
    heads.force_login(Account.objects.get(pk=head.account_id))
    desk.force_login(Account.objects.get(pk=clerk.account_id))
    page = "/en/ozurgeti/desk/services/visits/counters/"
    assert "10:00-11:00" in heads.get(f"{page}?code=reception").content.decode()
    typed = {
        "code": "village", "kind": "village", "name_ka": "სოფელი", "name_en": "Village",
        "slot_minutes": "30", "seats": "1", "ahead_days": "10", "is_open": "on", "hours_4": "9-12",
    }  # fmt: skip
    wrong = heads.post(page, typed)
    assert wrong.status_code == 422 and "9-12" in wrong.content.decode()
    assert heads.post(page, typed | {"hours_4": "09:00-12:00"}).status_code == 302
    assert desk.post(page, typed | {"hours_4": "09:00-12:00"}).status_code == 403
    assert Counter.objects.get(code="village").hours.count() == 1


def test_the_platform_reminds_by_itself_only():
    assert not actions.remind_of_visit.rule(Actor()) and actions.remind_of_visit.rule(system_actor("worker"))
