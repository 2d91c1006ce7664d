"""Versions of a paper: the newest is shown, none is lost, and who may see an earlier one depends on why it is one."""

import io

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from eroba.kernel.actions import NotAllowed, allow, refuse
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.base.ids import uuid7
from eroba.kernel.documents import actions, rules
from eroba.kernel.documents.downloads import FileNotShown, file_response, own_file_response
from eroba.kernel.documents.models import FileVersion, StoredFile
from eroba.kernel.documents.ownership import OwnedPaper
from eroba.kernel.documents.paper_versions import versions_of
from eroba.kernel.documents.preparing import letter_text, prepare_letter, receive_upload
from eroba.kernel.documents.preparing_redaction import prepare_redaction, view_of_file
from eroba.kernel.documents.queries import letter_by_code, shown_file
from eroba.kernel.documents.redaction.marks import Marks
from eroba.kernel.documents.tests.corpus import PAPER
from eroba.kernel.documents.uploads import check_upload
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.people.actions import erase_person
from eroba.kernel.people.holdings import holdings_about

OTHER = check_upload(PAPER.replace(b"paper", b"other"), "other.pdf")


@pytest.fixture
def owned(monkeypatch):
    """Let every paper be of an application that clerks and heads may read."""

    def owner_of(by, file_id):
        verdict = allow() if by.has_role("clerk", "head") else refuse("no")
        return OwnedPaper("OZU-2026-SOC-00001", "ცნობა", "/case/", MATTER, verdict)

    for room in ("rules", "actions.versions"):
        monkeypatch.setattr(f"eroba.kernel.documents.{room}.owner_of", owner_of)


MATTER = uuid7()


@pytest.fixture
def paper(applicant) -> StoredFile:
    """A paper the resident handed in."""
    return actions.keep_upload(applicant, upload=check_upload(PAPER, "ცნობა.pdf"))


def content_of(response) -> bytes:
    return b"".join(response.streaming_content)


def redacted(by, paper: StoredFile, newest: int) -> FileVersion:
    prepared = prepare_redaction(shown_file(paper), Marks(("paper",)))
    return actions.redact_paper(by, paper=paper, newest=newest, prepared=prepared, because="published")


def test_the_newest_version_is_shown_and_an_earlier_one_comes_back(owned, paper, clerk) -> None:
    upload = check_upload(PAPER + b"\n", "scan.pdf")
    second = actions.replace_paper(
        clerk, paper=paper, newest=1, upload=upload, because=" could not  be read "
    )
    assert second.number == 2 and second.because == "could not be read" and second.made_by == "Tea Clerk"
    assert content_of(file_response(paper)) == PAPER + b"\n"
    first, _second = versions_of(paper)
    assert first.kind == FileVersion.Kind.FIRST and first.file == paper and first.made_at == paper.kept_at
    third = actions.restore_version(clerk, paper=paper, newest=2, version=first, because="wrong paper")
    assert third.file == paper and content_of(file_response(paper)) == PAPER
    assert [one.number for one in versions_of(paper)] == [1, 2, 3]
    entry = JournalEntry.objects.filter(action="documents.restore_version").get()
    assert entry.subject_number == "OZU-2026-SOC-00001"
    assert entry.before == {"version": 2} and entry.after["restored"] == 1


WHY = "ნინოს დიაგნოზი ჩანდა"


def changed_for_a_reason(clerk, paper: StoredFile) -> None:
    """Replace a paper, show the first again, blacken it: each because of something about the person."""
    actions.replace_paper(clerk, paper=paper, newest=1, upload=OTHER, because=WHY)
    first = versions_of(paper)[0]
    actions.restore_version(clerk, paper=paper, newest=2, version=first, because=WHY)
    prepared = prepare_redaction(shown_file(paper), Marks(("paper",)))
    actions.redact_paper(clerk, paper=paper, newest=3, prepared=prepared, because=WHY)


def test_a_reason_stands_with_the_version_and_in_the_journal_only_under_lock(
    owned, paper, clerk, resident
) -> None:
    changed_for_a_reason(clerk, paper)
    assert [one.because for one in versions_of(paper)] == ["", WHY, WHY, WHY]
    entries = JournalEntry.objects.filter(subject_id=paper.pk)
    assert entries.count() == 4 and not any(WHY in f"{vars(entry)}" for entry in entries)
    facts = FactRecord.objects.filter(name__startswith="paper.")
    assert facts.count() == 3 and not any("ნინო" in f"{one.payload}{one.words()}" for one in facts)
    told = {one["action"].split(".")[1]: one["values"] for one in holdings_about(resident)["journal"]}
    assert told["replace_paper"] == {"original_name": "other.pdf", "because": WHY}
    assert told["restore_version"] == told["redact_paper"] == {"because": WHY}


def test_who_is_erased_takes_the_reasons_along(owned, paper, clerk, head, resident) -> None:
    changed_for_a_reason(clerk, paper)
    erase_person(head, person=resident, reason="asked")
    while deliver_due():
        pass
    assert {one.because for one in FileVersion.objects.filter(paper=paper)} == {""}
    assert [one["values"] for one in holdings_about(resident)["journal"]] == [None] * 4


