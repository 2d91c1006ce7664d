"""Open311 GeoReport v2: the names of the published specification, real cases, and clear errors."""

import json
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eroba.capabilities.services import actions
from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.georeport.xml import as_xml
from eroba.capabilities.services.models import Case, CaseNote
from eroba.capabilities.services.tests.conftest import SEED
from eroba.capabilities.services.tests.people import fresh, publish
from eroba.kernel.api.actions import register_app, switch_app_off
from eroba.kernel.api.models import App
from eroba.kernel.matters.queries import timeline
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.tenancy.models import Settlement
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db
BASE = "/open311/v2"
TOWN = "jurisdiction_id=ozurgeti"
POTHOLE = "report-a-problem.pothole"
PLACE = {"lat": "41.92361", "long": "42.00663"}
# The names of the specification (GeoReport v2).
SERVICE = ["service_code", "service_name", "description", "metadata", "type", "keywords", "group"]
ATTRIBUTE = [
    "variable", "code", "datatype", "required", "datatype_description", "order", "description", "values",
]  # fmt: skip
REQUEST = [
    "service_request_id", "status", "status_notes", "service_name", "service_code", "description",
    "agency_responsible", "service_notice", "requested_datetime", "updated_datetime", "expected_datetime",
    "address", "address_id", "zipcode", "lat", "long", "media_url",
]  # fmt: skip


@pytest.fixture
def village(in_ozurgeti):
    return Settlement.objects.create(
        name_ka="ნატანები", name_en="Natanebi", latitude="41.92500", longitude="41.99000"
    )


@pytest.fixture
def published(village):
    return publish(read_folder(SEED / "report-a-problem"))


@pytest.fixture
def api_key(published, head) -> str:
    """The key of an app that the town lets send reports."""
    made = register_app(
        head, kind="partner", name="FixMyTown", run_by="Guria Apps", contact="dev@app.example",
        scopes=["reports:send"], redirect_uris="",
    )  # fmt: skip
    return f"{made.app.client.client_id}.{made.secret}"


def read(path: str, **headers: str) -> Any:
    answer = Client().get(f"{BASE}/{path}", headers=headers)
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def send(own_key: str, ending: str = "json", **arguments: str) -> Any:
    sent = {"jurisdiction_id": "ozurgeti", "service_code": POTHOLE, "api_key": own_key} | arguments
    return Client().post(f"{BASE}/requests.{ending}", sent, headers={"accept-language": "en"})


def test_discovery_and_services_have_the_names_of_the_specification(published):
    found = read("discovery.json")
    assert list(found) == ["changeset", "contact", "key_service", "endpoints"]
    assert list(found["endpoints"][0]) == ["specification", "url", "changeset", "type", "formats"]
    assert found["endpoints"][0]["url"].endswith("/open311/v2")
    services = read(f"services.json?{TOWN}", **{"accept-language": "en"})
    assert [list(one) for one in services] == [SERVICE] * 7
    assert services[0]["service_code"] == POTHOLE and services[0]["type"] == "realtime"
    assert services[0]["service_name"] == "A pothole or damaged road"
    assert read(f"services.json?{TOWN}&locale=ka")[0]["service_name"] == "ორმო ან დაზიანებული გზა"


def test_a_definition_says_what_else_may_be_told(published, village):
    said = read(f"services/{POTHOLE}.json?{TOWN}&locale=en")
    assert list(said) == ["service_code", "attributes"]
    assert [list(one) for one in said["attributes"]] == [ATTRIBUTE] * len(said["attributes"])
    by_code = {one["code"]: one for one in said["attributes"]}
    assert set(by_code) == {"is_dangerous", "place_settlement"}, "nothing about a person is asked"
    assert by_code["is_dangerous"]["values"] == [{"key": "no", "name": "No"}, {"key": "yes", "name": "Yes"}]
    assert {"key": str(village.pk), "name": "Natanebi"} in by_code["place_settlement"]["values"]


