"""A paper for each row: kept with its row, back on another device, checked, sent, shown at the desk."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from eroba.capabilities.services import actions
from eroba.capabilities.services.actions.sending import with_papers
from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.exports import holdings_about
from eroba.capabilities.services.models import Case, Draft
from eroba.capabilities.services.published import definition_of
from eroba.capabilities.services.tests.desk_visits import Desk, picture
from eroba.capabilities.services.tests.people import publish
from eroba.capabilities.services.tests.rich_folder import rich_folder
from eroba.kernel.people.models import Person
from eroba.kernel.tenancy.models import Settlement

pytestmark = pytest.mark.django_db
SERVICE = "/en/ozurgeti/services/one-off-social-assistance"
PAGE = f"{SERVICE}/apply/pages/family/"
ROW = ("child_name", "child_income", "child_studies", "child_paper")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A service that asks for a paper of each child."""
    return rich_folder(tmp_path)


@pytest.fixture
def browser(resident: Person, registers, in_ozurgeti, folder: Path) -> Client:
    """The resident, signed in, with a form begun."""
    publish(read_folder(folder))
    client = Client()
    client.force_login(resident.account)
    client.post(f"{SERVICE}/apply/")
    return client


def photo(name: str) -> SimpleUploadedFile:
    """A certificate as a phone sends it."""
    return SimpleUploadedFile(name, picture(), "image/png")


def sent(*rows: dict[str, object], **more: object) -> dict[str, object]:
    """What a browser sends of the page without scripts."""
    village = Settlement.objects.get_or_create(name_ka="შემოქმედი", defaults={"name_en": "Shemokmedi"})[0]
    names = ["home", "helper", "spot", "children"]
    body: dict[str, object] = {"home-settlement": str(village.pk), "home-street": "N 1"}
    body["children-rows"] = str(len(rows))
    for at, row in enumerate(rows):
        names += [f"children-{at}-{code}" for code in ROW]
        body |= {f"children-{at}-{code}": value for code, value in row.items()}
    return body | {"shown": ",".join(names)} | more


def child(name: str, **more: object) -> dict[str, object]:
    """One row."""
    return {"child_name": name, "child_income": "10", "child_studies": "nowhere", **more}


def rows() -> list[tuple[str, str]]:
    """Each saved row: the child, and the name of its paper."""
    return [
        (row["child_name"], row.get("child_paper", {}).get("name", ""))
        for row in Draft.objects.get().answers.get("children", [])
    ]


def paper_of(at: int) -> str:
    """The key of a row's paper."""
    return Draft.objects.get().answers["children"][at]["child_paper"]["file_id"]


def test_a_paper_stays_with_its_row_until_it_is_sent(browser: Client, resident: Person, clerk, folder: Path):
    page = browser.get(PAGE).content.decode()
    assert "multipart/form-data" in page and 'name="children-0-child_paper"' in page
    first = child("Nino", child_paper=photo("nino.png"))
    assert browser.post(PAGE, sent(first, child("Gio", child_paper=photo("gio.png")))).status_code == 302
    assert rows() == [("Nino", "nino.png"), ("Gio", "gio.png")]
    again = browser.get(PAGE).content.decode()
    assert "nino.png" in again and f'name="children-1-child_paper-kept" value="{paper_of(1)}"' in again
    keys = [paper_of(0), paper_of(1)]
    kept = [child(name, **{"child_paper-kept": key}) for name, key in zip(("Nino", "Gio"), keys, strict=True)]
    browser.post(PAGE, sent(*kept, **{"children-remove": "0"}))
    assert rows() == [("Gio", "gio.png")], "the paper moved up with its row"
    lea = child("Lea", child_paper=photo("lea.png"))
    browser.post(PAGE, sent(kept[1], {}, lea))
    assert rows() == [("Gio", "gio.png"), ("Lea", "lea.png")], "an empty row between is closed up, files too"
    browser.post(
        PAGE, sent(kept[1] | {"child_paper-forget": "1"}, child("Lea", **{"child_paper-kept": paper_of(1)}))
    )
    assert rows() == [("Gio", ""), ("Lea", "lea.png")]
    browser.post(PAGE, sent(child("Gio", **{"child_paper-kept": keys[0]}), child("Lea")))
    assert rows() == [("Gio", ""), ("Lea", "")], "only what the saved rows hold is believed"


def test_a_file_that_may_not_come_in_is_said_beside_it_and_the_rest_is_kept(browser: Client):
    bad = SimpleUploadedFile("virus.exe", b"MZ nothing", "application/octet-stream")
    answer = browser.post(
        PAGE, sent(child("Nino", child_paper=bad), child("Gio", child_paper=photo("gio.png")))
    )
    page = answer.content.decode()
    assert answer.status_code == 422 and 'id="id_children-0-child_paper_error"' in page and "gio.png" in page
    assert rows() == [("Nino", ""), ("Gio", "gio.png")]


def test_it_is_checked_sent_shown_and_handed_out(
    browser: Client, applicant, resident: Person, clerk, folder: Path
):
    browser.post(PAGE, sent(child("Nino", child_paper=photo("nino.png"))))
    draft = Draft.objects.select_related("version", "service").get()
    example = next(iter(read_folder(folder).examples.values()))["answers"]
    draft.keep(example | draft.answers)
    draft.visited = [one.code for one in definition_of(draft.version).form.pages]
    draft.save()
    assert "nino.png" in browser.get(f"{SERVICE}/apply/check/").content.decode()
    actions.submit_application(applicant, draft=draft)
    case = Case.objects.select_related("matter", "person").get()
    assert case.papers.get().name == "nino.png" and case.papers.get().code == "child_paper"
    page = Desk(clerk.account_id).see(case)
    assert page.count("nino.png") >= 2, "among the papers, and in the answers of its row"
    (told,) = holdings_about(resident)["applications"]
    assert told["answers"]["children"][0]["child_paper"]["name"] == "nino.png"
    assert told["papers"][0]["name"] == "nino.png"
    form = definition_of(draft.version).form
    assert with_papers(form, {"children": [{"child_paper": {"file_id": "x"}}]}) == {"children"}
    assert with_papers(form, {"children": [{"child_name": "x"}]}) == set()
