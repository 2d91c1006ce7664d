"""Papers at the desk, as pages: what is typed stays, what is wrong is said, and scripts are not needed."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.ids import uuid7
from eroba.kernel.documents import actions
from eroba.kernel.documents.models import FileVersion, Letter, StoredFile
from eroba.kernel.documents.paper_versions import versions_of
from eroba.kernel.documents.pdf import html_to_pdf
from eroba.kernel.documents.preparing import letter_text, prepare_letter
from eroba.kernel.documents.tests.corpus import EICAR, PAPER, picture
from eroba.kernel.documents.tests.nasty_paper import read_by_all
from eroba.kernel.documents.uploads import AcceptedUpload, check_upload
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.people.actions import erase_person
from eroba.kernel.people.holdings import holdings_about as people_hold
from eroba.kernel.people.models import Account

pytestmark = pytest.mark.slow
MOST_QUERIES = 12
FRAME = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SELECT set_config")
GEORGIAN = "აქ წერია ნინო მაგალითაძე, პირადი ნომერი 01001012345."


@pytest.fixture
def desk(head) -> Client:
    """The head of unit at the desk."""
    browser = Client()
    browser.force_login(Account.objects.get(pk=head.account_id))
    return browser


@pytest.fixture
def paper(applicant) -> StoredFile:
    page = f"<html lang=ka><title>x</title><p>{GEORGIAN}</p><p style='break-before:page'>მეორე გვერდი</p>"
    content = html_to_pdf(page, 'p { font-family: "Noto Sans Georgian", "Noto Sans" }')
    return actions.keep_upload(applicant, upload=AcceptedUpload(content, "application/pdf", "ცნობა.pdf"))


def address(paper: StoredFile, act: str = "") -> str:
    return f"/ka/ozurgeti/desk/papers/{paper.pk}/{act}"


def marked(**changes: object) -> dict[str, object]:
    return {"words": "მაგალითაძ", "places": "", "because": "ქვეყნდება", "newest": 1, **changes}


def test_words_are_blackened_without_scripts(desk, paper) -> None:
    page = desk.get(address(paper, "redact/"))
    assert page.status_code == 200 and "01001012345" in page.content.decode()
    looked = desk.post(address(paper, "redact/"), marked(suggested=["01001012345"], look="1", because=""))
    said = looked.content.decode()
    assert looked.status_code == 200 and "data:image/png;base64," in said
    left = re.search(r"<pre[^>]*>(.*?)</pre>", said, re.DOTALL)
    assert left and "ნინო" in left[1] and "მაგალითაძ" not in left[1] and "01001012345" not in left[1]
    assert not FileVersion.objects.exists(), "looking makes nothing"
    made = desk.post(address(paper, "redact/"), marked(suggested=["01001012345"], make="1"), follow=True)
    assert "დაიშტრიხა 2 ადგილი" in made.content.decode()
    version = versions_of(paper)[-1]
    answer = desk.get(address(paper, "versions/2/"))
    assert version.kind == FileVersion.Kind.REDACTED and answer["X-Content-Type-Options"] == "nosniff"
    text = read_by_all(b"".join(answer.streaming_content))["poppler"]
    assert "ნინო" in text and "მეორე გვერდი" in text
    assert "მაგალითაძ" not in text and "01001012345" not in text


def test_each_page_can_be_looked_at_and_what_was_typed_stays(desk, paper) -> None:
    said = desk.post(address(paper, "redact/"), marked(places="1: 10,10 - 20,20", page="2")).content.decode()
    assert "გვერდი 2 / 2" in said and "1: 10,10 - 20,20" in said and "მაგალითაძ" in said
    beyond = desk.post(address(paper, "redact/"), marked(page="99999")).content.decode()
    assert "გვერდი 1 / 2" in beyond or "გვერდი 2 / 2" in beyond


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"because": "", "make": "1"}, "because"),
        ({"words": "", "make": "1"}, "მონიშნეთ ერთი სიტყვა"),
        ({"words": "ა", "make": "1"}, "ძალიან მოკლეა"),
        ({"places": "page one, top", "look": "1"}, "ადგილად ვერ იკითხება"),
        ({"places": "0: 1,1 - 5,5", "look": "1"}, "ადგილად ვერ იკითხება"),
        ({"places": "7: 1,1 - 5,5", "make": "1"}, "ასეთი გვერდი"),
        ({"words": "nowhere", "make": "1"}, "ვერაფერი მოიძებნა"),
        ({"newest": 5, "make": "1"}, "ახალი ვერსია"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(desk, paper, changes, words: str) -> None:
    answer = desk.post(address(paper, "redact/"), marked(**changes))
    said = answer.content.decode()
    assert answer.status_code == 422 and words in said
    assert str(changes.get("places", "")) in said and not FileVersion.objects.exists()


def test_a_paper_is_replaced_and_restored(desk, paper) -> None:
    sent = {"file": SimpleUploadedFile("scan.pdf", PAPER), "because": "არ იკითხებოდა", "newest": 1}
    page = desk.post(address(paper, "replace/"), sent, follow=True).content.decode()
    assert "ვერსია 2" in page and "არ იკითხებოდა" in page
    page = desk.post(
        address(paper, "restore/"), {"version": 1, "because": "სხვა იყო", "newest": 2}, follow=True
    ).content.decode()
    assert "ვერსია 3" in page and [one.number for one in versions_of(paper)] == [1, 2, 3]


def test_a_virus_takes_nobodys_place(desk, paper) -> None:
    sent = {"file": SimpleUploadedFile("scan.pdf", EICAR), "because": "არ იკითხებოდა", "newest": 1}
    answer = desk.post(address(paper, "replace/"), sent)
    assert answer.status_code == 422 and "ვირუსი" in answer.content.decode()
    assert "არ იკითხებოდა" in answer.content.decode() and not FileVersion.objects.exists()


def test_a_file_that_is_no_pages_says_so(desk, applicant) -> None:
    broken = actions.keep_upload(applicant, upload=AcceptedUpload(b"%PDF-1.7", "application/pdf", "a.pdf"))
    answer = desk.get(address(broken, "redact/"))
    assert answer.status_code == 422 and "ვერ იხსნება" in answer.content.decode()


def test_each_look_is_written_down_and_strangers_do_not_get_there(desk, paper, applicant) -> None:
    desk.get(address(paper, "versions/1/"))
    assert JournalEntry.objects.filter(action="documents.look_at_version").count() == 1
    assert desk.get(address(paper, "versions/9/")).status_code == 404
    resident = Client()
    resident.force_login(Account.objects.get(pk=applicant.account_id))
    assert resident.get(address(paper)).status_code == 403
    assert Client().get(address(paper)).status_code == 302


def test_a_photo_becomes_a_page(desk, applicant) -> None:
    photo = actions.keep_upload(applicant, upload=check_upload(picture(800, 600), "photo.jpg"))
    places = {"words": "", "places": "1: 20,20 - 60,60", "because": "სახე", "newest": 1, "make": "1"}
    assert desk.post(address(photo, "redact/"), places).status_code == 302
    assert versions_of(photo)[-1].file.media_type == "application/pdf"


def test_a_paper_with_many_versions_asks_no_more_than_one_with_few(desk, head, paper) -> None:
    def asked(act: str) -> int:
        desk.get(address(paper, act))  # the first look is written down
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(address(paper, act)).status_code == 200
        return len([one for one in queries.captured_queries if not one["sql"].startswith(FRAME)])

    few = asked("")
    for number in range(1, 9):
        actions.replace_paper(
            head, paper=paper, newest=number, upload=check_upload(PAPER, "a.pdf"), because="again"
        )
    assert asked("") <= max(few, MOST_QUERIES) and asked("") <= few + 1
    assert asked("redact/") <= MOST_QUERIES


def test_opening_a_version_asks_at_most_a_dozen_times(desk, head, paper) -> None:
    actions.replace_paper(head, paper=paper, newest=1, upload=check_upload(PAPER, "a.pdf"), because="again")
    for number in (1, 2):
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(address(paper, f"versions/{number}/")).status_code == 200
        asked = [one["sql"] for one in queries if not one["sql"].startswith(FRAME)]
        assert len(asked) <= MOST_QUERIES, "\n".join(asked)


WHY = "თანხა არასწორია: ნინო მაგალითაძეს 300 ლარი ეკუთვნის."


@pytest.fixture
def letter(clerk, resident) -> Letter:
    """A letter to the resident."""
    text = letter_text(
        language="ka",
        kind="decision",
        outcome="granted",
        number="OZU-2026-SOC-00042",
        title="გადაწყვეტილება",
        addressee_lines=("ნინო მაგალითაძე",),
        body_html="<p>დაგენიშნოთ 200 ლარი.</p>",
        signatory_name="თეა კლერკი",
        signatory_post="სოციალური სამსახური",
    )
    return actions.issue_letter(clerk, drawn=prepare_letter(text), subject_id=uuid7(), person_id=resident.pk)


def test_a_head_withdraws_a_letter_and_whoever_checks_it_reads_so(desk, letter, client) -> None:
    assert "Withdraw" not in client.get(f"/verify/{letter.code}?language=en").content.decode()
    assert "ამ წერილის გაუქმება" in desk.get(address(letter.file)).content.decode()
    done = desk.post(address(letter.file, "withdraw/"), {"because": f"  {WHY}\n"}, follow=True)
    shown = done.content.decode()
    assert done.status_code == 200 and "ეს წერილი გაუქმებულია" in shown and WHY in shown
    assert "ამ წერილის გაუქმება" not in shown, "it is offered once"
    public = client.get(f"/verify/{letter.code}?language=en").content.decode()
    assert "has been withdrawn" in public and "მაგალითაძე" not in public


def test_a_letter_is_not_withdrawn_without_a_reason_nor_by_a_clerk(desk, letter, clerk) -> None:
    refused = desk.post(address(letter.file, "withdraw/"), {"because": " \n "})
    assert refused.status_code == 422 and "დაწერეთ, რატომ უქმდება წერილი." in refused.content.decode()
    browser = Client()
    browser.force_login(Account.objects.get(pk=clerk.account_id))
    assert browser.post(address(letter.file, "withdraw/"), {"because": WHY}).status_code == 403
    letter.refresh_from_db()
    assert not letter.is_withdrawn
    assert not JournalEntry.objects.filter(action="documents.withdraw_letter").exists()


def test_two_heads_withdraw_a_letter_and_the_second_is_told(desk, letter, head) -> None:
    actions.withdraw_letter(head, letter=letter, because="x")
    second = desk.post(address(letter.file, "withdraw/"), {"because": WHY})
    assert second.status_code == 403 and "უკვე გაუქმებულია" in second.content.decode()


def test_a_paper_that_is_no_letter_is_not_withdrawn(desk, paper) -> None:
    assert desk.post(address(paper, "withdraw/"), {"because": WHY}).status_code == 404


def test_why_a_letter_was_withdrawn_is_under_lock_and_goes_with_the_person(letter, head, resident) -> None:
    actions.withdraw_letter(head, letter=letter, because=WHY)
    entries = JournalEntry.objects.filter(action="documents.withdraw_letter")
    assert entries.count() == 1 and "მაგალითაძე" not in "".join(f"{vars(entry)}" for entry in entries)
    told = FactRecord.objects.get(name="letter.withdrawn")
    assert "მაგალითაძე" not in f"{told.payload}{told.words()}"
    values = {one["action"]: one["values"] for one in people_hold(resident)["journal"]}
    assert values["documents.withdraw_letter"] == {"because": WHY}
    erase_person(head, person=resident, reason="asked")
    while deliver_due():
        pass
    letter.refresh_from_db()
    assert letter.withdrawn_because == "" and letter.is_withdrawn
