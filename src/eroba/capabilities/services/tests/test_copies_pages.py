"""The catalogue editor's pages: files as text and as tables, previews, reports, refusals that keep what was typed."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from eroba.capabilities.services.definition import table_cells
from eroba.capabilities.services.exchange import exported_version
from eroba.capabilities.services.models import Service, WorkingCopy
from eroba.capabilities.services.queries.working import written
from eroba.capabilities.services.tests.conftest import ASSISTANCE
from eroba.kernel.actions import Actor
from eroba.kernel.people.models import Account

pytestmark = pytest.mark.django_db
CATALOGUE = "/en/ozurgeti/desk/catalogue/"
TABLE = (ASSISTANCE / "rules" / "eligibility.json").read_bytes()


def browser(by: Actor) -> Client:
    """An official's browser."""
    client = Client()
    client.force_login(Account.objects.get(pk=by.account_id))
    return client


@pytest.fixture
def at_desk(clerk: Actor) -> Client:
    """The clerk's browser."""
    return browser(clerk)


@pytest.fixture
def place(service: Service, at_desk: Client) -> str:
    """The address of a working copy the clerk has just begun."""
    return str(at_desk.post(f"{CATALOGUE}services/{service.code}/begin/").url)


def copy_here() -> WorkingCopy:
    """The working copy of the test."""
    return WorkingCopy.objects.get()


def said(response) -> str:
    """The page's words."""
    return re.sub(r"\s+", " ", response.content.decode())


def test_one_writes_a_file_and_comes_back_to_the_same_copy(place: str, service: Service, at_desk: Client):
    address = f"{place}files/form.yaml/"
    body = written(copy_here()).texts["form.yaml"].body.replace("max_length: 100", "max_length: 90")
    response = at_desk.post(address, {"body": body.replace("\n", "\r\n"), "edition": 1}, follow=True)
    assert "Saved." in said(response)
    assert written(copy_here()).texts["form.yaml"].body == body
    again = at_desk.post(f"{CATALOGUE}services/{service.code}/begin/")
    assert again.url == place
    assert "100" in said(at_desk.get(f"{place}difference/")) and "Go on writing" in said(
        at_desk.get(CATALOGUE)
    )


def test_a_mistake_is_said_with_file_line_and_what_to_write(place: str, at_desk: Client):
    body = written(copy_here()).texts["form.yaml"].body.replace("kind: iban", "kind: cash")
    at_desk.post(f"{place}files/form.yaml/", {"body": body, "edition": 1})
    page = said(at_desk.get(f"{place}files/form.yaml/"))
    assert "“cash” is not possible" in page and "Write instead" in page and re.search(r"Line \d+", page)
    georgian = said(at_desk.get(f"{place}files/form.yaml/".replace("/en/", "/ka/")))
    assert "„cash“ შეუძლებელია" in georgian
    for way in ("form/", "letter/"):
        refused = at_desk.get(f"{place}{way}")
        assert refused.status_code == 422 and "cannot be shown yet" in said(refused)
    assert "mend this first" in said(at_desk.get(f"{place}check/"))
    assert at_desk.get(f"{place}archive.zip").status_code == 422


def test_who_was_overtaken_sees_both_texts(place: str, at_desk: Client, head: Actor):
    address = f"{place}files/stages.yaml/"
    theirs = written(copy_here()).texts["stages.yaml"].body + "# by a colleague\n"
    browser(head).post(address, {"body": theirs, "edition": 1})
    response = at_desk.post(address, {"body": "mine: stays", "edition": 1})
    page = said(response)
    assert response.status_code == 409 and "# by a colleague" in page and "mine: stays" in page
    assert 'name="edition" value="2"' in page
    assert written(copy_here()).texts["stages.yaml"].body == theirs


