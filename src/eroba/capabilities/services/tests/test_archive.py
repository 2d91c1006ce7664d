"""The archive: what ended is put away, kept as folder and town say, and destroyed by two officials."""

import datetime as dt
import json

import pytest

from eroba.capabilities.services import actions, tasks
from eroba.capabilities.services.definition.findings import DefinitionBroken
from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.keeping import kept, last_day
from eroba.capabilities.services.lint import lint
from eroba.capabilities.services.models import ArchivedCase, Case, DestructionList
from eroba.capabilities.services.queries.archive import due_now
from eroba.capabilities.services.tests.conftest import SEED
from eroba.capabilities.services.tests.desk_visits import DESK, Desk, picture, work
from eroba.capabilities.services.tests.people import PNG, apply, fresh
from eroba.capabilities.services.tests.test_definition import change
from eroba.kernel.actions import Actor, NotAllowed
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.audit.personal import Safe
from eroba.kernel.audit.second_lock import lock_within, new_salt, open_within
from eroba.kernel.base.clock import TBILISI, at
from eroba.kernel.base.errors import Refusal
from eroba.kernel.base.ids import uuid7
from eroba.kernel.documents import actions as papers
from eroba.kernel.documents.models import StoredFile
from eroba.kernel.documents.uploads import check_upload
from eroba.kernel.matters.models import Party
from eroba.kernel.people.holdings import holdings_about
from eroba.kernel.people.models import Person

pytestmark = pytest.mark.django_db


def moment(year: int, month: int, day: int = 5) -> dt.datetime:
    """A working hour."""
    return dt.datetime(year, month, day, 11, tzinfo=TBILISI)


@pytest.fixture
def withdrawn(service, answers, registers, applicant, clerk) -> Case:
    """An application with a paper and a note that its applicant took back in May 2024."""
    with at(moment(2024, 5)):
        case = apply(applicant, service, answers)
        actions.write_note(clerk, case=case, text="საიდუმლო ჩანაწერი")
        actions.request_missing_paper(clerk, case=case, edition=case.edition, title="note", reason="why")
        case = fresh(case)
        upload = check_upload(PNG, "my-illness.png")
        actions.supply_missing_paper(applicant, case=case, edition=case.edition, uploads=[upload])
        case = fresh(case)
        actions.withdraw_application(applicant, case=case, edition=case.edition)
    return fresh(case)


@pytest.fixture
def archived(withdrawn: Case) -> ArchivedCase:
    """The same, put away by the worker two months later."""
    with at(moment(2024, 5, 20)):
        assert tasks.archive_ended_cases() == 0, "it stays a month in the usual lists"
    with at(moment(2024, 7)):
        assert (tasks.archive_ended_cases(), tasks.archive_ended_cases()) == (1, 0)
    return ArchivedCase.objects.get()


def test_whole_years_are_counted_from_the_next_january():
    assert last_day(dt.date(2024, 12, 31), 1) == dt.date(2026, 1, 1)
    assert last_day(dt.date(2024, 1, 1), 6) == dt.date(2031, 1, 1)


def test_what_a_second_lock_kept_is_gone_with_its_salt():
    safe, salt, values = Safe(uuid7(), b"k" * 32), new_salt(), {"answers": {"name": "ნინო"}}
    locked = lock_within(safe, salt, values)
    assert "ნინო" not in json.dumps(locked, ensure_ascii=False)
    assert open_within(safe, salt, locked) == values
    assert open_within(safe, b"", locked) is None
    assert open_within(Safe(safe.person_id, None), salt, locked) is None
    assert open_within(safe, None, {"plain": 1}) == {"plain": 1}


def test_each_town_sets_its_years_and_what_nobody_knows_is_kept(service, answers, registers, applicant):
    case = fresh(apply(applicant, service, answers))
    case.outcome = "withdrawn"
    assert kept(case, dt.date(2024, 5, 5)).until == dt.date(2026, 1, 1)
    case.service.own_settings = {"years_ended": "10"}
    said = kept(case, dt.date(2024, 5, 5))
    assert (said.until, said.is_verified) == (
        dt.date(2035, 1, 1),
        False,
    ) and "documents" in said.basis.in_language("en")
    case.outcome = ""
    assert kept(case, dt.date(2024, 5, 5)).until is None
    permit = read_folder(SEED / "construction-permit").definition.flow.outcome("granted")
    assert permit and permit.retention and permit.retention.is_for_ever


