"""Where one is signed in: devices, coarse networks, last use; signing out one or all; what a change of safety ends."""

import datetime as dt

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from eroba.kernel.base.clock import at, now
from eroba.kernel.people.sessions import network_of, network_words
from eroba.kernel.people.tests.test_account_pages import PASSWORD, account_with, sign_in
from eroba.kernel.people.tests.test_passkeys import add_key, confirm

PAGE = "/en/account/sessions/"
PHONE = "Mozilla/5.0 (Android 14; Mobile; rv:131.0) Gecko/131.0 Firefox/131.0"


@pytest.fixture
def account(db):
    return account_with(language="en")


def device(agent: str = "", address: str = "185.70.52.77") -> Client:
    client = Client(REMOTE_ADDR=address, headers={"user-agent": agent} if agent else None)
    sign_in(client)
    return client


def is_in(client: Client) -> bool:
    return client.get("/en/me/").status_code == 200


def test_the_list_names_device_network_and_use_and_marks_this_one(account, client):
    device(PHONE)
    sign_in(client)
    text = client.get(PAGE).content.decode()
    assert "Firefox, Android" in text and "185.70.52.•" in text and "185.70.52.77" not in text
    assert text.count("this one") == 1 and text.index("this one") < text.index("Firefox, Android")


def test_no_exact_address_is_stored(account):
    device(address="185.70.52.77"), device(address="2a02:c207:2021:9999::1")
    assert set(UserSession.objects.values_list("ip", flat=True)) == {"185.70.52.0", "2a02:c207:2021::"}


def test_last_use_is_noted_now_and_then_and_not_at_each_step(account):
    phone = device(PHONE)
    began = UserSession.objects.get().last_seen_at
    is_in(phone)
    assert UserSession.objects.get().last_seen_at == began
    with at(later := now() + dt.timedelta(minutes=11)):
        is_in(phone)
    assert UserSession.objects.get().last_seen_at == later


def test_a_public_page_is_not_touched_by_noting(account, ozurgeti):
    phone = device(PHONE)
    with at(now() + dt.timedelta(hours=1)):
        answer = phone.get("/en/")
    assert "Cookie" not in answer.get("Vary", "")


def test_one_is_signed_out_and_only_that(account, client):
    phone, tablet = device(PHONE), device()
    sign_in(client)
    chosen = UserSession.objects.get(session_key=phone.session.session_key)
    answer = client.post(f"{PAGE}end/", {"session": chosen.pk}, follow=True)
    assert "The device was signed out." in answer.content.decode()
    assert [is_in(one) for one in (phone, tablet, client)] == [False, True, True]


def test_signing_out_the_current_one_leads_to_the_front_page(account, client):
    sign_in(client)
    answer = client.post(f"{PAGE}end/", {"session": UserSession.objects.get().pk})
    assert answer["Location"] == "/en/" and not is_in(client)


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30, "٣", "0"])
def test_nonsense_signs_out_nobody(number, account, client):
    sign_in(client)
    assert client.post(f"{PAGE}end/", {"session": number}).status_code == 302 and is_in(client)


def test_nobody_signs_out_somebody_else(account, client):
    mine = device(PHONE)
    account_with(email="gia@example.org")
    sign_in(client, email="gia@example.org")
    client.post(f"{PAGE}end/", {"session": UserSession.objects.get(user=account).pk})
    client.post(PAGE)
    assert is_in(mine)


def test_all_others_are_signed_out_also_those_that_no_list_knows(account, client):
    listed, unlisted = device(PHONE), Client()
    unlisted.force_login(account)
    sign_in(client)
    assert "Every other device was signed out." in client.post(PAGE, follow=True).content.decode()
    assert [is_in(one) for one in (listed, unlisted, client)] == [False, False, True]
    assert "You are signed in nowhere else." in client.get(PAGE).content.decode()


def change_password(client: Client) -> None:
    fresh = "another three words"
    typed = {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh}
    client.post("/en/account/password/change/", typed)


def turn_off_app(client: Client) -> None:
    client.post("/en/account/2fa/totp/deactivate/")


def make_new_codes(client: Client) -> None:
    client.post("/en/account/2fa/recovery-codes/generate/")


@pytest.mark.parametrize(
    ("change", "subject"),
    [
        (change_password, "Your password was changed"),
        (add_key, "A passkey was added"),
        (turn_off_app, "The second step is off"),
        (make_new_codes, "New recovery codes"),
    ],
)
@pytest.mark.django_db(transaction=True)
def test_a_change_of_safety_signs_out_the_others_and_is_told_by_e_mail(change, subject, client):
    account = account_with(language="en")
    phone = device(PHONE)
    sign_in(client)
    confirm(client)
    if change in (turn_off_app, make_new_codes):
        TOTP.activate(account, generate_totp_secret())
    change(client)
    assert (is_in(phone), is_in(client)) == (False, True)
    assert mail.outbox[-1].subject == subject
    assert "Every other device was signed out" in mail.outbox[-1].body


def test_the_list_asks_as_often_for_twenty_as_for_two(account, client):
    sign_in(client)
    counts = []
    for more in (1, 18):
        for _device in range(more):
            device(PHONE)
        with CaptureQueriesContext(connection) as asked:
            client.get(PAGE)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12


@given(address=st.ip_addresses())
def test_every_address_has_a_network_that_tells_less(address):
    network = network_of(str(address))
    assert network_of(network) == network
    assert network_words(network).endswith("•")
    assert len(network_words(network)) < 20
