"""The desk's pages about periods and the calendar."""

import datetime as dt
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import at, today
from eroba.kernel.base.ids import uuid7
from eroba.kernel.clocks.actions import start_clock
from eroba.kernel.clocks.models import CalendarDay, Clock, ClockRule
from eroba.kernel.clocks.queries import rule_in_force
from eroba.kernel.people.models import Account, Appointment

pytestmark = pytest.mark.django_db
DESK = "/en/ozurgeti/desk/"
RULES, CALENDAR = f"{DESK}deadlines/", f"{DESK}calendar/"
JUNE_1, JUNE_10 = date(2026, 6, 1), date(2026, 6, 10)
DAY = {
    "on_day": "16",
    "on_month": "June",
    "on_year": "2026",
    "kind": "closure",
    "name_ka": "წყალდიდობა",
    "name_en": "Flood",
    "basis": "Order of the mayor 12",
}
PERIOD = {
    "length": "9",
    "unit": "working_days",
    "valid_from_day": "1",
    "valid_from_month": "7",
    "valid_from_year": "2026",
    "basis_ka": "საკრებულოს დადგენილება 5",
    "basis_en": "Resolution 5",
    "is_verified": "on",
}


@pytest.fixture
def at_desk(client, head):
    client.force_login(Account.objects.get(email="head@example.org"))
    Appointment.objects.update(from_on=JUNE_1)
    with at(JUNE_10):
        yield client


@pytest.fixture
def three_clocks(clerk):
    with at(JUNE_1):
        rule = rule_in_force("gac.decision_simple", on=JUNE_1)
        for number in range(3):
            start_clock(clerk, subject_id=uuid7(), subject_number=f"OZU-2026-SOC-0000{number}", rule=rule)


def words(answer) -> str:
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_the_list_says_what_is_in_force_and_what_was_not_checked(at_desk):
    with CaptureQueriesContext(connection) as queries:
        text = words(at_desk.get(RULES))
    assert len([q for q in queries if "SAVEPOINT" not in q["sql"]]) <= 12
    for said in (
        "15 calendar days",
        "as in national law",
        "not checked",
        "article 100",
        "have not been compared",
    ):
        assert said in text, said


def test_a_period_is_set_from_a_day_on_and_its_history_shows_it(at_desk, three_clocks):
    here = f"{RULES}gac.decision_simple/"
    assert "3 open deadlines of this kind keep" in words(at_desk.get(here))
    wrong = words(at_desk.post(f"{here}set/", {**PERIOD, "length": "0", "basis_ka": ""}))
    assert "Fill this in" in wrong and 'value="Resolution 5"' in wrong and not ClockRule.objects.exists()
    done = words(at_desk.post(f"{here}set/", PERIOD, follow=True))
    assert "The period is set." in done and "Comes later" in done and "9 working days" in done
    assert "Gia Head" in done and "Resolution 5" in done
    rule = ClockRule.objects.get()
    assert (rule.length, rule.is_verified) == (9, True)
    with at(date(2026, 7, 2)):
        text = words(at_desk.get(here))
        assert "set by the town" in text and "own period" in text and "Take it back" not in text
    assert Clock.objects.filter(length=15).count() == 3


def test_a_coming_period_is_taken_back(at_desk):
    here = f"{RULES}gac.decision_simple/"
    at_desk.post(f"{here}set/", PERIOD)
    rule = ClockRule.objects.get()
    assert at_desk.post(f"{RULES}gac.appeal/withdraw/{rule.pk}/").status_code == 404
    text = words(at_desk.post(f"{here}withdraw/{rule.pk}/", follow=True))
    assert "Taken back" in text and not ClockRule.objects.exists()


def test_less_than_the_law_gives_is_refused_beside_the_field(at_desk):
    text = words(
        at_desk.post(f"{RULES}gac.missing_papers/set/", {**PERIOD, "unit": "calendar_days", "length": "4"})
    )
    assert "The law gives at least 5 calendar days here" in text and "Resolution 5" in text
    months = words(at_desk.post(f"{RULES}gac.appeal/set/", {**PERIOD, "unit": "months", "length": "500"}))
    assert "At most 118 months" in months
    assert at_desk.get(f"{RULES}no.such/").status_code == 404