def test_a_text_that_is_too_large_is_refused_and_stays_on_the_page(place: str, at_desk: Client):
    response = at_desk.post(
        f"{place}files/letters/granted.ka.html/", {"body": "<h1>x</h1>" + "ა" * 30_000, "edition": 1}
    )
    assert response.status_code == 422 and "too large" in said(response) and "აააა" in said(response)


def test_a_table_is_written_cell_by_cell(place: str, at_desk: Client):
    address = f"{place}table/eligibility/"
    page = said(at_desk.get(address))
    assert "SOC-1" in page and "Add below" in page
    cells = table_cells.cells_of("eligibility", TABLE)
    assert cells is not None
    column = next(one for one in cells.columns if one.field == "amount")
    at_desk.post(address, {"edition": 1, f"2-{column.id}": "777"})
    assert '"777"' in written(copy_here()).texts["rules/eligibility.json"].body
    at_desk.post(address, {"edition": 2, "act": "add-0"})
    now = table_cells.cells_of("eligibility", written(copy_here()).files["rules/eligibility.json"])
    assert now is not None and len(now.rows) == len(cells.rows) + 1 and not any(now.rows[1].cells)
    assert "is empty" in said(at_desk.get(address)), "the row that says nothing yet is named"
    overtaken = at_desk.post(address, {"edition": 1, f"2-{column.id}": "888"})
    assert overtaken.status_code == 409 and "888" in said(overtaken)


def test_cells_go_into_the_file_and_out_again_unchanged():
    cells = table_cells.cells_of("eligibility", TABLE)
    assert cells is not None
    again = table_cells.cells_of(
        "eligibility", table_cells.as_file(table_cells.with_typed(cells, {})).encode()
    )
    assert again is not None and again.rows == cells.rows
    moved = table_cells.after_act(cells, "down-0")
    assert [row.code for row in moved.rows[:2]] == [row.code for row in reversed(cells.rows[:2])]
    assert table_cells.after_act(table_cells.after_act(cells, "add-1"), "remove-2").rows == cells.rows
    for act in ("", "up-0", "explode-1", "remove-9999", "add-x"):
        assert table_cells.after_act(cells, act).rows == cells.rows


@pytest.mark.parametrize(
    "written_file", [b"{", b"[]", b'{"nodes": [{"type": "decisionTableNode"}]}', b"null"]
)
def test_what_is_no_table_is_written_as_text(written_file: bytes):
    assert table_cells.cells_of("x", written_file) is None


def test_the_form_is_tried_and_nothing_is_kept(place: str, at_desk: Client):
    page = said(at_desk.get(f"{place}form/?page=payment&example=illness-middle-score"))
    assert "A preview" in page and "IBAN" in page
    tried = at_desk.post(
        f"{place}form/?page=payment&example=-", {"shown": "iban,account_holder", "iban": "GE00"}
    )
    assert "GE00" in said(tried) and "govuk-error-message" in said(tried)
    georgian = said(at_desk.get(f"{place}form/?language=ka"))
    assert 'lang="ka"' in georgian
    assert at_desk.get(f"{place}form/?page=nowhere&example=nobody&language=xx").status_code == 200


def test_a_letter_is_shown_as_whoever_gets_it_reads_it(place: str, at_desk: Client):
    page = said(at_desk.get(f"{place}letter/?code=granted&language=en&example=disaster"))
    assert "1,000" in page and "Nino Nimushadze" in page and "{{" not in page
    assert "ნინო ნიმუშაძე" in said(at_desk.get(f"{place}letter/?code=granted&language=ka"))


def test_a_second_official_publishes_and_the_first_cannot(place: str, at_desk: Client, head: Actor):
    chief = browser(head)
    print_of = re.search(r'name="fingerprint" value="(\w+)"', said(chief.get(place)))
    assert print_of and 'name="fingerprint"' not in said(at_desk.get(place))
    refused = at_desk.post(f"{place}publish/", {"fingerprint": print_of[1]})
    assert refused.status_code == 403 or "Only the head" in said(refused)
    stale = chief.post(f"{place}publish/", {"fingerprint": "0" * 64})
    assert stale.status_code == 409 and "Look at it again" in said(stale)
    done = chief.post(f"{place}publish/", {"fingerprint": print_of[1]}, follow=True)
    assert "is published" in said(done)