def test_a_folder_that_does_not_say_is_warned_and_one_that_lies_is_broken(copied_folder):
    line = "    retention: {setting: years_ended, then: destroy, basis: archives, verified: false}\n"
    change(copied_folder, "stages.yaml", line, "")
    found = [one for one in lint(read_folder(copied_folder)) if "is kept" in one.message]
    assert [one.severity for one in found] == ["warning"]
    change(copied_folder, "stages.yaml", "basis: archives", "basis: no-such-law")
    change(copied_folder, "stages.yaml", "setting: years_ended, ", "")
    with pytest.raises(DefinitionBroken) as broken:
        read_folder(copied_folder)
    assert "no-such-law" in str(broken.value) and "after how many years" in str(broken.value)


def test_content_goes_by_two_officials_and_the_bare_record_stays(
    archived: ArchivedCase, service, answers, applicant, clerk: Actor, head: Actor
):
    number, person = archived.case.matter.number, Person.objects.get(pk=applicant.person_id)
    later = apply(applicant, service, answers)
    assert archived.keep_until == dt.date(2026, 1, 1)
    assert "my-illness.png" in str(holdings_about(person)["journal"])
    with at(moment(2025, 12, 31)):
        assert not due_now().exists()
    at_desk, at_heads_desk = Desk(clerk.account_id), Desk(head.account_id)
    assert number in at_desk.client.get(f"{DESK}archive/").content.decode()
    listed = at_desk.client.post(f"{DESK}archive/", follow=True)
    page, address = listed.content.decode(), listed.request["PATH_INFO"]
    assert number in page and "Only a head of unit" in page
    assert at_desk.client.post(f"{address}confirm/").status_code == 403
    file = at_desk.client.get(f"{address}list.csv").content.decode()
    assert number in file and person.family_name not in file
    assert "Destroy the content" in at_heads_desk.client.get(address).content.decode()
    page = at_heads_desk.client.post(f"{address}confirm/", follow=True).content.decode()
    assert "Confirmed by" in page
    bare = Case.objects.select_related("person", "service", "matter").get(matter__number=number)
    assert (bare.outcome, bare.service_id, bare.answers_locked) == ("withdrawn", service.pk, "")
    assert bare.person_id != person.pk and bare.person.full_name == ""
    assert bare.notes.get().text_locked == "" and not Party.objects.filter(matter=bare.matter).exists()
    paper = StoredFile.objects.get(pk=bare.papers.get().file_id)
    assert (paper.original_name, paper.person_id) == ("", None) and paper.destroy_on is not None
    assert "my-illness.png" not in str(holdings_about(person)), (
        "not from when the paper was handed in, either"
    )
    journal = [
        one for one in holdings_about(person)["journal"] if one["action"] == "services.submit_application"
    ]
    said = {one["matter"]: one["values"] for one in journal}
    assert said[number] is None and said[later.matter.number]["answers"], (
        "the person's other matters stay readable"
    )
    assert JournalEntry.objects.filter(subject_number=number, action="services.submit_application").exists()
    work()
    assert at_desk.client.get(f"{DESK}{number}/").status_code == 200
    assert "Its content was destroyed" in at_desk.client.get(f"{DESK}{number}/archive/").content.decode()


