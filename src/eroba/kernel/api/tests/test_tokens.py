"""Getting a token, using it, losing it: PKCE, one town, no more than the person and the town allowed."""

import datetime as dt

import pytest
from django.test import Client
from oauth2_provider.models import AccessToken, Application, Grant, RefreshToken

from conftest import appoint
from eroba.kernel.api import actions
from eroba.kernel.api.models import LetIn
from eroba.kernel.api.queries import guest_of
from eroba.kernel.api.tests.conftest import (
    API,
    READ,
    SEND,
    WORKLOAD,
    ask_token,
    bearing,
    exchange,
    question,
    register,
    say_yes,
)  # fmt: skip
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import now
from eroba.kernel.people.models import Person, Role
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db


def test_a_resident_lets_an_app_in_and_it_reads_their_applications(token):
    assert Client().get(f"{API}/applications", **bearing(token)).json() == []
    assert Client().get(f"{API}/applications").status_code == 401


def test_the_page_says_who_asks_for_what(phone, app):
    page = phone.get("/en/ozurgeti/apps/let-in/", question(app, scope=f"{READ} {SEND}"))
    words = page.content.decode()
    assert "Let “My Guria” in?" in words and "Guria Apps" in words
    assert "Read your applications" in words and "Send and take back applications in your name" in words
    assert "https://app.example" in page["Content-Security-Policy"]
    assert "no-store" in page["Cache-Control"]
    georgian = phone.get("/ka/ozurgeti/apps/let-in/", question(app)).content.decode()
    assert "Read your applications" not in georgian


def test_saying_no_is_passed_on_and_nothing_is_written(phone, app):
    answer = phone.post("/en/ozurgeti/apps/let-in/", question(app))
    assert "error=access_denied" in answer["Location"] and "state=abc" in answer["Location"]
    assert not LetIn.objects.exists() and not Grant.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"code_challenge": "", "code_challenge_method": ""},
        {"code_challenge_method": "plain"},
        {"scope": WORKLOAD},
        {"scope": "everything"},
        {"response_type": "token"},
    ],
)
def test_a_wrong_question_is_refused_to_the_app(phone, app, wrong):
    asked = {name: value for name, value in question(app, **wrong).items() if value}
    answer = phone.post("/en/ozurgeti/apps/let-in/", asked | {"allow": "yes"})
    assert answer.status_code == 302 and "error=" in answer["Location"]
    assert not Grant.objects.exists() and not LetIn.objects.exists()


@pytest.mark.parametrize("wrong", [{"client_id": "nobody"}, {"redirect_uri": "https://evil.example/"}])
def test_nobody_is_ever_sent_to_an_address_the_town_does_not_know(phone, app, wrong):
    page = phone.get("/en/ozurgeti/apps/let-in/", question(app, **wrong))
    assert page.status_code >= 400 and "This app cannot be let in" in page.content.decode()
    answer = phone.post("/en/ozurgeti/apps/let-in/", question(app, **wrong) | {"allow": "yes"})
    assert answer.status_code >= 400 and not Grant.objects.exists()


def test_a_code_works_once_with_its_verifier_only(phone, app):
    code = say_yes(phone, app)["code"][0]
    assert exchange(app, code, code_verifier="x" * 50).status_code == 400
    code = say_yes(phone, app)["code"][0]
    assert exchange(app, code).status_code == 200
    assert exchange(app, code).status_code == 400


def test_tokens_and_secrets_are_kept_as_hashes(token, app, partner):
    kept = AccessToken.objects.get()
    assert kept.token == "" and token not in str(vars(kept))
    assert kept.expires - now() <= dt.timedelta(minutes=15)
    assert RefreshToken.objects.get().token == ""
    assert partner.secret not in str(vars(Application.objects.get(pk=partner.app.client_id)))


def test_a_token_is_worth_nothing_in_the_other_town(token, khobi, resident, head):
    with scope(khobi):
        Person.objects.create(account=resident.account, given_name="ნინო", family_name="გამოგონილი")
        assert guest_of(token) is None
    answer = Client().get("/api/v1/khobi/applications", **bearing(token))
    assert answer.status_code == 401 and answer["Content-Type"] == "application/problem+json"
    assert 'error="invalid_token"' in answer["WWW-Authenticate"]


def test_a_client_of_one_town_is_nobody_in_the_other(phone, app, partner, khobi, resident):
    with scope(khobi):
        Person.objects.create(account=resident.account, given_name="ნინო", family_name="გამოგონილი")
    assert phone.get("/en/khobi/apps/let-in/", question(app)).status_code >= 400
    assert ask_token(partner, "khobi", grant_type="client_credentials").status_code == 401
    assert exchange(app, say_yes(phone, app)["code"][0], town="khobi").status_code == 401