def test_a_report_is_a_real_case_and_its_status_is_that_of_the_page(api_key, clerk, head, village, registers):
    answer = send(
        api_key, description="A deep hole", first_name="Gia", email="gia@example.org",
        media_url="https://pictures.example/1.jpg", **PLACE,
    )  # fmt: skip
    assert answer.status_code == 201 and list(answer.json()[0]) == [
        "service_request_id",
        "service_notice",
        "account_id",
    ]
    number = answer.json()[0]["service_request_id"]
    case = Case.objects.get(matter__number=number)
    assert case.answers["description"] == "A deep hole" and case.person.given_name == "Gia"
    assert case.public_report.settlement == village and case.public_report.sent_with == "FixMyTown"
    note = case.opened(CaseNote.objects.get(case=case).text_locked)
    assert "gia@example.org" in note and "pictures.example" in note
    one = read(f"requests/{number}.json?{TOWN}&locale=en")[0]
    assert (
        list(one) == REQUEST and one["status"] == "open" and (one["lat"], one["long"]) == (41.92361, 42.00663)
    )
    assert one["description"] is None and "Gia" not in json.dumps(one)
    decide(case, clerk, head)
    one = read(f"requests/{number}.json?{TOWN}&locale=en")[0]
    assert (one["status"], one["status_notes"]) == ("closed", "Fixed")
    page = Client().get(f"/en/ozurgeti/services/reports/{number}/").content.decode()
    assert "Fixed" in page and "41.92361" in page and "gia@" not in page and "A deep hole" not in page
    assert timeline(fresh(case).matter, audience="public")[-1].name == "report.answered"


