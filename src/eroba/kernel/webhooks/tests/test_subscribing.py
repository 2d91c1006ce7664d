"""An app sets up its webhooks by itself: proves the address, is told, pauses, reads how it went, and takes it away."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from oauth2_provider.models import AccessToken

from eroba.capabilities.services.tests.people import apply
from eroba.kernel.api.actions import Registered, let_in, switch_app_off
from eroba.kernel.api.tests.conftest import API, READ, ask_token, bearing, register
from eroba.kernel.base.clock import at, now
from eroba.kernel.tenancy.scope import scope
from eroba.kernel.webhooks import actions
from eroba.kernel.webhooks.models import Call, Webhook
from eroba.kernel.webhooks.rules import OWN_SCOPE
from eroba.kernel.webhooks.tasks import forget_unproved
from eroba.kernel.webhooks.tests.conftest import ADDRESS, deliver_all

pytestmark = pytest.mark.django_db
HOOKS = f"{API}/webhooks"


@dataclass
class Program:
    """A program with its secret, that asks the interface."""

    made: Registered
    token: str = ""

    def __call__(self, method: str, path: str = "", said: Any = None) -> Any:
        """Ask for something; fetches a token first."""
        if not self.token:
            answer = ask_token(self.made, grant_type="client_credentials", scope=OWN_SCOPE)
            self.token = answer.json()["access_token"]
        sent = {"data": said, "content_type": "application/json"} if said is not None else {}
        return getattr(Client(), method)(f"{HOOKS}{path}", **sent, **bearing(self.token))


@pytest.fixture
def portal(head, applicant, courier) -> Program:
    """An app for residents on a server, which also keeps its own webhooks; one resident let it in."""
    made = register(head, kind="server", name="National portal", scopes=[READ, OWN_SCOPE])
    let_in(applicant, app=made.app, scopes=[READ])
    return Program(made)


def test_it_is_told_only_once_the_address_is_proved(portal, courier, applicant, service, answers, registers):
    answer = portal("post", said={"address": ADDRESS, "rooms": ["services"]})
    made = answer.json()
    assert answer.status_code == 201 and made["state"] == "unproved" and made["secret"].startswith("whsec_")
    apply(applicant, service, answers)
    deliver_all()
    (first,) = courier.told()
    assert first["type"] == "webhook.challenge" and courier.all_are_genuine(made["secret"])
    word, shown_at = first["data"]["challenge"], first["data"]["show_at"]
    assert shown_at.endswith(f"/webhooks/{made['id']}/proof")
    wrong = portal("put", f"/{made['id']}/proof", {"challenge": word[:-1] + "?"})
    assert wrong.status_code == 422 and "სიტყვა" in wrong.json()["detail"]
    for _again in range(2):
        assert portal("put", f"/{made['id']}/proof", {"challenge": word}).json()["state"] == "on"
    apply(applicant, service, answers)
    deliver_all()
    assert "application.received" in {one["type"] for one in courier.told()}
    page = portal("get", f"/{made['id']}/calls?per_page=1")
    assert page.json()[0]["state"] == "taken" and int(page["X-Total-Count"]) == Call.objects.count()
    assert word not in page.content.decode() and "secret" not in portal("get").json()[0]


def test_it_pauses_and_goes_on_but_not_against_the_town_hall(portal, head, courier):
    made = portal("post", said={"address": ADDRESS}).json()
    switch = f"/{made['id']}/switch"
    Webhook.objects.update(challenge="")
    paused = portal("put", switch, {"is_on": False}).json()
    assert (paused["state"], paused["switched_off_by"]) == ("off", "app")
    assert portal("put", switch, {"is_on": True}).json()["state"] == "on"
    actions.switch_webhook_off(head, webhook=Webhook.objects.get())
    refused = portal("put", switch, {"is_on": True})
    assert refused.status_code == 403 and not Webhook.objects.get().is_on
    newer = portal("post", f"/{made['id']}/secret", {})
    assert newer.status_code == 201 and newer.json()["secret"] != made["secret"]
    assert portal("delete", f"/{made['id']}").json()["id"] == made["id"]
    assert portal("get").json() == [] and portal("get", f"/{made['id']}").status_code == 404


def test_what_nobody_proves_is_gone_after_a_day(portal, courier):
    made = portal("post", said={"address": ADDRESS}).json()
    word = Webhook.objects.get().challenge
    with at(now() + dt.timedelta(hours=23)):
        forget_unproved()
        assert Webhook.objects.exists()
    with at(now() + dt.timedelta(hours=24, minutes=1)):
        AccessToken.objects.update(expires=now() + dt.timedelta(minutes=1))
        late = portal("put", f"/{made['id']}/proof", {"challenge": word})
        assert late.status_code == 409 and Webhook.objects.get().awaits_proof
        forget_unproved()
        assert not Webhook.objects.exists() and not Call.objects.exists()
        deliver_all()
    assert not courier.brought


def test_what_cannot_be_is_said_and_nothing_is_written(portal):
    for said in (
        {"address": "http://inside/"},
        {"address": ADDRESS, "rooms": ["nowhere"]},
        {"address": ADDRESS, "secret": "mine"},
        {},
    ):
        answer = portal("post", said=said)
        assert answer.status_code == 422 and answer.json()["detail"], said
    assert not Webhook.objects.exists()


def test_an_app_sees_no_other_apps_webhooks_and_none_of_another_town(portal, head, khobi, courier):
    other = Program(register(head, kind="partner", name="Statistics", scopes=[OWN_SCOPE], redirect_uris=""))
    theirs = other("post", said={"address": ADDRESS}).json()
    for method, path, said in (
        ("get", "", None), ("delete", "", None), ("get", "/calls", None), ("post", "/secret", {}),
        ("put", "/switch", {"is_on": False}), ("put", "/proof", {"challenge": "x"}),
    ):  # fmt: skip
        assert portal(method, f"/{theirs['id']}{path}", said).status_code == 404
    assert Client().get(f"/api/v1/{khobi.slug}/webhooks", **bearing(other.token)).status_code == 401
    with scope(khobi):
        assert not Webhook.objects.exists()
    assert Webhook.objects.count() == 1


def test_in_a_persons_name_switched_off_or_without_the_scope_it_gets_nowhere(portal, head, courier):
    said = ask_token(portal.made, grant_type="client_credentials", scope=READ)
    assert said.status_code == 400 and said.json()["error"] == "invalid_scope"
    assert portal("get").status_code == 200
    assert Client().get(f"{API}/applications", **bearing(portal.token)).status_code == 403
    plain = register(head, kind="server", name="Plain", scopes=[READ])
    assert ask_token(plain, grant_type="client_credentials").status_code in (400, 401)
    switch_app_off(head, app=portal.made.app)
    assert portal("get").status_code == 401
