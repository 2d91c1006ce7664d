"""`kill -9` at each step while two residents book the last place, and while the worker reminds them of it."""

import datetime as dt
from collections import Counter as Tally

import pytest

from eroba.capabilities.services import actions
from eroba.capabilities.services.models import Counter, Visit
from eroba.capabilities.services.tests.desk_visits import work
from eroba.capabilities.services.tests.test_visits import MONDAY, SUNDAY, moment, neighbour, said
from eroba.capabilities.services.visiting.hours import Span
from eroba.kernel.actions import Actor
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import at
from eroba.kernel.matters.models import Matter
from eroba.kernel.notify.models import Notice
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.people.models import Person
from tests.recovery.outcome import arrived_everywhere, journal_is_whole
from tests.recovery.processes import told_by
from tests.recovery.short_visits import book

pytestmark = pytest.mark.slow
TUESDAY = MONDAY + dt.timedelta(days=1)
TEN_MINUTES = dt.timedelta(minutes=10)
MOST_STEPS = 54
LEAST_STEPS = 20


def open_counter(head: Actor) -> Counter:
    """One seat, every ten minutes of two days."""
    hours = {day: [Span(dt.time(9), dt.time(18))] for day in (0, 1)}
    return actions.save_counter(head, said=said(slot_minutes=10, hours=hours))


def fight_for_each_place(counter: Counter, account: str) -> list[str]:
    """Two of the town for each time of Tuesday; the times they fought for."""
    times = [(moment(TUESDAY, 9) + place * TEN_MINUTES).isoformat() for place in range(MOST_STEPS)]
    people = [str(Person.objects.create(family_name="მეზობელი").pk) for _each in range(2 * MOST_STEPS)]
    call = f"main({counter.code!r}, {account!r}, {times!r}, {people!r})"
    heard = told_by(f"from tests.recovery.short_visits import main; {call}")
    deaths = heard.count(["died"])
    assert deaths >= LEAST_STEPS and not any(word == "failed" for word, *_rest in heard), heard
    booked = [line[1:] for line in heard if line[0] == "booked"]
    assert len(booked) >= LEAST_STEPS and any(line[0] == "taken" for line in heard), heard
    fought = times[: deaths + 1]
    for place, starts_at in enumerate(fought):
        mine = [person for person, time in booked if time == starts_at]
        assert len(mine) <= 1, "two were told that the same time is theirs"
        standing = Visit.objects.get(starts_at=dt.datetime.fromisoformat(starts_at))
        assert not mine or str(standing.person_id) == mine[0], "an acknowledged visit is somebody else's"
        # whoever got no answer asks again, and is told who has it
        again = {person: book(counter.code, account, person, starts_at) for person in people[2 * place :][:2]}
        expected = {person: "had" if person == str(standing.person_id) else "taken" for person in again}
        assert again == expected
    return fought


@pytest.mark.django_db(transaction=True)
def test_the_last_place_is_one_person_s_and_they_are_reminded_once(applicant: Actor, head: Actor) -> None:
    with at(SUNDAY):
        counter = open_counter(head)
        fought = fight_for_each_place(counter, str(applicant.account_id))
        for place, by in enumerate([applicant, neighbour(1)]):
            actions.book_visit(
                by, counter=counter, starts_at=moment(minute=10 * place), purpose=actions.Purpose()
            )
        while work():
            pass
    visits = list(Visit.objects.select_related("matter"))
    assert len(visits) == len(fought) + 2 == Matter.objects.filter(kind="visit").count()
    assert len({(visit.starts_at, visit.seat) for visit in visits}) == len(visits)
    numbers = sorted(int(visit.matter.number[-5:]) for visit in visits)
    assert numbers == list(range(1, len(visits) + 1)), "a number was lost or given twice"
    once = Tally({visit.matter_id: 1 for visit in visits})
    entries = JournalEntry.objects.filter(action="services.book_visit")
    assert Tally(entries.values_list("subject_id", flat=True)) == once
    assert Tally(FactRecord.objects.filter(name="visit.booked").values_list("matter_id", flat=True)) == once
    remind_between_deaths([visit for visit in visits if visit.starts_at < moment(TUESDAY, 0)])


def remind_between_deaths(coming: list[Visit]) -> None:
    """The reminders of Monday's visits, and nobody else's: each is written once and told once."""
    heard = told_by("from tests.recovery.short_visits import remind; remind()")
    [deaths] = [int(line[-1]) for line in heard if line[0] == "died"]
    assert deaths >= LEAST_STEPS
    once = Tally({visit.matter_id: 1 for visit in coming})
    reminded = FactRecord.objects.filter(name="visit.reminded")
    assert Tally(reminded.values_list("matter_id", flat=True)) == once
    told = Notice.objects.filter(matter__in=once, key__startswith="").exclude(key="")
    keys = {f"{fact.pk}:" for fact in reminded}
    assert Tally(one.matter_id for one in told if any(one.key.startswith(key) for key in keys)) == once
    arrived_everywhere()
    journal_is_whole()
