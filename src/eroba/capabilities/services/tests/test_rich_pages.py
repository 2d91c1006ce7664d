"""Addresses, people, points and rows in the browser without JavaScript, up to the desk and the interface."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override

from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.definition.letter_body import filled
from eroba.capabilities.services.letter_gaps import named_values
from eroba.capabilities.services.models import Draft
from eroba.capabilities.services.published import definition_for
from eroba.capabilities.services.tests.people import apply, publish
from eroba.capabilities.services.tests.rich_folder import rich_folder
from eroba.kernel.tenancy.models import Settlement
from eroba.kernel.ui.numbers import NARROW

pytestmark = pytest.mark.django_db
SERVICE = "/en/ozurgeti/services/one-off-social-assistance"
PAGE = f"{SERVICE}/apply/pages/family/"
ROW = ("child_name", "child_income", "child_studies")


@pytest.fixture
def browser(resident, registers, in_ozurgeti, tmp_path: Path) -> Client:
    """The resident, signed in, with a form begun that asks everything."""
    publish(read_folder(rich_folder(tmp_path)))
    client = Client()
    client.force_login(resident.account)
    client.post(f"{SERVICE}/apply/")
    return client


@pytest.fixture
def village(in_ozurgeti) -> str:
    """A settlement to choose."""
    found, _made = Settlement.objects.get_or_create(name_ka="შემოქმედი", defaults={"name_en": "Shemokmedi"})
    return str(found.pk)


def sent(village: str, *rows: dict[str, str], **more: str) -> dict[str, str]:
    """What a browser sends of the page, with these rows."""
    names = ["home", "helper", "spot", "children"]
    body = {"home-settlement": village, "home-street": "N 1", "children-rows": str(len(rows)), **more}
    for at, row in enumerate(rows):
        names += [f"children-{at}-{code}" for code in (*ROW, "child_school") if code in row or code in ROW]
        body |= {f"children-{at}-{code}": value for code, value in row.items()}
    return body | {"shown": ",".join(names)}


NINO = {"child_name": "Nino", "child_income": "10", "child_studies": "nowhere"}
GIO = {"child_name": "Gio", "child_income": "20", "child_studies": "nowhere"}


def kept() -> dict:
    return Draft.objects.get().answers


def test_the_page_is_drawn_with_one_empty_row(browser):
    page = browser.get(PAGE).content.decode()
    assert 'name="home-street"' in page and 'name="helper-has_none"' in page and 'name="spot-lat"' in page
    assert 'name="children-0-child_name"' in page and "children-1-child_name" not in page
    assert "Child 1" in page and "child_school" not in page


def test_a_row_is_added_and_what_was_typed_stays(browser, village):
    page = browser.post(PAGE, sent(village, NINO | {"child_income": "a lot"}, **{"children-add": "1"}))
    words = page.content.decode()
    assert page.status_code == 200 and 'name="children-1-child_name"' in words
    assert 'value="Nino"' in words and 'value="a lot"' in words and "Write a number in digits" not in words


def test_a_row_is_removed_and_the_others_move_up(browser, village):
    page = browser.post(PAGE, sent(village, NINO, GIO, **{"children-remove": "0"})).content.decode()
    assert 'value="Gio"' in page
    assert "Nino" not in page and "children-1-child_name" not in page
    assert [row["child_name"] for row in kept()["children"]] == ["Gio"]


def test_errors_stand_in_their_row_and_empty_rows_close_up(browser, village):
    answer = browser.post(PAGE, sent(village, NINO, {}, GIO | {"child_name": ""}))
    page = answer.content.decode()
    assert answer.status_code == 422 and 'href="#id_children-1-child_name"' in page
    assert "Child 2: Name — Fill this in." in page and "children-2-" not in page


def test_a_needed_row_left_empty_says_what_is_missing(resident, registers, in_ozurgeti, village, tmp_path):
    folder = rich_folder(tmp_path)
    form = folder / "form.yaml"
    optional = "row_title: {ka: ბავშვი, en: Child}\n        required: false\n"
    assert optional in form.read_text()
    form.write_text(form.read_text().replace(optional, "row_title: {ka: ბავშვი, en: Child}\n"))
    publish(read_folder(folder))
    client = Client()
    client.force_login(resident.account)
    client.post(f"{SERVICE}/apply/")
    page = client.post(PAGE, sent(village, {})).content.decode()
    assert "Child 1: Name — Fill this in." in page and 'href="#id_children-0-child_name"' in page
    assert "Add at least one" not in page


def test_a_question_opened_in_a_row_is_asked_kindly(browser, village):
    answer = browser.post(PAGE, sent(village, NINO | {"child_studies": "school"}))
    page = answer.content.decode()
    assert (
        answer.status_code == 200 and 'name="children-0-child_school"' in page and "One more question" in page
    )
    answer = browser.post(PAGE, sent(village, NINO | {"child_studies": "school", "child_school": ""}))
    assert answer.status_code == 422 and 'href="#id_children-0-child_school"' in answer.content.decode()


def test_rows_never_grow_beyond_their_bound(browser, village):
    body = sent(village, NINO, GIO, NINO, **{"children-add": "1"})
    page = browser.post(PAGE, body | {"children-rows": "999"}).content.decode()
    assert "children-3-" not in page and "There is room for 3 here." in page


def test_everything_is_shown_before_sending(browser, village):
    more = {"helper-name": "Jan", "helper-has_none": "on", "spot-lat": "41.92361, 42.00663", "spot-lon": ""}
    assert browser.post(PAGE, sent(village, NINO, GIO, **more)).status_code == 302
    assert kept()["spot"] == {"lat": "41.92361", "lon": "42.00663"}
    check = browser.get(f"{SERVICE}/apply/check/").content.decode()
    assert "Shemokmedi, N 1" in check and "Jan, no personal number" in check
    assert "41.92361, 42.00663" in check and "1. Name: Nino" in check and "The children’s income" in check
    again = browser.get(PAGE).content.decode()
    assert "The children’s income" in again and 'value="Nino"' in again and "children-1-child_name" in again


@pytest.mark.parametrize(
    "hostile",
    [
        {"children-rows": "-5"},
        {"children-rows": "x"},
        {"children-remove": "999"},
        {"children-0-child_name": "\x00"},
        {"shown": "children-0-nothing,,,children,children-99999999999-child_name"},
        {"spot-lat": "9" * 5000},
    ],
)
def test_nothing_sent_is_an_error_of_ours(browser, village, hostile):
    assert browser.post(PAGE, sent(village, NINO) | hostile).status_code in (200, 302, 422)


def test_the_interface_says_parts_and_rows(browser, village):
    said = browser.get("/api/v1/ozurgeti/services/one-off-social-assistance/form").json()
    asked = {one["code"]: one for topic in said["topics"] for one in topic["questions"]}
    assert asked["home"]["parts"] == ["settlement", "street"] and asked["home"]["choices"]
    assert [one["code"] for one in asked["children"]["questions"]] == [*ROW, "child_school", "child_paper"]
    assert asked["children"]["most_rows"] == 3


def test_a_letter_says_answers_in_words(
    resident, registers, in_ozurgeti, tmp_path: Path, answers, applicant, village
):
    folder = rich_folder(tmp_path)
    (folder / "letters" / "received.en.html").write_text(
        "<h1>Got it</h1>\n<p>{{ answers.home }}; {{ answers.children }}; {{ computed.children_income }};"
        " {{ settings.amount_illness }}; {{ answers.helper }}</p>"
    )
    service = publish(read_folder(folder))
    more = {"home": {"settlement": village, "street": "<b>1</b>"}, "children": [NINO, GIO]}
    case = apply(applicant, service, answers | more)
    with override("en"):
        letter = definition_for(case).letter("received", "en")
        assert letter is not None
        words = filled(letter.body, named_values(case, definition_for(case), letter.body))
    assert "Shemokmedi, &lt;b&gt;1&lt;/b&gt;; 1. Name: Nino" in words and "<br>2. Name: Gio" in words
    assert f"30{NARROW}₾; 500{NARROW}₾; —" in words
