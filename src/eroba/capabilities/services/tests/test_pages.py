"""The applicant's pages: catalogue, form, receipt, my application; in a fixed number of queries, in both languages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from eroba.capabilities.services import actions
from eroba.capabilities.services.models import Case, Draft, SourceAnswer
from eroba.capabilities.services.queries.cases import registers_that_found
from eroba.capabilities.services.tests.people import PNG, apply, fresh
from eroba.kernel.actions import system_actor
from eroba.kernel.ui.numbers import NARROW

pytestmark = pytest.mark.django_db
BASE = "/en/ozurgeti/services"
SERVICE = f"{BASE}/one-off-social-assistance"
MOST_QUERIES = 12


@pytest.fixture
def browser(resident, service, registers) -> Client:
    """The resident, signed in."""
    client = Client()
    client.force_login(resident.account)
    return client


def type_everything(browser: Client, answers: dict) -> None:
    """Fill in every page as a person would."""
    year, month, day = answers["birth_date"].split("-")
    typed = answers | {"birth_date_day": day, "birth_date_month": month, "birth_date_year": year}
    for page, shown in {
        "about-you": "given_name,family_name,birth_date,personal_number,registered_address,settlement",
        "household": "household_size,children_count",
        "reason": "reason",
        "money": "monthly_income",
        "papers": "medical_note",
        "payment": "iban,account_holder",
        "declaration": "truth,look_up",
    }.items():
        codes = shown.split(",")
        sent = {key: value for key, value in typed.items() if key in codes or key.startswith("birth_date_")}
        answer = browser.post(f"{SERVICE}/apply/pages/{page}/", sent | {"shown": shown})
        assert answer.status_code == 302, page


@pytest.mark.parametrize("language", ["ka", "en"])
def test_anybody_reads_the_catalogue_without_a_session(
    client, service, language, django_assert_max_num_queries
):
    client.get(f"/{language}/ozurgeti/services/")
    with django_assert_max_num_queries(MOST_QUERIES):
        page = client.get(f"/{language}/ozurgeti/services/")
    assert page.status_code == 200
    assert "public" in page["Cache-Control"]
    assert not page.cookies
    title = {"ka": "ერთჯერადი სოციალური დახმარება", "en": "One-off social assistance"}[language]
    assert title in page.content.decode()
    one = client.get(f"/{language}/ozurgeti/services/one-off-social-assistance/")
    assert title in one.content.decode() and not one.cookies


@pytest.mark.parametrize("typed", ["assistance", "დახმარება", "daxmareba", "ავადმყოფობა"])
def test_a_service_is_found_in_both_scripts(client, service, typed):
    assert "One-off social assistance" in client.get(BASE + "/", {"q": typed}).content.decode()
    assert "Nothing found" in client.get(BASE + "/", {"q": "zzz"}).content.decode()


def test_who_is_not_signed_in_is_sent_to_sign_in(client, service):
    answer = client.get(f"{SERVICE}/apply/")
    assert answer.status_code == 302 and "/account/login/" in answer["Location"]


def test_from_start_to_receipt(browser, answers, registers):
    assert "Before you begin" in browser.get(f"{SERVICE}/apply/").content.decode()
    assert browser.post(f"{SERVICE}/apply/").status_code == 302
    assert ("civil", "") in registers.asked
    about = browser.get(f"{SERVICE}/apply/pages/about-you/").content.decode()
    assert "ნიმუშაძე" in about and "From the register: Civil register" in about
    type_everything(browser, answers)
    check = browser.get(f"{SERVICE}/apply/check/").content.decode()
    assert "GE29 NB00 0000 0101 9049 17" in check and f"900{NARROW}₾" in check
    sent = browser.post(f"{SERVICE}/apply/send/")
    case = Case.objects.select_related("matter").get()
    assert sent["Location"] == f"{BASE}/applications/{case.matter.number}/received/"
    receipt = browser.get(sent["Location"]).content.decode()
    assert case.matter.number in receipt and "data:image/svg" in receipt
    again = browser.post(f"{SERVICE}/apply/send/")
    assert again["Location"] == sent["Location"]
    assert Case.objects.count() == 1


def test_what_was_typed_wrong_stays_and_is_said_beside_the_field(browser):
    browser.post(f"{SERVICE}/apply/")
    typed = {"household_size": "a lot", "children_count": "1", "shown": "household_size,children_count"}
    answer = browser.post(f"{SERVICE}/apply/pages/household/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Write a number in digits" in page and 'value="a lot"' in page


def test_a_question_an_answer_opens_is_asked_kindly(browser):
    browser.post(f"{SERVICE}/apply/")
    answer = browser.post(f"{SERVICE}/apply/pages/reason/", {"reason": "other", "shown": "reason"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "One more question" in page and 'name="other_reason"' in page and "Fill this in" not in page
    answer = browser.post(
        f"{SERVICE}/apply/pages/reason/", {"reason": "other", "shown": "reason,other_reason"}
    )
    assert answer.status_code == 422 and "Fill this in" in answer.content.decode()


def test_saving_for_later_asks_nothing(browser):
    browser.post(f"{SERVICE}/apply/")
    typed = {"household_size": "", "shown": "household_size,children_count", "later": "1"}
    answer = browser.post(f"{SERVICE}/apply/pages/household/", typed, follow=True)
    assert "Saved. You can go on whenever you like" in answer.content.decode()


def test_a_program_with_another_name_is_refused_and_the_rest_kept(browser, answers):
    browser.post(f"{SERVICE}/apply/")
    browser.post(f"{SERVICE}/apply/pages/reason/", {"reason": "illness", "shown": "reason"})
    sent = {"medical_note": SimpleUploadedFile("note.pdf", b"MZ\x90\x00program"), "shown": "medical_note"}
    answer = browser.post(f"{SERVICE}/apply/pages/papers/", sent)
    assert answer.status_code == 422
    assert "a program for Windows" in answer.content.decode()
    sent = {"medical_note": SimpleUploadedFile("note.png", PNG), "shown": "medical_note"}
    assert browser.post(f"{SERVICE}/apply/pages/papers/", sent).status_code == 302
    assert "note.png" in browser.get(f"{SERVICE}/apply/pages/papers/").content.decode()
    kept = browser.post(f"{SERVICE}/apply/pages/papers/", {"shown": "medical_note"})
    assert kept.status_code == 302 and "medical_note" in Draft.objects.get().answers
    browser.post(f"{SERVICE}/apply/pages/papers/", {"shown": "medical_note", "medical_note-remove": "1"})
    assert "medical_note" not in Draft.objects.get().answers


def test_a_silent_register_is_no_hindrance(browser, registers):
    registers.silent.add("civil")
    page = browser.post(f"{SERVICE}/apply/", follow=True).content.decode()
    assert "please type what we could not fetch" in page


def test_a_closed_service_keeps_the_answers(browser, service, answers):
    browser.post(f"{SERVICE}/apply/")
    type_everything(browser, answers)
    actions.close_service(system_actor("test"), service=service)
    page = browser.post(f"{SERVICE}/apply/send/", follow=True).content.decode()
    assert "Your answers are kept" in page
    assert Draft.objects.get().answers["monthly_income"] == "900.00"
    assert "no new applications" in browser.get(f"{SERVICE}/").content.decode()


def test_somebody_elses_application_does_not_exist(client, service, registers, answers, applicant, clerk):
    case = apply(applicant, service, answers)
    stranger = Client()
    from eroba.kernel.people.models import Account, Person

    account = Account.objects.create_user("stranger@example.org", "a long password")
    Person.objects.create(account=account, given_name="უცხო", family_name="კაცი")
    stranger.force_login(account)
    for end in ("", "received/", "appeal/", "withdraw/", "papers/"):
        assert stranger.get(f"{BASE}/applications/{case.matter.number}/{end}").status_code == 404


def test_my_application_costs_few_queries(
    browser, service, answers, applicant, django_assert_max_num_queries
):
    case = apply(applicant, service, answers)
    address = f"{BASE}/applications/{case.matter.number}/"
    browser.get(address)
    with django_assert_max_num_queries(MOST_QUERIES):
        page = browser.get(address).content.decode()
    assert "Checking the application" in page and "How the days are counted" in page
    with django_assert_max_num_queries(MOST_QUERIES):
        assert case.matter.number in browser.get(f"{BASE}/applications/").content.decode()


def test_withdrawing(browser, service, answers, applicant):
    case = apply(applicant, service, answers)
    address = f"{BASE}/applications/{case.matter.number}/withdraw/"
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"edition": case.edition}).status_code == 302
    assert fresh(case).outcome == "withdrawn"
    assert "moved on" in browser.get(address).content.decode()


def test_only_what_was_found_is_called_fetched(service, answers, applicant):
    case = apply(applicant, service, answers)
    said = SourceAnswer.Source
    for code, source, found in (
        ("civil", said.REGISTER, True), ("social", said.REGISTER, False), ("reason_confirmed", said.OFFICIAL, True),
    ):  # fmt: skip
        SourceAnswer.objects.create(case=case, source=source, code=code, found=found)
    assert registers_that_found(case) == {"civil"}