def test_an_app_may_do_no_more_than_it_was_allowed(phone, app):
    only_reading = exchange(app, say_yes(phone, app)["code"][0]).json()["access_token"]
    answer = Client().post(
        f"{API}/applications",
        {"service": "x", "answers": {}},
        content_type="application/json",
        headers={"authorization": f"Bearer {only_reading}", "idempotency-key": "12345678"},
    )
    assert answer.status_code == 403 and SEND in answer.json()["detail"]


def test_an_app_never_has_its_persons_post(phone, app, resident, token):
    """The resident is head of unit too; the app is a resident all the same."""
    appoint(resident.account.email, Role.HEAD, "ნინო", "Nino")
    guest = guest_of(token)
    assert guest is not None and guest.actor.roles == {"resident"}
    assert (guest.actor.assurance, guest.actor.channel) == ("application", "app")
    assert Client().get(f"{API}/workload", **bearing(token)).status_code == 403
    assert phone.get(f"{API}/workload").status_code == 200


def test_a_bad_token_never_falls_back_to_the_session(phone):
    assert phone.get(f"{API}/applications").status_code == 200
    assert phone.get(f"{API}/applications", **bearing("nonsense")).status_code == 401
    assert phone.get(f"{API}/applications", headers={"authorization": "Basic eDp5"}).status_code == 401
    assert phone.get(f"{API}/applications?access_token=nonsense").status_code == 200


def test_shutting_out_ends_it_at_once(phone, app, token):
    door = LetIn.objects.get()
    assert "My Guria" in phone.get("/en/me/apps/").content.decode()
    address = f"/en/me/apps/ozurgeti/{door.pk}/"
    assert "Shut “My Guria” out?" in phone.get(address).content.decode()
    assert phone.post(address).status_code == 302
    assert Client().get(f"{API}/applications", **bearing(token)).status_code == 401
    assert not AccessToken.objects.exists() and not RefreshToken.objects.exists()
    assert phone.post(address).status_code == 404
    assert JournalEntry.objects.filter(action="api.shut_out").count() == 1


def test_a_renewal_ends_with_the_consent(phone, app, resident):
    got = exchange(app, say_yes(phone, app)["code"][0]).json()
    renewed = ask_token(app, grant_type="refresh_token", refresh_token=got["refresh_token"])
    assert renewed.status_code == 200
    LetIn.objects.update(until=now())
    again = ask_token(app, grant_type="refresh_token", refresh_token=renewed.json()["refresh_token"])
    assert again.status_code == 400
    assert Client().get(f"{API}/applications", **bearing(renewed.json()["access_token"])).status_code == 401


def test_a_renewal_used_twice_closes_the_whole_family(phone, app):
    got = exchange(app, say_yes(phone, app)["code"][0]).json()
    renewed = ask_token(app, grant_type="refresh_token", refresh_token=got["refresh_token"]).json()
    assert ask_token(app, grant_type="refresh_token", refresh_token=got["refresh_token"]).status_code == 400
    assert Client().get(f"{API}/applications", **bearing(renewed["access_token"])).status_code == 401


def test_a_partner_sees_numbers_and_nobody(partner):
    got = ask_token(partner, grant_type="client_credentials")
    assert got.status_code == 200 and "no-store" in got["Cache-Control"]
    token = got.json()["access_token"]
    assert Client().get(f"{API}/workload", **bearing(token)).json() == []
    assert Client().get(f"{API}/applications", **bearing(token)).status_code == 403


def test_a_new_secret_ends_the_old_one_and_its_tokens(head, partner):
    token = ask_token(partner, grant_type="client_credentials").json()["access_token"]
    renewed = actions.rotate_secret(head, app=partner.app)
    assert ask_token(partner, grant_type="client_credentials").status_code == 401
    assert Client().get(f"{API}/workload", **bearing(token)).status_code == 401
    assert ask_token(renewed, grant_type="client_credentials").status_code == 200


def test_an_app_that_is_off_gets_nothing(head, partner, phone, app, token):
    actions.switch_app_off(head, app=app.app)
    assert Client().get(f"{API}/applications", **bearing(token)).status_code == 401
    assert phone.get("/en/ozurgeti/apps/let-in/", question(app)).status_code >= 400
    actions.switch_app_on(head, app=app.app)
    assert Client().get(f"{API}/applications", **bearing(token)).status_code == 401


@pytest.mark.parametrize("grant", ["password", "implicit", "urn:ietf:params:oauth:grant-type:device_code"])
def test_other_ways_to_a_token_are_closed(partner, grant):
    assert ask_token(partner, grant_type=grant, username="x", password="y").status_code in (400, 401)


def test_an_app_for_residents_gets_no_token_for_itself(head):
    server = register(head, kind="server", name="Server")
    assert ask_token(server, grant_type="client_credentials").status_code in (400, 401)


def test_an_old_token_is_worth_nothing_and_is_forgotten(token):
    AccessToken.objects.update(expires=now() - dt.timedelta(seconds=1))
    assert guest_of(token) is None
