"""Codes of an authenticator app and recovery codes: right, wrong, used before, too often; and how they are kept."""

import datetime as dt
import re
import time
from types import SimpleNamespace

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as library
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eroba.kernel.people.tests.test_account_pages import account_with, sign_in
from eroba.kernel.people.tests.test_passkeys import confirm

pytestmark = pytest.mark.django_db
STEP = "/en/account/2fa/authenticate/"
MINE = "/ka/me/details/"


def code_at(secret: str, steps_later: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(library.time.time()) // 30 + steps_later)))


def wait(seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = library.time.time() + seconds
    monkeypatch.setattr(library, "time", SimpleNamespace(time=lambda: moment))


@pytest.fixture(autouse=True)
def time_stands_still(monkeypatch) -> None:
    """In the middle of a code's half minute."""
    moment = time.time() // 30 * 30 + 15
    monkeypatch.setattr(library, "time", SimpleNamespace(time=lambda: moment))


@pytest.fixture
def account():
    return account_with(language="en")


@pytest.fixture
def secret(account) -> str:
    secret = generate_totp_secret()
    TOTP.activate(account, secret)
    return secret


def try_code(code: str, client: Client | None = None):
    """A new browser comes as far as the second step and types a code."""
    client = client or Client()
    sign_in(client, next_page=MINE)
    answer = client.post(STEP, {"code": code})
    return answer, answer.content.decode()


def test_the_code_that_the_app_shows_opens_the_account(secret):
    answer, _text = try_code(code_at(secret))
    assert answer["Location"] == MINE


def test_spaces_in_a_code_do_no_harm(secret):
    code = code_at(secret)
    assert try_code(f" {code[:3]} {code[3:]} ")[0]["Location"] == MINE


@pytest.mark.parametrize("steps_later", [-1, 1])
def test_a_phone_may_be_half_a_minute_off(steps_later, secret):
    assert try_code(code_at(secret, steps_later))[0]["Location"] == MINE


@pytest.mark.parametrize("steps_later", [-3, 3])
def test_and_not_much_more(steps_later, secret):
    assert "This code is not right" in try_code(code_at(secret, steps_later))[1]


def test_a_code_works_once_and_the_page_says_so(secret):
    code = code_at(secret)
    assert try_code(code)[0].status_code == 302
    answer, text = try_code(code)
    assert answer.status_code == 200 and "This code was used already" in text


def test_a_code_is_not_good_again_when_the_library_has_forgotten_it(secret, monkeypatch):
    """A code is accepted for a minute and a half; the library remembers it for half a minute."""
    code = code_at(secret)
    assert try_code(code)[0].status_code == 302
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.TOTP._mark_code_used", lambda *_: True)
    wait(29, monkeypatch)
    assert "This code was used already" in try_code(code)[1]


def test_a_code_older_than_the_last_one_is_used_too(secret):
    assert try_code(code_at(secret, 1))[0].status_code == 302
    assert "This code was used already" in try_code(code_at(secret))[1]


def test_too_many_tries_close_the_door_for_a_while(secret):
    client = Client()
    sign_in(client)
    texts = [client.post(STEP, {"code": "000000"}).content.decode() for _try in range(6)]
    assert "This code is not right" in texts[0] and "Too many tries" in texts[-1]
    assert "Too many tries" in client.post(STEP, {"code": code_at(secret)}).content.decode()


def test_trying_a_used_code_again_and_again_counts_as_tries(secret):
    code = code_at(secret)
    try_code(code)
    client = Client()
    sign_in(client)
    texts = [client.post(STEP, {"code": code}).content.decode() for _try in range(6)]
    assert "used already" in texts[0] and "Too many tries" in texts[-1]


def test_a_recovery_code_works_once(account, secret):
    first, second = RecoveryCodes.activate(account).get_unused_codes()[:2]
    assert try_code(first)[0]["Location"] == MINE
    assert "This recovery code was used already" in try_code(first)[1]
    assert try_code(second)[0]["Location"] == MINE


@pytest.mark.django_db(transaction=True)
def test_turning_the_app_on_shows_a_picture_and_a_key_and_wants_a_real_code(account, client):
    sign_in(client)
    confirm(client)
    page = client.get("/en/account/2fa/totp/activate/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page).group(1)
    assert 'src="data:image/svg+xml;base64,' in page
    wrong = client.post("/en/account/2fa/totp/activate/", {"code": "000000"}).content.decode()
    assert "This code is not right" in wrong and secret in wrong
    code = code_at(secret)
    done = client.post("/en/account/2fa/totp/activate/", {"code": code}, follow=True)
    assert done.content.decode().count("<li><code>") == 10
    assert "used already" in try_code(code)[1]
    assert try_code(code_at(secret, 1))[0].status_code == 302


def test_the_secret_is_of_no_use_without_the_key_of_the_installation(account, secret):
    kept = Authenticator.objects.get().data["secret"]
    assert secret not in kept and get_adapter().decrypt(kept) == secret
    assert get_adapter().decrypt("JBSWY3DPEHPK3PXP") == "JBSWY3DPEHPK3PXP"


def test_somebody_without_a_second_step_is_asked_for_none(account, client):
    assert sign_in(client)["Location"] == "/ka/me/"
    assert client.get("/en/account/2fa/recovery-codes/").status_code == 404


@settings(
    max_examples=60,
    deadline=dt.timedelta(seconds=5),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(typed=st.text(max_size=60))
def test_whatever_is_typed_is_answered_in_words(typed, secret):
    assert try_code(typed)[0].status_code in (200, 302)
