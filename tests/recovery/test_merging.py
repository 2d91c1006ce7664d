"""`kill -9` at each step of merging two applications and of taking it back: whole or not at all, and told once."""

from collections import Counter
from typing import Any

import pytest

from eroba.capabilities.services import actions
from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.models import Case, CaseMerge
from eroba.capabilities.services.tests.conftest import ASSISTANCE
from eroba.capabilities.services.tests.desk_visits import work
from eroba.capabilities.services.tests.people import ToldRegisters, apply, fresh, monday, publish
from eroba.kernel.actions import Actor
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import at
from eroba.kernel.clocks.models import Clock
from eroba.kernel.notify.models import Notice
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.people.ports import RegisterLookups
from eroba.kernel.registry import ports
from tests.recovery.outcome import arrived_everywhere, journal_is_whole
from tests.recovery.processes import told_by
from tests.recovery.short_merges import APART, HALF, MERGED, UNDONE_AT

pytestmark = pytest.mark.slow
FACTS = ("application.merged", "application.took_in", "application.merge_undone")
LEAST_STEPS = {"merge": 30, "news": 40, "undo": 25}


def deadlines(case: Case) -> list[Any]:
    """The deadlines of an application as they stand."""
    clocks = Clock.objects.filter(subject_id=case.matter_id)
    return sorted(clocks.values_list("code", "state", "due_on", "met_on"))


def two_of_one(applicant: Actor) -> tuple[Case, Case]:
    """The same application, sent twice."""
    folder = read_folder(ASSISTANCE)
    answers = dict(folder.examples["illness-middle-score"]["answers"])
    with at(monday(0)):
        service = publish(folder)
        return apply(applicant, service, answers), apply(applicant, service, answers)


@pytest.mark.django_db(transaction=True)
def test_a_merge_is_whole_or_nothing_and_told_once_whoever_is_killed_when(
    applicant: Actor, clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ports._offered, RegisterLookups, ToldRegisters())
    kept, twice = two_of_one(applicant)
    with at(monday(0)):
        work()
    as_it_stood, edition = deadlines(twice), fresh(twice).edition
    call = f"main({twice.matter.number!r}, {kept.matter.number!r}, {str(clerk.account_id)!r})"
    said = told_by(f"from tests.recovery.short_merges import main; {call}")
    deaths = Counter(dict.fromkeys(LEAST_STEPS, 0))
    for line in said:
        if line[0] == "died":
            deaths[line[1]] += int(line[2])
    assert all(deaths[name] >= least for name, least in LEAST_STEPS.items()), deaths
    seen = {(line[1], line[2]) for line in said if line[0] == "saw"}
    assert not any(stands == HALF for _act, stands in seen), "half a merge was seen"
    assert {("merge", APART), ("undo", MERGED)} <= seen
    assert ["merged"] in said and ["undone"] in said
    back = fresh(twice)
    assert (back.merged_into_id, back.closed_at, back.edition) == (None, None, edition + 2)
    assert deadlines(twice) == as_it_stood and CaseMerge.objects.count() == 1
    for action in ("merge_cases", "undo_merge"):
        assert JournalEntry.objects.filter(action=f"services.{action}").count() == 1, action
    told = FactRecord.objects.filter(name__in=FACTS)
    assert Counter(told.values_list("name", flat=True)) == Counter(FACTS)
    for fact in told:
        assert Notice.objects.filter(key__startswith=f"{fact.pk}:").count() <= 1
    merged = told.get(name="application.merged")
    assert Notice.objects.filter(key__startswith=f"{merged.pk}:", person=applicant.person_id).count() == 1
    arrived_everywhere()
    journal_is_whole()
    with at(UNDONE_AT):
        assert actions.withdraw_application(applicant, case=back, edition=back.edition)
