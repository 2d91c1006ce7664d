"""The programming interface: the catalogue for everybody, one's own applications for oneself."""

import pytest
from django.test import Client

from eroba.capabilities.services import actions
from eroba.capabilities.services.tests.people import apply
from eroba.kernel.people.models import Account, Person

pytestmark = pytest.mark.django_db
API = "/api/v1/ozurgeti"


def test_the_catalogue_is_open_to_everybody(client, service):
    listed = client.get(f"{API}/services").json()
    assert [one["code"] for one in listed] == ["one-off-social-assistance"]
    assert listed[0]["title"]["ka"] == "ერთჯერადი სოციალური დახმარება"
    one = client.get(f"{API}/services/one-off-social-assistance").json()
    assert {"code", "citation", "is_verified"} <= set(one["legal_basis"][0])
    assert one["address"].endswith("/ozurgeti/services/one-off-social-assistance/")
    assert client.get(f"{API}/services/nothing").status_code == 404


def test_my_applications_are_mine(client, service, answers, applicant, resident):
    case = apply(applicant, service, answers)
    assert client.get(f"{API}/applications").status_code == 401
    client.force_login(resident.account)
    assert [one["number"] for one in client.get(f"{API}/applications").json()] == [case.matter.number]
    one = client.get(f"{API}/applications/{case.matter.number}").json()
    assert one["stage"] == "completeness"
    assert "application.received" in [step["name"] for step in one["steps"]]
    stranger = Client()
    account = Account.objects.create_user("stranger@example.org", "a long password")
    Person.objects.create(account=account, given_name="უცხო", family_name="კაცი")
    stranger.force_login(account)
    assert stranger.get(f"{API}/applications").json() == []
    assert stranger.get(f"{API}/applications/{case.matter.number}").status_code == 404


def test_the_description_of_the_interface_can_be_read(client):
    described = client.get("/api/v1/openapi.json").json()
    assert any("applications/{number}" in path for path in described["paths"])


def test_what_is_asked_of_me_stands_beside_how_it_stands(
    client, service, answers, applicant, resident, clerk
):
    case = apply(applicant, service, answers)
    client.force_login(resident.account)
    address = f"{API}/applications/{case.matter.number}"
    assert client.get(address).json()["asked_of_you"] is None
    actions.request_missing_paper(
        clerk, case=case, edition=case.edition, title="A doctor’s note", reason="It was not attached."
    )
    said = client.get(address).json()
    asked = said["asked_of_you"]
    assert said["waits_for"] == "applicant"
    assert (asked["title"], asked["reason"]) == ("A doctor’s note", "It was not attached.")
    assert asked["until"] and asked["address"].endswith(f"/applications/{case.matter.number}/papers/")
