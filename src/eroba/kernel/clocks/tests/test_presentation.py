"""A clock as a page shows it."""

from datetime import date

import pytest
from django.utils.translation import override

from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import at
from eroba.kernel.base.ids import uuid7
from eroba.kernel.clocks.actions import meet_clock, start_clock, stop_clock
from eroba.kernel.clocks.calendars import Name
from eroba.kernel.clocks.law import national_rules
from eroba.kernel.clocks.models import Clock
from eroba.kernel.clocks.presentation import present, present_to_public

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(clerk: Actor) -> Clock:
    with at(date(2026, 6, 1)):
        return start_clock(
            clerk,
            subject_id=uuid7(),
            subject_number="OZU-2026-SOC-1",
            rule=national_rules()["gac.decision_simple"],
        )


@pytest.mark.parametrize(
    ("today", "mood", "left"),
    [
        (date(2026, 6, 1), "calm", "15 days left"),
        (date(2026, 6, 13), "attention", "3 days left"),
        (date(2026, 6, 15), "attention", "1 day left"),
        (date(2026, 6, 16), "attention", "Today is the last day"),
        (date(2026, 6, 18), "late", "2 days overdue"),
    ],
)
def test_the_time_left_in_words(clock: Clock, today: date, mood: str, left: str) -> None:
    with override("en"):
        face = present(clock, today)
    assert (face.mood, face.left) == (mood, left)
    assert [day.on for day in face.days if day.is_today] == [today][: today <= clock.due_on]


def test_a_face_in_georgian(clock: Clock) -> None:
    with override("ka"):
        face = present(clock, date(2026, 6, 6))
    assert face.period == "15 კალენდარული დღე"
    assert face.left == "დარჩა 10 დღე"
    assert face.basis.startswith("საქართველოს ზოგადი")
    assert not face.is_verified
    assert face.gone_share == pytest.approx(5 / 15)
    assert face.days[1].sentence == "დღე 1"


def test_a_stopped_clock_shows_a_forecast_and_hides_the_reason_from_the_public(
    clock: Clock, clerk: Actor
) -> None:
    with at(date(2026, 6, 3)):
        why = Name("ცნობა შემოსავლის შესახებ აკლია", "no certificate of income")
        stop_clock(clerk, clock=clock, reason=why, basis="GAC 83")
    with override("en"):
        face, public = present(clock, date(2026, 6, 8)), present_to_public(clock, date(2026, 6, 8))
    assert (face.mood, face.left, face.is_forecast) == ("stopped", "The deadline is stopped", True)
    assert face.due_on == date(2026, 6, 22)
    assert any("income" in day.sentence for day in face.days)
    assert not any("income" in day.sentence for day in public.days)


def test_a_met_clock_says_whether_it_was_in_time(clock: Clock, clerk: Actor) -> None:
    with at(date(2026, 6, 17)):
        meet_clock(clerk, clock=clock)
    with override("en"):
        assert present(clock, date(2026, 9, 1)).left == "Done 1 day late"
        assert present(clock, date(2026, 9, 1)).mood == "late"


def test_an_applicant_is_never_called_late(clerk: Actor) -> None:
    rule = national_rules()["gac.appeal"]
    with at(date(2026, 6, 1)):
        appeal = start_clock(clerk, subject_id=uuid7(), subject_number="OZU-2026-SOC-1", rule=rule)
    with override("en"):
        face = present(appeal, date(2026, 9, 1))
    assert (face.mood, face.left) == ("stopped", "The time is over")


def test_a_page_with_a_clock_costs_two_queries(clock: Clock, django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        present(clock, date(2026, 6, 6))
