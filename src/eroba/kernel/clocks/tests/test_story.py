"""One application through its deadlines, told from the first day to the appeal."""

from datetime import date

import pytest
from django.utils.translation import override

from eroba.kernel.actions import Actor
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import at, today
from eroba.kernel.base.ids import uuid7
from eroba.kernel.clocks.actions import extend_clock, meet_clock, resume_clock, start_clock, stop_clock
from eroba.kernel.clocks.calendars import Name
from eroba.kernel.clocks.counting import Period, Unit
from eroba.kernel.clocks.models import Clock
from eroba.kernel.clocks.presentation import present
from eroba.kernel.clocks.queries import clocks_of, rule_in_force
from eroba.kernel.clocks.tasks import announce_due_and_late
from eroba.kernel.outbox.models import FactRecord

CASE, NUMBER = uuid7(), "OZU-2026-SOC-00042"


def start(by: Actor, code: str) -> Clock:
    rule = rule_in_force(code, on=today())
    return start_clock(by, subject_id=CASE, subject_number=NUMBER, rule=rule)


@pytest.mark.django_db
def test_an_application_is_stopped_for_a_paper_decided_late_and_can_be_appealed(
    applicant: Actor, clerk: Actor
) -> None:
    with at(date(2026, 6, 1)):
        decision = start(applicant, "gac.decision")
    assert decision.due_on == date(2026, 7, 1)
    a_paper_is_asked_for_and_brought(decision, applicant, clerk)
    the_town_hall_is_late(decision, clerk)
    with at(date(2026, 7, 14)):
        appeal = start(clerk, "gac.appeal")
    assert appeal.due_on == date(2026, 8, 14)
    codes = [clock.code for clock in clocks_of(CASE)]
    assert codes == ["gac.decision", "gac.missing_papers", "gac.appeal"]
    the_timeline_reads_well()
    nothing_personal_is_in_the_journal()


def a_paper_is_asked_for_and_brought(decision: Clock, applicant: Actor, clerk: Actor) -> None:
    with at(date(2026, 6, 3)):
        stop_clock(clerk, clock=decision, reason=Name("ცნობა შემოსავლის შესახებ აკლია", ""), basis="GAC 83")
        paper = start(clerk, "gac.missing_papers")
    assert decision.due_on is None
    with at(date(2026, 6, 5)):
        longer = Period(15, Unit.CALENDAR_DAYS)
        extend_clock(clerk, clock=paper, period=longer, reason="the applicant asked", basis="GAC 83")
    assert paper.due_on == date(2026, 6, 23)
    with at(date(2026, 6, 12)):
        meet_clock(applicant, clock=paper)
        resume_clock(applicant, clock=decision)
    assert decision.due_on == date(2026, 7, 10)
    face = present(decision, date(2026, 6, 12))
    assert [day.on.day for day in face.days if "შემოსავლის" in day.sentence] == list(range(4, 13))


def the_town_hall_is_late(decision: Clock, clerk: Actor) -> None:
    with at(date(2026, 7, 13)):
        announce_due_and_late()
        decision.refresh_from_db()
        assert decision.state == Clock.State.LATE
        meet_clock(clerk, clock=decision)
    assert decision.is_late(date(2027, 1, 1))


def the_timeline_reads_well() -> None:
    records = FactRecord.objects.filter(matter_id=CASE).order_by("at", "id")
    assert [record.name for record in records] == [
        "clock.started",
        "clock.stopped",
        "clock.started",
        "clock.extended",
        "clock.met",
        "clock.resumed",
        "clock.late",
        "clock.met",
        "clock.started",
    ]
    with override("en"):
        words = [record.words() for record in records]
    assert words[6].startswith("The town hall is late: Decision was due on")
    with override("ka"):
        assert "გადაწყვეტილების მიღება" in records[6].words()


def nothing_personal_is_in_the_journal() -> None:
    entries = JournalEntry.objects.filter(subject_id=CASE)
    assert entries.count() == 9
    assert entries.get(action="clocks.stop_clock").basis == "GAC 83"
    assert all(entry.basis for entry in entries.exclude(action="clocks.announce_passed"))
    assert not any("შემოსავლის" in f"{entry.before}{entry.after}" for entry in entries)
