"""The desk's pages about webhooks: setting one up, its secret shown once, trying it, and only for those who may."""

import pytest
from django.test import Client

from eroba.kernel.people.models import Account
from eroba.kernel.webhooks.models import Call, Webhook
from eroba.kernel.webhooks.tests.conftest import ADDRESS, deliver_all

pytestmark = pytest.mark.django_db
DESK = "/en/ozurgeti/desk/webhooks/"


@pytest.fixture
def office(client: Client, head) -> Client:
    """The browser of the head of unit."""
    client.force_login(Account.objects.get(pk=head.account_id))
    return client


def test_a_head_sets_one_up_and_reads_its_secret_once(office, portal, courier):
    assert "No app is told anything yet" in office.get(DESK).content.decode()
    sent = {"app": str(portal.pk), "address": ADDRESS, "rooms": ["services"]}
    page = office.post(f"{DESK}new/", sent, follow=True)
    words = page.content.decode()
    assert "whsec_" in words and ADDRESS in words and "Services" in words
    address = page.redirect_chain[-1][0]
    assert "whsec_" not in office.get(address).content.decode()
    assert "National portal" in office.get(DESK).content.decode()


def test_a_wrong_address_is_said_and_what_was_typed_stays(office, portal, courier):
    sent = {"app": str(portal.pk), "address": "http://inside/", "rooms": []}
    page = office.post(f"{DESK}new/", sent)
    assert page.status_code == 422 and "http://inside/" in page.content.decode()
    assert not Webhook.objects.exists()


def test_a_trial_is_sent_and_seen(office, made, courier):
    address = f"{DESK}{made.webhook.pk}/"
    office.post(f"{address}try/")
    assert "still to be told" in office.get(address).content.decode()
    deliver_all()
    assert courier.told()[0]["type"] == "webhook.trial"
    words = office.get(address).content.decode()
    assert "A trial" in words and "taken" in words
    office.post(f"{address}again/", {"hours": "24"})
    deliver_all()
    assert courier.names()[0] == courier.names()[1]


def test_it_is_switched_and_taken_away(office, made, courier):
    address = f"{DESK}{made.webhook.pk}/"
    assert "switched off" in office.post(f"{address}switch-off/", follow=True).content.decode()
    assert "whsec_" in office.post(f"{address}change-secret/", follow=True).content.decode()
    assert office.post(f"{address}nothing/").status_code == 404
    assert "No app is told anything yet" in office.post(f"{address}remove/", follow=True).content.decode()
    assert not Webhook.objects.exists() and not Call.objects.exists()


def test_nobody_else_comes_in(client, made, clerk, resident):
    for account in (Account.objects.get(pk=clerk.account_id), resident.account):
        client.force_login(account)
        assert client.get(DESK).status_code in (302, 403, 404)
        assert client.post(f"{DESK}{made.webhook.pk}/remove/").status_code in (302, 403, 404)
    assert Webhook.objects.exists()
