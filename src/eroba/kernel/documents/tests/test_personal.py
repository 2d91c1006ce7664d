"""A person's files go into their copy of everything, and are destroyed with them, or when the law allows."""

import datetime as dt
import io
import json
import zipfile

import pytest
from django.test import Client

from eroba.kernel.actions import NotAllowed
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base import clock
from eroba.kernel.base.ids import uuid7
from eroba.kernel.documents import actions, upkeep
from eroba.kernel.documents.models import StoredFile
from eroba.kernel.documents.preparing import letter_text, prepare_letter
from eroba.kernel.documents.queries import bytes_of
from eroba.kernel.documents.retention import duties_to_keep, duty_to_keep
from eroba.kernel.documents.storage import town_store
from eroba.kernel.documents.tests.corpus import PAPER, picture
from eroba.kernel.documents.uploads import check_upload
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.people.actions import erase_person
from eroba.kernel.people.models import Account
from eroba.kernel.registry import Hold, shelf


def letter_to(person, by):
    text = letter_text(
        language="ka",
        kind="decision",
        outcome="granted",
        number="OZU-2026-SOC-00001",
        title="გადაწყვეტილება",
        addressee_lines=(person.full_name,),
        body_html="<p>ტექსტი</p>",
        signatory_name="გია",
        signatory_post="უფროსი",
    )
    return actions.issue_letter(by, drawn=prepare_letter(text), subject_id=uuid7(), person_id=person.pk)


@pytest.fixture
def papers(applicant, resident, clerk):
    """A paper the resident brought, and a letter to them."""
    return actions.keep_upload(applicant, upload=check_upload(PAPER, "ცნობა.pdf")), letter_to(resident, clerk)


def copy_of(resident, town) -> zipfile.ZipFile:
    browser = Client()
    browser.force_login(Account.objects.get(pk=resident.account_id))
    answer = browser.post(f"/ka/me/details/{town.slug}/copy/")
    assert answer.status_code == 200 and answer["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def test_the_copy_of_everything_has_the_files_beside_the_words(papers, resident, ozurgeti) -> None:
    _paper, letter = papers
    packed = copy_of(resident, ozurgeti)
    held = json.loads(packed.read("my-data.json"))["holdings"]["documents"]["files"]
    assert [one["name"] for one in held] == ["ცნობა.pdf", letter.file.original_name]
    assert [packed.read(one["file"]) for one in held] == [PAPER, bytes_of(letter.file)]
    assert held[1]["letter"]["code"] == letter.code
    assert "missing-files.txt" not in packed.namelist()


def test_a_file_that_cannot_be_read_is_named_in_the_copy(papers, resident, ozurgeti) -> None:
    town_store().remove(papers[0].sha256)
    packed = copy_of(resident, ozurgeti)
    assert len(packed.read("missing-files.txt").split()) == 1 and packed.read("my-data.json")


def test_the_copy_holds_no_file_of_somebody_else(papers, resident, ozurgeti, clerk) -> None:
    actions.keep_upload(clerk, upload=check_upload(picture(), "other.jpg"), person_id=uuid7())
    assert not [name for name in copy_of(resident, ozurgeti).namelist() if name.endswith(".jpg")]


def test_erasure_destroys_what_was_brought_and_keeps_a_letter_as_long_as_the_law_asks(
    papers, resident, head, monkeypatch
) -> None:
    paper, letter = papers
    shared = actions.keep_upload(head, upload=check_upload(PAPER, "same bytes.pdf"), person_id=uuid7())
    alone = actions.keep_upload(head, upload=check_upload(picture(), "face.jpg"), person_id=resident.pk)
    erase_person(head, person=resident, reason="asked")
    while deliver_due():
        pass
    paper, letter_file = StoredFile.objects.get(pk=paper.pk), StoredFile.objects.get(pk=letter.file_id)
    assert paper.destroyed_at and not paper.original_name and paper.account_id is None
    assert not town_store().has(alone.sha256)
    assert bytes_of(shared) == PAPER, "somebody else brought the same paper"
    years = duty_to_keep("letter").years
    assert letter_file.destroyed_at is None and letter_file.destroy_on.year == letter.issued_on.year + years
    noted = JournalEntry.objects.filter(action="documents.forget_person").get().after
    assert noted == {"destroyed": 1, "kept_by_law": 1}
    upkeep.destroy_due_files()
    assert town_store().has(letter_file.sha256)
    monkeypatch.setattr(upkeep, "today", lambda: clock.today() + dt.timedelta(days=366 * years + 2))
    assert upkeep.destroy_due_files() == 1
    assert not town_store().has(letter_file.sha256)


def test_nobody_is_erased_while_something_of_theirs_is_under_way(resident, head, monkeypatch) -> None:
    known = next(iter(shelf.capabilities()))
    hold = Hold(because="Application X is still open.", basis="art. 16")
    object.__setattr__(known, "holds", (lambda _person: [hold],))
    try:
        with pytest.raises(NotAllowed, match="Application X is still open") as refused:
            erase_person(head, person=resident, reason="asked")
        assert refused.value.verdict.basis == "art. 16"
        resident.refresh_from_db()
        assert resident.given_name and not resident.erased_at
    finally:
        object.__setattr__(known, "holds", ())


def test_the_law_behind_keeping_is_written_beside_it_and_says_how_sure_we_are() -> None:
    for duty in duties_to_keep().values():
        assert duty.basis_ka and duty.basis_en and duty.source and duty.years >= 0
        assert not duty.verified, "nobody has compared it with the text in force yet"
    assert duty_to_keep("letter").until(dt.date(2024, 2, 29)) == dt.date(2029, 3, 1)
