"""My page, one's details, saying who one is and the way to the desk, as pages: two towns, roles, wrong input."""

import io
import json
import re
import zipfile

import pytest
from django.test import Client

from conftest import appoint
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.people.models import Account, Appointment, Person, Role
from eroba.kernel.people.tests.conftest import NUMBER, is_locked
from eroba.kernel.people.views.my_home import TOWNS_TO_CHOOSE
from eroba.kernel.registry import Capability, Card, MenuEntry, shelf
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db
TYPED = {
    "personal_number": NUMBER,
    "family_name": "გამოგონილი",
    "birth_date_day": "12",
    "birth_date_month": "4",
    "birth_date_year": "1988",
}


def browser_of(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def known(resident) -> Client:
    return browser_of(resident.account)


def test_whoever_is_not_signed_in_is_sent_to_sign_in_and_back(ozurgeti, client):
    for page in ("/ka/me/", "/ka/me/details/", "/ka/ozurgeti/identify/", "/ka/ozurgeti/desk/"):
        answer = client.get(page)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/ka/account/login/?next=%2Fka%2F")


def test_identify_leads_back_to_where_one_wanted_to_go(ozurgeti, register, as_newcomer):
    page = "/ka/ozurgeti/identify/?next=/ka/me/details/"
    assert as_newcomer.get(page).status_code == 200
    answer = as_newcomer.post(page, TYPED)
    assert (answer.status_code, answer["Location"]) == (302, "/ka/me/details/")
    assert as_newcomer.get(page)["Location"] == "/ka/me/details/"
    assert "•••••••••45" in as_newcomer.get("/ka/me/details/").content.decode()
    assert NUMBER not in as_newcomer.get("/ka/me/details/").content.decode()


@pytest.mark.parametrize(
    ("change", "words", "status"),
    [
        ({"personal_number": "12"}, "11 digits", 422),
        ({"birth_date_year": "2999"}, "past", 422),
        ({"birth_date_day": "31"}, "no such date", 422),
        ({"family_name": ""}, "Enter your family name", 422),
        ({"family_name": "სხვა"}, "do not belong together", 422),
    ],
    ids=str,
)
def test_wrong_input_is_explained_and_kept(ozurgeti, register, as_newcomer, change, words, status):
    answer = as_newcomer.post("/en/ozurgeti/identify/", {**TYPED, **change})
    text = answer.content.decode()
    assert answer.status_code == status and words in text and "error-summary" in text
    assert 'value="1988"' in text or "birth_date_year" in change


def test_a_silent_register_keeps_what_was_typed(ozurgeti, register, as_newcomer):
    register.is_silent = True
    answer = as_newcomer.post("/en/ozurgeti/identify/", TYPED)
    assert answer.status_code == 503 and f'value="{NUMBER}"' in answer.content.decode()


def test_too_many_tries_are_told_when_to_come_back(ozurgeti, register, as_newcomer):
    for _try in range(5):
        as_newcomer.post("/en/ozurgeti/identify/", {**TYPED, "family_name": "სხვა"})
    answer = as_newcomer.post("/en/ozurgeti/identify/", TYPED)
    assert answer.status_code == 429 and "try again after" in answer.content.decode()


def test_my_page_tells_a_newcomer_the_next_step(ozurgeti, as_newcomer):
    text = as_newcomer.get("/en/me/").content.decode()
    assert "Tell us who you are" in text and 'href="/en/ozurgeti/identify/?next=/en/me/"' in text
    Municipality.objects.update(is_open=True)
    if Municipality.objects.count() > TOWNS_TO_CHOOSE:
        text = as_newcomer.get("/en/me/").content.decode()
        assert "/identify/" not in text and "Choose a municipality" in text


def test_my_page_greets_and_offers_something_to_start(known, resident):
    text = known.get("/en/me/").content.decode()
    assert "<h1>Good day, Nino</h1>" in text
    assert re.search(r'<a class="e-button[^>]+href="/en/ozurgeti/services/"[^>]*>\s*Find a service', text)


def test_what_is_urgent_stands_first(known, monkeypatch):
    def cards(actor):
        kinds = ["good", "attention", "late"]
        return [Card(title=f"It is {kind}", status=kind, status_kind=kind) for kind in kinds]

    monkeypatch.setattr(shelf, "_shelf", {"cards": Capability(name="cards", title="Cards", my_cards=[cards])})
    text = known.get("/en/me/").content.decode()
    assert text.index("It is late") < text.index("It is attention") < text.index("It is good")


def test_an_official_may_say_who_they_are_as_a_resident(in_ozurgeti):
    text = browser_of(appoint("clerk@example.org", "clerk", "ა", "A")).get("/en/me/").content.decode()
    assert "Go to the desk" in text and 'href="/en/ozurgeti/identify/?next=/en/me/"' in text


@pytest.fixture
def many_cards(monkeypatch):
    def cards(actor):
        return [Card(title=f"Card {n} of {actor.person_id}", address="/ka/") for n in range(30)]

    manifest = Capability(name="cards", title="Cards", my_cards=[cards])
    monkeypatch.setitem(shelf._shelf, "cards", manifest)


def test_my_page_shows_each_town_its_own_cards(known, resident, khobi, many_cards):
    with scope(khobi):
        there = Person.objects.create(account=resident.account, given_name="ნინო", family_name="გამოგონილი")
    text = known.get("/en/me/").content.decode()
    assert text.index("Ozurgeti") != -1 and "Khobi" in text
    assert f"Card 1 of {resident.pk}" in text and f"Card 1 of {there.pk}" in text


def test_my_page_asks_few_questions_however_much_there_is(known, many_cards, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        known.get("/en/me/")
    with django_assert_max_num_queries(12):
        known.get("/en/me/details/")


def test_a_contact_is_changed_and_journaled_without_being_readable(known, resident):
    page = "/en/me/details/ozurgeti/"
    assert known.get(page).status_code == 200
    answer = known.post(page, {"phone": "599 12 34 56", "address": "Street 5"}, follow=True)
    assert "599 12 34 56" in answer.content.decode() and "were saved" in answer.content.decode()
    with scope(resident.municipality):
        entry = JournalEntry.objects.get(action="people.update_contact")
    assert entry.after == {"changed": ["address", "phone"]} and entry.personal
    assert is_locked(entry.personal)


@pytest.mark.parametrize("phone", ["12", "call me", "599 12 34 5x"])
def test_a_phone_that_is_none_is_refused(known, phone):
    answer = known.post("/en/me/details/ozurgeti/", {"phone": phone, "address": ""})
    assert answer.status_code == 422 and "six digits" in answer.content.decode()


def test_a_settlement_of_another_town_cannot_be_chosen(known, khobi):
    from eroba.kernel.tenancy.models import Settlement

    with scope(khobi):
        there = Settlement.objects.create(name_ka="ბია-ტესტი", name_en="Bia")
    answer = known.post("/en/me/details/ozurgeti/", {"phone": "", "address": "", "settlement": str(there.pk)})
    assert answer.status_code == 422


def test_nobody_reaches_the_details_of_a_town_where_they_are_nobody(known, khobi, as_newcomer):
    assert known.get("/ka/me/details/khobi/").status_code == 404
    assert known.post("/ka/me/details/khobi/copy/").status_code == 404
    assert as_newcomer.get("/ka/me/details/ozurgeti/").status_code == 404


def test_a_copy_of_everything_can_be_taken(known, resident):
    known.post("/en/me/details/ozurgeti/", {"phone": "599 12 34 56", "address": "Street 5"})
    answer = known.post("/en/me/details/ozurgeti/copy/")
    assert "attachment" in answer["Content-Disposition"]
    packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    held = json.loads(packed.read("my-data.json"))["holdings"]["people"]
    assert (held["phone"], held["e_mail"]) == ("599 12 34 56", "resident@example.org")
    assert held["journal"][0]["values"]["after"]["phone"] == "599 12 34 56"
    assert known.get("/en/me/details/ozurgeti/copy/").status_code == 405


def test_the_language_of_letters_is_chosen(known, resident):
    known.post("/ka/me/details/", {"language": "en"})
    assert Account.objects.get(pk=resident.account_id).language == "en"
    assert known.post("/ka/me/details/", {"language": "xx"}).status_code == 200


@pytest.mark.parametrize("role", Role.values)
def test_the_desk_opens_to_posts_of_this_town_only(in_ozurgeti, khobi, role, monkeypatch):
    entry = MenuEntry(title="Work", route="people:identify", place="desk", roles=frozenset({role}))
    monkeypatch.setattr(shelf, "_shelf", {"work": Capability(name="work", title="Work", menu=[entry])})
    official = browser_of(appoint(f"{role}@example.org", role, "ა", "A"))
    assert official.get("/en/ozurgeti/desk/")["Location"] == "/en/ozurgeti/identify/"
    refused = official.get("/en/khobi/desk/")
    assert refused.status_code == 403 and "officials of Khobi" in refused.content.decode()


def test_a_post_that_ended_opens_nothing(in_ozurgeti):
    account = appoint("clerk@example.org", "clerk", "ა", "A")
    Appointment.objects.update(from_on="2020-01-01", until_on="2020-12-31")
    assert browser_of(account).get("/ka/ozurgeti/desk/").status_code == 403


def test_a_desk_without_work_says_so(in_ozurgeti, monkeypatch):
    monkeypatch.setattr(shelf, "_shelf", {})
    account = appoint("auditor@example.org", "auditor", "ა", "A")
    answer = browser_of(account).get("/en/ozurgeti/desk/")
    assert answer.status_code == 200 and "Nothing is here yet" in answer.content.decode()


def test_a_resident_is_refused_at_the_desk_in_words(known):
    answer = known.get("/ka/ozurgeti/desk/")
    assert answer.status_code == 403 and "resident@example.org" in answer.content.decode()