def test_a_day_is_shown_with_what_it_moves_before_it_is_set(at_desk, three_clocks):
    text = words(at_desk.post(f"{CALENDAR}new/", {**DAY, "step": "look"}))
    assert "This moves 3 open deadlines." in text and "OZU-2026-SOC-00002" in text
    assert "16 June" in text and "17 June" in text
    assert not CalendarDay.objects.exists() and Clock.objects.filter(due_on=date(2026, 6, 16)).count() == 3
    kept = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', text))
    assert {name: kept[name] for name in DAY} == DAY, "what was typed goes on to the next step"
    back = words(at_desk.post(f"{CALENDAR}new/", {**DAY, "step": "change"}))
    assert 'value="Flood"' in back and "error" not in back.partition("<main")[2]
    done = words(at_desk.post(f"{CALENDAR}new/", {**DAY, "step": "set"}, follow=True))
    assert "The day is set. 3 open deadlines moved." in done and "Flood" in done and "Gia Head" in done
    assert Clock.objects.filter(due_on=date(2026, 6, 17)).count() == 3


def test_a_day_is_changed_moved_and_removed(at_desk, three_clocks):
    at_desk.post(f"{CALENDAR}new/", {**DAY, "step": "set"})
    again = words(at_desk.post(f"{CALENDAR}new/", {**DAY, "step": "look"}))
    assert "Another entry stands on this day" in again
    day = CalendarDay.objects.get()
    here = f"{CALENDAR}{day.pk}/"
    assert 'value="Flood"' in words(at_desk.get(here))
    at_desk.post(here, {**DAY, "on_day": "17", "step": "set"})
    assert [each.on.day for each in CalendarDay.objects.all()] == [17]
    assert Clock.objects.filter(due_on=date(2026, 6, 16)).count() == 3
    at_desk.post(f"{CALENDAR}{CalendarDay.objects.get().pk}/", {**DAY, "step": "set"})
    here = f"{CALENDAR}{CalendarDay.objects.get().pk}/"
    assert "This moves 3 open deadlines." in words(at_desk.get(f"{here}remove/"))
    done = words(at_desk.post(f"{here}remove/", follow=True))
    assert "as in the national calendar again. 3 open deadlines moved." in done
    assert "Removed: 16 June" in done
    assert (
        JournalEntry.objects.filter(action__startswith="clocks.").exclude(action="clocks.start_clock").count()
        == 6
    )


def test_wrong_input_is_said_beside_the_field_and_kept(at_desk):
    text = words(at_desk.post(f"{CALENDAR}new/", {**DAY, "on_day": "31", "name_ka": "", "step": "look"}))
    assert "There is no such date" in text and "Fill this in" in text and 'value="Flood"' in text


def test_a_day_that_is_off_already_or_has_passed_is_remarked(at_desk):
    sunday = words(at_desk.post(f"{CALENDAR}new/", {**DAY, "on_day": "7", "step": "look"}))
    assert "This is no working day already: Sunday." in sunday and "This day has passed." in sunday
    assert "This moves no open deadline." in sunday
    worked = words(at_desk.post(f"{CALENDAR}new/", {**DAY, "kind": "worked", "step": "look"}))
    assert "This is a working day already." in worked


def test_the_calendar_shows_a_year(at_desk):
    text = words(at_desk.get(CALENDAR))
    assert "Independence Day" in text and "?year=2025" in text and "no days of its own" in text
    assert "Good Friday" in words(at_desk.get(f"{CALENDAR}?year=2027"))
    assert "Independence Day" in words(at_desk.get(f"{CALENDAR}?year=soon"))


def test_a_clerk_reads_and_does_not_change(at_desk, client, clerk):
    client.force_login(Account.objects.get(email="clerk@example.org"))
    Appointment.objects.update(from_on=JUNE_1)
    assert "Set another period" not in words(client.get(f"{RULES}gac.appeal/"))
    assert "Add a day" not in words(client.get(CALENDAR))
    for address in (f"{RULES}gac.appeal/set/", f"{CALENDAR}new/"):
        assert client.get(address).status_code == 403
        assert client.post(address, {**DAY, **PERIOD, "step": "set"}).status_code == 403
    assert not CalendarDay.objects.exists() and not ClockRule.objects.exists()


def test_the_pages_are_georgian_too(at_desk, three_clocks):
    in_georgian = CALENDAR.replace("/en/", "/ka/")
    at_desk.post(f"{in_georgian}new/", {**DAY, "basis": "ბრძანება 12", "step": "set"})
    at_desk.post(f"{RULES.replace('/en/', '/ka/')}gac.appeal/set/", PERIOD)
    for address in (RULES, CALENDAR, f"{RULES}gac.appeal/", f"{CALENDAR}new/"):
        main = (
            words(at_desk.get(address.replace("/en/", "/ka/")))
            .partition("<main id=")[2]
            .partition("</main")[0]
            .partition(">")[2]
        )
        text = re.sub(r"<[^>]+>|&\w+;", " ", main)
        assert not re.findall(r"[A-Za-z]{4,}", text), re.findall(r"[A-Za-z]{4,}", text)
    assert today() == JUNE_10 and dt.date(2026, 7, 1) == ClockRule.objects.get().valid_from
