"""Making an account, signing in, a forgotten password, the second step: each page, each e-mail, in both languages."""

import re
import smtplib

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import caches
from django.test import Client

from eroba.kernel.people.models import Account

pytestmark = pytest.mark.django_db
PASSWORD = "three quiet words"
HERE = "/ka/ozurgeti/identify/"


def code_in(letter) -> str:
    return re.search(r"\n\n([0-9A-Z-]{6,})\n", letter.body).group(1)


def account_with(email="nino@example.org", language="ka", **fields) -> Account:
    account = Account.objects.create_user(email, PASSWORD, language=language, **fields)
    EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
    return account


def sign_in(client, email="nino@example.org", next_page="", language="ka"):
    typed = {"login": email, "password": PASSWORD, "next": next_page}
    return client.post(f"/{language}/account/login/", typed)


@pytest.mark.parametrize(("language", "words"), [("ka", "თქვენი კოდი"), ("en", "Your code")])
def test_making_an_account_ends_where_one_came_from(ozurgeti, client, language, words):
    back = f"/{language}/ozurgeti/identify/"
    typed = {"email": "Nino@Example.org", "password1": PASSWORD, "next": back}
    asked = client.post(f"/{language}/account/signup/", typed, follow=True)
    assert "nino@example.org" in asked.content.decode()
    (letter,) = mail.outbox
    assert words in letter.subject and code_in(letter) in letter.subject
    assert "{" not in letter.body and "example.com" not in letter.body
    done = client.post(asked.request["PATH_INFO"], {"code": code_in(letter)})
    assert (done.status_code, done["Location"]) == (302, back)
    account = Account.objects.get()
    assert (account.email, account.language) == ("nino@example.org", language)


def test_a_wrong_code_says_so(client):
    client.post("/en/account/signup/", {"email": "nino@example.org", "password1": PASSWORD})
    page = client.post("/en/account/confirm-email/", {"code": "WRONG1"})
    assert "Incorrect code" in page.content.decode()


def test_signing_in_goes_to_my_page_or_back(ozurgeti, client):
    account_with()
    assert sign_in(client)["Location"] == "/ka/me/"
    assert sign_in(Client(), next_page=HERE)["Location"] == HERE


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:evil.example",
    ],
)
def test_nobody_is_sent_to_strangers(client, elsewhere):
    account_with()
    assert sign_in(client, next_page=elsewhere)["Location"] == "/ka/me/"


def test_a_wrong_password_says_the_same_as_an_unknown_address(client):
    account_with()
    typed = {"password": "not this one"}
    known = client.post("/en/account/login/", {**typed, "login": "nino@example.org"}).content.decode()
    unknown = client.post("/en/account/login/", {**typed, "login": "gia@example.org"}).content.decode()
    sentence = "The email address and/or password you specified are not correct."
    assert sentence in known and sentence in unknown


def test_an_address_that_is_taken_is_told_only_by_e_mail(client):
    account_with()
    page = client.post(
        "/en/account/signup/", {"email": "nino@example.org", "password1": PASSWORD}, follow=True
    )
    assert "already" not in page.content.decode()
    assert "უკვე" in mail.outbox[0].subject  # in the language of the account, not of the page


@pytest.mark.parametrize("typed", ["short", "password123"])
def test_a_weak_password_is_refused(client, typed):
    page = client.post("/en/account/signup/", {"email": "nino@example.org", "password1": typed})
    assert "error-summary" in page.content.decode() and not Account.objects.exists()


def test_a_forgotten_password_is_replaced_by_link(client):
    account_with(language="en")
    client.post("/ka/account/password/reset/", {"email": "nino@example.org"})
    address = re.search(r"http://testserver(/ka/account/password/reset/key/\S+)", mail.outbox[0].body).group(
        1
    )
    page = client.get(address, follow=True)
    fresh = "another three words"
    done = client.post(page.request["PATH_INFO"], {"password1": fresh, "password2": fresh}, follow=True)
    assert done.request["PATH_INFO"].endswith("/key/done/")
    assert Account.objects.get().check_password(fresh)
    used = client.get(address, follow=True)
    assert "password1" not in used.content.decode()


def test_when_the_mail_server_is_down_one_reads_so_and_can_sign_in_later(client, monkeypatch):
    def down(*_args, **_kwargs):
        raise smtplib.SMTPServerDisconnected

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.EmailMessage.send", down)
        page = client.post("/en/account/signup/", {"email": "nino@example.org", "password1": PASSWORD})
        assert page.status_code == 503 and "cannot send e-mail" in page.content.decode()
    caches["default"].clear()  # some minutes later
    later = Client()
    typed = {"login": "nino@example.org", "password": PASSWORD}
    assert "confirm" in later.post("/en/account/login/", typed)["Location"]
    assert len(mail.outbox) == 1


def totp_code(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def test_the_second_step_is_asked_once_it_is_on(client):
    account = account_with()
    TOTP.activate(account, secret := generate_totp_secret())
    asked = sign_in(client, next_page="/ka/me/details/")
    assert asked["Location"].startswith("/ka/account/2fa/authenticate/")
    wrong = client.post(asked["Location"], {"code": "000000"})
    assert wrong.status_code == 200 and "error-summary" in wrong.content.decode()
    right = client.post(asked["Location"], {"code": totp_code(secret)})
    assert right["Location"] == "/ka/me/details/"


ENTRANCE = [
    "login",
    "signup",
    "password/reset",
    "password/reset/done",
    "logout",
    "inactive",
    "reauthenticate",
]
INSIDE = [
    "email",
    "password/change",
    "2fa",
    "2fa/totp/activate",
    "2fa/recovery-codes/generate",
    "sessions",
    "3rdparty",
    "3rdparty/login/cancelled",
    "3rdparty/login/error",
    "logout",
    "reauthenticate",
]


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("page", sorted({*ENTRANCE, *INSIDE}))
def test_every_page_of_the_account_is_ours_and_has_no_inline_script_or_style(client, page, language):
    account_with()
    if page in INSIDE:
        sign_in(client)
    answer = client.get(f"/{language}/account/{page}/", follow=True)
    text = answer.content.decode()
    assert answer.status_code == (401 if page.endswith("error") else 200) and "e-header" in text
    assert not re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", text)
    assert not re.findall(r"<style|\bstyle=\"|\bon[a-z]+=\"", text)
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    if language == "ka":
        heading = re.search(r"<h1[^>]*>(.*?)</h1>", text, re.S).group(1)
        assert re.search(r"[ა-ჰ]", heading), heading
