"""The applicant is concerned by the matter: reads its thread, and sees which official opened the application."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from eroba.capabilities.services.tests.desk_visits import Desk
from eroba.capabilities.services.tests.people import apply
from eroba.capabilities.services.views.looks import looks_at_applications
from eroba.kernel.matters.models import Party
from eroba.kernel.matters.queries import timeline
from eroba.kernel.people.models import Account, Person
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_desk(clerk):
    return Desk(clerk.account_id)


@pytest.fixture
def at_heads_desk(head):
    return Desk(head.account_id)


@pytest.fixture
def case(service, answers, registers, applicant):
    """An application that has just come in."""
    return apply(applicant, service, answers)


@pytest.fixture
def own(resident):
    client = Client()
    client.force_login(resident.account)
    return client


def test_whoever_applies_is_a_party_and_opens_the_thread(case, own):
    assert [party.person_id for party in Party.objects.filter(matter=case.matter)] == [case.person_id]
    address = f"/en/ozurgeti/thread/{case.matter.number}/"
    assert own.get(address).status_code == 200
    stranger = Client()
    stranger.force_login(Account.objects.create_user("stranger@example.org", "a long password"))
    assert stranger.get(address).status_code == 403


def test_the_applicant_reads_who_opened_the_application(case, own, at_desk, at_heads_desk):
    page = f"/en/ozurgeti/services/applications/{case.matter.number}/"
    assert "No official has opened" in own.get(page).content.decode()
    with CaptureQueriesContext(connection) as before:
        own.get(page)
    for desk in (at_desk, at_heads_desk):
        desk.see(case)
    with CaptureQueriesContext(connection) as after:
        seen = own.get(page).content.decode()
    assert "Tea Clerk" in seen and "An official opened the application." in seen
    assert len(after) == len(before), "who looked must not cost the page a question to the database"


def test_a_look_is_no_step_of_the_timeline(case, at_desk):
    at_desk.see(case)
    assert "application.looked_at" not in [entry.name for entry in timeline(case.matter, audience="staff")]
    assert "An official opened" not in at_desk.see(case)


def test_all_looks_stand_in_one_list_on_my_page(case, own, at_desk, at_heads_desk):
    at_desk.see(case)
    at_heads_desk.see(case)
    page = own.get("/en/me/who-looked/").content.decode()
    assert "In the town hall: Tea Clerk" in page and case.matter.number in page and "opened" in page
    assert "In the town hall" not in own.get("/en/me/who-looked/?who=self").content.decode().split("<ol")[-1]
    assert "Tea Clerk" in own.get("/en/me/who-looked/?register=opened").content.decode()
    assert "Tea Clerk" in own.get("/en/me/who-looked/looks.csv").content.decode()
    assert "Tea Clerk" not in own.get("/en/me/who-looked/?year=2025").content.decode()


def test_nobody_sees_who_opened_anothers_application(case, at_desk, khobi):
    at_desk.see(case)
    other = Person.objects.create(given_name="ლუკა", family_name="გამოგონილი", is_invented=True)
    assert looks_at_applications(other) == []
    with scope(khobi):
        assert looks_at_applications(case.person) == []


def test_my_page_stays_within_its_questions_when_officials_have_looked(case, own, at_desk):
    at_desk.see(case)
    own.get("/ka/me/")
    with CaptureQueriesContext(connection) as asked:
        page = own.get("/ka/me/").content.decode()
    assert "who-looked" in page
    assert len([query for query in asked if "SAVEPOINT" not in query["sql"]]) <= 12