def test_mistakes_are_not_published(place: str, at_desk: Client, head: Actor):
    body = written(copy_here()).texts["stages.yaml"].body.replace("letter: by-outcome", "letter: nowhere")
    at_desk.post(f"{place}files/stages.yaml/", {"body": body, "edition": 1})
    refused = browser(head).post(f"{place}publish/", {"fingerprint": written(copy_here()).fingerprint})
    assert refused.status_code == 422 and "mistakes must be mended" in said(refused)
    assert copy_here().is_open


def test_an_archive_goes_out_and_comes_in(service: Service, at_desk: Client):
    handed_out = at_desk.get(f"{CATALOGUE}services/{service.code}/archive.zip").content
    service.current.refresh_from_db()  # PostgreSQL keeps the parts of a version in an order of its own
    assert handed_out == exported_version(service)[1]
    sent = {"archive": SimpleUploadedFile("x.zip", handed_out)}
    place = at_desk.post(f"{CATALOGUE}archive/", sent).url
    assert written(copy_here()).folder is not None
    assert at_desk.get(f"{place}archive.zip").content[:2] == b"PK"
    broken = {"archive": SimpleUploadedFile("x.zip", handed_out[:-100])}
    refused = at_desk.post(f"{CATALOGUE}archive/", broken)
    assert refused.status_code == 422 and "not an archive of a service" in said(refused)


def test_a_service_like_another_one_needs_a_code_of_its_own(service: Service, at_desk: Client):
    taken = at_desk.post(f"{CATALOGUE}like/", {"like": service.code, "code": service.code})
    assert taken.status_code == 422 and "has a service of this code" in said(taken)
    begun = at_desk.post(f"{CATALOGUE}like/", {"like": service.code, "code": "firewood"}, follow=True)
    assert "Working copy" in said(begun) and written(copy_here()).folder.definition.code == "firewood"


def test_files_are_added_and_taken_out(place: str, at_desk: Client):
    added = at_desk.post(f"{place}files/", {"name": "letters/thanks.ka.html"}, follow=True)
    assert added.status_code == 200 and "letters/thanks.ka.html" in written(copy_here()).texts
    refused = at_desk.post(f"{place}files/", {"name": "../../etc/passwd"})
    assert refused.status_code == 422 and "etc/passwd" in said(refused)
    at_desk.post(f"{place}files/letters/thanks.ka.html/remove/")
    assert "letters/thanks.ka.html" not in written(copy_here()).texts


def test_a_closed_service_refuses_politely_and_keeps_the_answers(service, applicant, head, resident, answers):
    from eroba.capabilities.services.tests.people import fill_in

    fill_in(applicant, service, answers)
    browser(head).post(f"{CATALOGUE}services/{service.code}/close/")
    client = Client()
    client.force_login(resident.account)
    page = client.post(f"/en/ozurgeti/services/{service.code}/apply/send/", follow=True)
    assert "takes no new applications" in said(page) and "Your answers are kept" in said(page)
    browser(head).post(f"{CATALOGUE}services/{service.code}/open/")
    service.refresh_from_db()
    assert service.is_enabled


def test_pages_stay_within_their_queries(place: str, at_desk: Client, django_assert_max_num_queries):
    for page in ("", "files/form.yaml/", "table/eligibility/", "form/", "letter/", "check/", "difference/"):
        at_desk.get(f"{place}{page}")
        with django_assert_max_num_queries(12):
            assert at_desk.get(f"{place}{page}").status_code == 200
    with django_assert_max_num_queries(12):
        assert at_desk.get(CATALOGUE).status_code == 200