def test_nobody_destroys_alone_and_a_dispute_stops_it(archived: ArchivedCase, clerk: Actor, head: Actor):
    alone = actions.list_destruction(head, lines=[archived])
    with pytest.raises(NotAllowed, match="სხვამ უნდა დაადასტუროს"):
        actions.confirm_destruction(head, destruction=alone)
    actions.drop_destruction(clerk, destruction=alone)
    at_desk, number = Desk(clerk.account_id), archived.case.matter.number
    empty = at_desk.client.post(f"{DESK}{number}/archive/", {"because": " "})
    assert empty.status_code == 422
    page = at_desk.client.post(f"{DESK}{number}/archive/", {"because": "Court case 2/114-26"}, follow=True)
    assert "Court case 2/114-26" in page.content.decode() and "Held back" in page.content.decode()
    assert not due_now().exists()
    with pytest.raises(NotAllowed):
        actions.list_destruction(clerk, lines=[ArchivedCase.objects.get()])
    with pytest.raises(NotAllowed):
        actions.let_go(clerk, archived=archived)
    actions.let_go(head, archived=archived)
    made = actions.list_destruction(clerk, lines=[ArchivedCase.objects.get()])
    actions.hold_back(clerk, archived=archived, because="Another dispute")
    assert actions.confirm_destruction(head, destruction=made) == []
    assert fresh(archived.case).answers


def test_whoever_lists_second_takes_nothing_from_the_first_list(
    archived: ArchivedCase, clerk: Actor, head: Actor
):
    read_before = ArchivedCase.objects.get()
    first = actions.list_destruction(clerk, lines=[ArchivedCase.objects.get()])
    with pytest.raises(Refusal, match="კოლეგამ დაგასწროთ"):
        actions.list_destruction(head, lines=[read_before])
    assert list(first.lines.all()) == [archived] and DestructionList.objects.count() == 1
    actions.drop_destruction(clerk, destruction=first)
    with pytest.raises(NotAllowed):
        actions.drop_destruction(clerk, destruction=DestructionList.objects.get())
    actions.hold_back(clerk, archived=archived, because="Court case")
    with pytest.raises(Refusal, match="კოლეგამ დაგასწროთ"):
        actions.list_destruction(head, lines=[read_before])
    assert ArchivedCase.objects.get().destruction is None, "held back while somebody else was reading"


def test_the_desk_says_that_a_colleague_was_quicker_with_some_of_it(
    archived: ArchivedCase, service, answers, applicant, clerk: Actor, head: Actor, monkeypatch
):
    second = fresh(apply(applicant, service, answers))
    other = ArchivedCase.objects.create(
        case=second, ended_on=dt.date(2024, 5, 5), keep_until=dt.date(2026, 1, 1)
    )
    both = ArchivedCase.objects.filter(pk__in=[archived.pk, other.pk])
    read_before = list(both)
    actions.list_destruction(clerk, lines=[archived])

    class Stale:
        """What the page read before the colleague was quicker."""

        def __getitem__(self, _some: slice) -> list[ArchivedCase]:
            return read_before

    monkeypatch.setattr("eroba.capabilities.services.views.desk.archive.queries.due_now", Stale)
    page = Desk(head.account_id).client.post(f"{DESK}archive/", follow=True).content.decode()
    assert "A colleague was quicker with some of it" in page
    assert other.case.matter.number in page and archived.case.matter.number not in page


def test_versions_of_a_paper_go_with_it_and_nobody_reads_their_names(
    archived: ArchivedCase, clerk: Actor, head: Actor, applicant
):
    paper = StoredFile.objects.get(pk=archived.case.papers.get().file_id)
    scan = check_upload(picture(), "scan-of-nino.png")
    papers.replace_paper(clerk, paper=paper, newest=1, upload=scan, because="better scan")
    person = Person.objects.get(pk=applicant.person_id)
    assert "scan-of-nino.png" in str(holdings_about(person)["journal"])
    made = actions.list_destruction(clerk, lines=[ArchivedCase.objects.get()])
    actions.confirm_destruction(head, destruction=made)
    assert "scan-of-nino.png" not in str(holdings_about(person))
    version = paper.versions.get(number=2)
    assert (version.because, version.file.original_name, version.file.person_id) == ("", "", None)
    assert version.file.destroy_on is not None and bytes(version.file.second_salt) == b""


def test_what_is_archived_leaves_the_lists_and_is_found_by_search(archived: ArchivedCase, clerk: Actor):
    client, number = Desk(clerk.account_id).client, archived.case.matter.number

    def listed(query: str) -> bool:
        return number in client.get(f"{DESK}?{query}").content.decode()

    assert [listed(f"state={state}") for state in ("done", "all", "archive")] == [False, False, True]
    assert listed(f"state=done&q={number}") and listed(f"state=all&q={number}")