def decide(case: Case, clerk: Any, head: Any) -> None:
    """Let the town hall answer."""
    case = fresh(case)
    actions.accept_as_complete(clerk, case=case, edition=case.edition)
    while deliver_due():
        pass
    for code in ("was_found", "is_ours", "is_fixed"):
        case = fresh(case)
        actions.record_finding(clerk, case=case, edition=case.edition, fact_code=code, value=True)
    case = fresh(case)
    decision = actions.propose_decision(clerk, case=case, edition=case.edition)
    case = fresh(case)
    actions.approve_decision(head, case=case, decision=decision, edition=case.edition)
    while deliver_due():
        pass


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        ({}, 400, "Say where it is"),
        ({"lat": "41.9"}, 400, "send both or neither"),
        ({"lat": "north", "long": "42"}, 400, "degrees"),
        ({"lat": "NaN", "long": "42"}, 400, "not in Georgia"),
        ({"lat": "48.85", "long": "2.35"}, 400, "not in Georgia"),
        ({"lat": "41.7", "long": "44.8"}, 400, "far from every settlement"),
        ({"address_id": "5", **PLACE}, 400, "address_id"),
        ({"service_code": "", **PLACE}, 400, "service_code is missing"),
        ({"service_code": "report-a-problem.dragon", **PLACE}, 404, "no service_code"),
        ({"jurisdiction_id": "", **PLACE}, 400, "jurisdiction_id is missing"),
        ({"jurisdiction_id": "nowhere", **PLACE}, 404, "no such jurisdiction_id"),
        ({"api_key": "", **PLACE}, 403, "api_key is missing"),
        ({"api_key": "wrong.key", **PLACE}, 403, "not good"),
        ({"description": "x" * 4001, **PLACE}, 400, "longer than"),
        ({"attribute[given_name]": "Gia", **PLACE}, 400, "no such attribute"),
        ({"attribute[is_dangerous]": "perhaps", **PLACE}, 400, "is_dangerous"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_and_nothing_is_made(api_key, arguments, status, words):
    answer = send(api_key, **arguments)
    assert answer.status_code == status and words in answer.json()[0]["description"]
    assert answer.json()[0]["code"] == status and not Case.objects.exists()
    as_xml_too = ElementTree.fromstring(send(api_key, "xml", **arguments).content)
    assert as_xml_too.tag == "errors" and words in as_xml_too.find("error/description").text


def test_words_alone_are_a_place_too_and_the_same_key_makes_one_case(api_key):
    sent = {"jurisdiction_id": "ozurgeti", "service_code": POTHOLE, "api_key": api_key}
    sent["address_string"] = "Natanebi, school"
    numbers = {
        Client()
        .post(f"{BASE}/requests.json", sent, headers={"idempotency-key": "of-my-phone-1"})
        .json()[0]["service_request_id"]
        for _time in range(2)
    }
    assert len(numbers) == 1 and Case.objects.count() == 1
    assert Case.objects.get().public_report.words == "Natanebi, school"


def test_lists_are_narrowed_and_paged(api_key):
    numbers = [send(api_key, **PLACE).json()[0]["service_request_id"] for _time in range(3)]
    send(api_key, service_code="report-a-problem.lamp", **PLACE)

    def found(query: str) -> list[str]:
        return [one["service_request_id"] for one in read(f"requests.json?{TOWN}&{query}")]

    assert set(found(f"service_code={POTHOLE}")) == set(numbers)
    assert set(found(f"service_request_id={numbers[0]},{numbers[1]}")) == set(numbers[:2])
    assert len(found("page=2&page_size=3")) == 1 and found("page=9") == []
    assert (
        len(found("status=open")) == 4
        and found("status=closed") == []
        and len(found("status=open,closed")) == 4
    )
    assert found("end_date=2020-01-01T00:00:00Z") == []
    assert len(found("start_date=2020-01-01T00:00:00%2B04:00")) == 4
    for wrong in ("status=lost", "start_date=yesterday", "page=0", "page_size=5000", "page=x"):
        answer = Client().get(f"{BASE}/requests.json?{TOWN}&{wrong}")
        assert answer.status_code == 400 and answer.json()[0]["description"]


def test_xml_says_the_same(api_key):
    number = send(api_key, "xml", **PLACE)
    made = ElementTree.fromstring(number.content)
    number = made.find("request/service_request_id").text
    one = ElementTree.fromstring(Client().get(f"{BASE}/requests/{number}.xml?{TOWN}").content)
    assert [part.tag for part in one.find("request")] == REQUEST
    services = ElementTree.fromstring(Client().get(f"{BASE}/services.xml?{TOWN}").content)
    assert [part.tag for part in services.find("service")] == SERVICE
    said = ElementTree.fromstring(Client().get(f"{BASE}/services/{POTHOLE}.xml?{TOWN}").content)
    assert [part.tag for part in said.find("attributes/attribute")] == ATTRIBUTE
    assert said.find("attributes/attribute/values/value/key") is not None
    assert (
        ElementTree.fromstring(Client().get(f"{BASE}/discovery.xml").content).find("endpoints/endpoint/url")
        is not None
    )


def test_the_other_town_knows_neither_the_report_nor_the_key(api_key, khobi):
    number = send(api_key, **PLACE).json()[0]["service_request_id"]
    assert Client().get(f"{BASE}/requests/{number}.json?jurisdiction_id=khobi").status_code == 404
    assert read("requests.json?jurisdiction_id=khobi") == read("services.json?jurisdiction_id=khobi") == []
    with scope(khobi):
        publish(read_folder(SEED / "report-a-problem"))
    assert send(api_key, jurisdiction_id="khobi", **PLACE).status_code == 403


def test_an_app_without_leave_or_switched_off_cannot_send(api_key, head, in_ozurgeti):
    assert send(api_key, **PLACE).status_code == 201
    switch_app_off(head, app=App.objects.get())
    assert send(api_key, **PLACE).status_code == 403


TEXT = st.text(max_size=30)
SEARCHED = ["service_code", "service_request_id"]
NAMES = ["lat", "long", "address_string", "description", "first_name", "media_url", "attribute[is_dangerous]"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=st.dictionaries(st.sampled_from([*NAMES, "attribute[x]", "attribute[["]), TEXT))
def test_whatever_is_sent_gets_an_answer(api_key, sent):
    answer = send(api_key, **sent)
    assert answer.status_code in (201, 400) and answer.json()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.dictionaries(
        st.sampled_from(
            ["status", "start_date", "end_date", "page", "page_size", "service_code", "service_request_id"]
        ),
        TEXT,
    )
)
def test_whatever_is_asked_gets_an_answer(published, query):
    answer = Client().get(f"{BASE}/requests.xml", {"jurisdiction_id": "ozurgeti"} | query)
    assert answer.status_code in (200, 400) and ElementTree.fromstring(answer.content) is not None


@given(st.text())
def test_any_words_can_stand_in_xml(words):
    assert ElementTree.fromstring(as_xml("errors", [{"description": words}])) is not None