@pytest.mark.parametrize("because", ["", "  \n "])
def test_a_version_needs_a_reason(owned, paper, clerk, because: str) -> None:
    with pytest.raises(BadInput):
        actions.replace_paper(clerk, paper=paper, newest=1, upload=OTHER, because=because)
    assert not FileVersion.objects.exists()


def test_nobody_writes_over_a_version_they_have_not_seen(owned, paper, clerk, head) -> None:
    actions.replace_paper(clerk, paper=paper, newest=1, upload=OTHER, because="a")
    with pytest.raises(Refusal, match="ახალი ვერსია"):
        actions.replace_paper(head, paper=paper, newest=1, upload=OTHER, because="b")


def test_what_was_blackened_only_a_head_sees_and_the_person_themselves(owned, paper, clerk, head) -> None:
    second = redacted(clerk, paper, 1)
    assert second.kind == FileVersion.Kind.REDACTED
    shown, theirs = content_of(file_response(paper)), content_of(own_file_response(paper))
    assert shown != PAPER and theirs == PAPER
    first = versions_of(paper)[0]
    with pytest.raises(NotAllowed):
        actions.look_at_version(clerk, version=first)
    actions.look_at_version(clerk, version=second)
    actions.look_at_version(head, version=first)
    looks = JournalEntry.objects.filter(action="documents.look_at_version")
    assert sorted(entry.after["version"] for entry in looks) == [1, 2]
    with pytest.raises(Refusal):
        actions.restore_version(clerk, paper=paper, newest=2, version=first, because="x")
    actions.restore_version(head, paper=paper, newest=2, version=first, because="x")
    assert content_of(file_response(paper)) == PAPER
    assert rules.may_see_version(clerk, versions_of(paper)[-1]), "the head showed it again"


def test_the_journal_counts_what_was_blackened_and_never_says_it(owned, paper, clerk) -> None:
    redacted(clerk, paper, 1)
    entry = JournalEntry.objects.filter(action="documents.redact_paper").get()
    assert entry.after["places"] == 1 and "paper" not in str(entry.after)


def test_a_second_redaction_starts_from_the_first(owned, paper, clerk) -> None:
    redacted(clerk, paper, 1)
    assert view_of_file(shown_file(paper), Marks(), 1).text.strip() == ""
    with pytest.raises(BadInput, match="ვერ"):
        redacted(clerk, paper, 2)


def test_residents_work_on_no_papers(owned, paper, applicant) -> None:
    with pytest.raises(NotAllowed):
        actions.replace_paper(applicant, paper=paper, newest=1, upload=OTHER, because="a")


def test_a_paper_of_nobody_is_opened_by_a_head_only(paper, clerk, head) -> None:
    assert not rules.may_see_paper(clerk, paper) and rules.may_see_paper(head, paper)


def letter(by, number: str = "OZU-2026-SOC-00001", follows=None):
    text = letter_text(
        language="en",
        kind="decision",
        outcome="granted",
        number=number,
        title="Decision",
        addressee_lines=("Nino Invented",),
        body_html="<p>You are granted 300 ₾.</p>",
        signatory_name="Gia Head",
        signatory_post="Head",
    )
    return actions.issue_letter(by, drawn=prepare_letter(text), follows=follows)


def test_a_sealed_letter_is_never_replaced_only_followed(owned, clerk, client) -> None:
    first = letter(clerk)
    with pytest.raises(NotAllowed):
        actions.replace_paper(clerk, paper=first.file, newest=1, upload=OTHER, because="a")
    second = letter(clerk, follows=first)
    assert second.follows == first and letter_by_code(first.code).state == first.State.ISSUED
    page = client.get(f"/verify/{first.code}?language=en").content.decode()
    assert "A newer letter followed this one" in page and second.code in page


def test_of_a_letter_a_blackened_copy_stands_beside_it(owned, clerk) -> None:
    issued = letter(clerk)
    prepared = prepare_redaction(issued.file, Marks(("Invented",)))
    copy = actions.redact_paper(clerk, paper=issued.file, newest=1, prepared=prepared, because="published")
    text = text_of_pdf(prepared.content)
    assert "Invented" not in text and "300 ₾" in text
    whole = content_of(file_response(issued.file))
    assert whole == content_of(own_file_response(issued.file)) != prepared.content
    assert copy.file.original_name.endswith("-redacted.pdf")
    assert rules.may_see_version(clerk, versions_of(issued.file)[0]), "the letter is shown as ever"


def text_of_pdf(content: bytes) -> str:
    """Everything another reader finds in a PDF."""
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def test_a_file_that_was_destroyed_says_so(paper) -> None:
    StoredFile.objects.filter(pk=paper.pk).update(destroyed_at=paper.kept_at)
    with pytest.raises(FileNotShown) as gone:
        file_response(StoredFile.objects.get(pk=paper.pk))
    assert gone.value.status == 410


def test_an_upload_is_kept_before_the_action(in_ozurgeti) -> None:
    assert receive_upload(SimpleUploadedFile("a.pdf", PAPER)).is_shelved
