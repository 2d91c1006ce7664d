"""What a person and the public see of look-ups, and what they never see."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from eroba.capabilities.registers import exports
from eroba.capabilities.registers.actions import ask_register, record_reply
from eroba.capabilities.registers.capability import looks_card
from eroba.capabilities.registers.models import LookUp, Outcome
from eroba.kernel.actions import Actor, system_actor
from eroba.kernel.audit.personal import destroy_key
from eroba.kernel.people.models import Account, Person
from eroba.kernel.people.numbers import set_personal_number
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db
GROUND = ("„პერსონალურ მონაცემთა დაცვის შესახებ“ კანონი", "Law on Personal Data Protection")


def look(
    by: Actor, person: Person, *, register: str = "social", official: str = "", **values: object
) -> LookUp:
    look_up = ask_register(
        by,
        person=person,
        register=register,
        fields=tuple(values) or ("social_score",),
        purpose=("პირობების შესამოწმებლად", "to check the conditions"),
        legal_ground=GROUND,
        case_number="",
    )
    record_reply(by, look_up=look_up, outcome=Outcome.FOUND, values=values or {"social_score": 41200})
    return look_up


@pytest.fixture
def browser(resident: Person) -> Client:
    client = Client()
    client.force_login(resident.account)
    return client


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_before_any_look_the_page_says_what_will_be_here(browser: Client) -> None:
    assert "Nobody has looked yet" in text_of(browser, "/en/me/who-looked/")
    assert "ჯერ არავის უნახავს" in text_of(browser, "/ka/me/who-looked/")


def test_a_look_tells_who_why_and_on_which_law_and_hides_the_value(
    browser: Client, resident: Person, clerk: Actor
) -> None:
    look_up = look(clerk, resident)
    page = text_of(browser, "/en/me/who-looked/")
    for words in (
        "Tea Clerk",
        "Social Service",
        "to check the conditions",
        GROUND[1],
        "rating score of the family",
    ):
        assert words in page
    assert "41200" not in page
    assert "41200" in text_of(browser, f"/en/me/who-looked/?show={look_up.pk}")
    assert GROUND[0] in text_of(browser, "/ka/me/who-looked/")


def test_nobody_opens_the_looks_of_somebody_else(resident: Person, clerk: Actor) -> None:
    look_up = look(clerk, resident)
    address = f"/en/me/who-looked/?show={look_up.pk}"
    assert Client().get(address).status_code == 302
    other = Account.objects.create_user("other@example.org", "a long password")
    Person.objects.create(account=other, given_name="ლუკა", family_name="გამოგონილი")
    client = Client()
    client.force_login(other)
    page = text_of(client, address)
    assert "41200" not in page
    assert "Tea Clerk" not in page


def test_own_looks_and_the_platforms_are_told_apart(
    browser: Client, resident: Person, applicant: Actor, in_ozurgeti: Municipality
) -> None:
    look(applicant, resident, register="civil", given_name="ნინო")
    look(system_actor("services"), resident)
    page = text_of(browser, "/en/me/who-looked/")
    assert "Civil register: you yourself" in page
    assert "Social Service Agency: the platform, by itself" in page
    assert "Civil register: you" not in text_of(browser, "/en/me/who-looked/?who=others")
    assert "Social Service Agency: the" not in text_of(browser, "/en/me/who-looked/?register=civil")


def test_a_strangers_try_to_be_you_is_shown_as_one(browser: Client, resident: Person) -> None:
    stranger = Account.objects.create_user("stranger@example.org", "a long password")
    asking = Actor(account_id=stranger.pk, roles=frozenset({"system"}))
    look(asking, resident, register="civil", given_name="ნინო")
    assert "somebody who signed in and gave your personal number" in text_of(browser, "/en/me/who-looked/")


@pytest.mark.parametrize(
    "query",
    [
        "register=moon",
        "year=abc",
        "who=everyone",
        "page=zzz",
        "page=99",
        "year=1066",
        "register=civil&who=self",
    ],
)
def test_strange_filters_break_nothing(browser: Client, resident: Person, clerk: Actor, query: str) -> None:
    look(clerk, resident)
    assert browser.get(f"/en/me/who-looked/?{query}").status_code == 200
    assert browser.get(f"/en/me/who-looked/looks.csv?{query}").status_code == 200
    assert browser.get("/en/me/who-looked/?show=zzz").status_code == 200


def test_looks_of_all_towns_stand_in_one_list(
    browser: Client, resident: Person, clerk: Actor, khobi: Municipality
) -> None:
    look(clerk, resident)
    with scope(khobi):
        there = Person.objects.create(account=resident.account, given_name="ნინო", family_name="გამოგონილი")
        look(system_actor("services"), there)
    page = text_of(browser, "/en/me/who-looked/")
    assert "2 looks" in page
    assert "Khobi" in page
    assert "Ozurgeti" in page


def test_the_number_of_queries_does_not_grow_with_the_looks(
    browser: Client, resident: Person, clerk: Actor
) -> None:
    counts = []
    for more in (1, 30):
        for _ in range(more):
            look(clerk, resident)
        with CaptureQueriesContext(connection) as asked:
            text_of(browser, "/en/me/who-looked/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[1] <= 12


def test_the_copy_as_csv_never_runs_in_a_spreadsheet(browser: Client, resident: Person, clerk: Actor) -> None:
    look_up = look(clerk, resident)
    assert look_up.purpose_en
    ask_register(
        clerk,
        person=resident,
        register="civil",
        fields=("given_name",),
        purpose=("=1+1", "=HYPERLINK(1)"),
        legal_ground=GROUND,
        case_number="OZU-1",
    )
    response = browser.get("/en/me/who-looked/looks.csv")
    assert "attachment" in response["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len(rows) == 3
    assert rows[1][7] == "'=HYPERLINK(1)"
    assert rows[1][10] == "asked, no answer"
    assert "41200" not in response.content.decode()


def test_the_copy_as_json_and_the_full_export_hold_the_values(
    browser: Client, resident: Person, clerk: Actor
) -> None:
    look(clerk, resident)
    looks = json.loads(browser.get("/en/me/who-looked/looks.json").content)["looks"]
    assert looks[0]["values"] == {"rating score of the family": "41200"}
    assert exports.look_ups_held(resident)[0]["legal_ground"] in GROUND


def test_my_page_says_how_often_others_looked(resident: Person, clerk: Actor, applicant: Actor) -> None:
    assert looks_card(applicant) == ()
    look(applicant, resident)
    assert looks_card(applicant) == ()
    look(clerk, resident)
    assert len(looks_card(applicant)) == 1


def test_the_town_publishes_its_count_without_small_numbers(resident: Person, clerk: Actor) -> None:
    assert "No paper fetched yet" in text_of(Client(), "/en/ozurgeti/registers/")
    for _ in range(4):
        look(clerk, resident)
    for _ in range(7):
        look(clerk, resident, register="civil", given_name="ნინო")
    Client().get("/en/ozurgeti/registers/")
    page = text_of(Client(), "/en/ozurgeti/registers/")
    assert "fewer than 5" in page
    assert ">7<" in page
    assert ">11<" not in page
    rows = list(
        csv.DictReader(
            io.StringIO(text_of(Client(), "/en/ozurgeti/registers/papers-fetched.csv").lstrip("\ufeff"))
        )
    )
    assert {row["register"]: row["count"] for row in rows} == {"civil": "7", "social": ""}


def test_the_public_page_touches_no_session_and_names_nobody(resident: Person, clerk: Actor) -> None:
    for _ in range(6):
        look(clerk, resident)
    response = Client().get("/ka/ozurgeti/registers/")
    assert not response.cookies
    assert "public" in response["Cache-Control"]
    assert "Tea Clerk" not in response.content.decode()
    assert "Cookie" not in response.get("Vary", "")


def test_an_erased_persons_look_keeps_its_row_and_loses_its_value(
    browser: Client, resident: Person, clerk: Actor
) -> None:
    set_personal_number(resident, "99000000101")
    look_up = look(clerk, resident)
    destroy_key(resident.pk)
    page = text_of(browser, f"/en/me/who-looked/?show={look_up.pk}")
    assert "Nothing was kept." in page
    assert "41200" not in page
