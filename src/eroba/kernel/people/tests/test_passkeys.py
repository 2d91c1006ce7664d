"""Passkeys without a browser: made, used in place of a password and as second step, renamed, removed; and forged."""

import copy
import json
import re
from html import unescape

import pytest
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import caches
from django.test import Client
from fido2.utils import websafe_encode
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eroba.kernel.people.tests.soft_key import SoftKey
from eroba.kernel.people.tests.test_account_pages import account_with, sign_in

pytestmark = pytest.mark.django_db
KEYS = "/en/account/2fa/webauthn/"
ASK = {"accept": "application/json", "x-requested-with": "XMLHttpRequest"}
MINE = "/ka/me/details/"


@pytest.fixture
def account():
    return account_with(language="en")


@pytest.fixture
def key(account, client) -> SoftKey:
    """A key of the account, made on its page."""
    sign_in(client)
    confirm(client)
    return add_key(client)


def confirm(client: Client) -> None:
    client.post("/en/account/reauthenticate/", {"password": "three quiet words"})


def options_on(page) -> dict:
    found = re.search(r'data-passkey-options="([^"]+)"', page.content.decode())
    assert found, page.content.decode()[-3000:]
    return json.loads(unescape(found.group(1)))


def add_key(client: Client, key: SoftKey | None = None, name: str = "My phone") -> SoftKey:
    key = key or SoftKey()
    made = key.make(options_on(client.get(f"{KEYS}add/")))
    client.post(f"{KEYS}add/", {"name": name, "credential": json.dumps(made)})
    return key


def sign_in_with(key: SoftKey, client: Client, goal: str = MINE, **instead: str):
    options = client.get(f"{KEYS}login/", headers=ASK).json()["request_options"]
    sent = json.dumps(key.answer(options, **instead))
    return client.post(f"{KEYS}login/", {"credential": sent, "next": goal})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_key_is_made_named_and_announced(key, client):
    kept = Authenticator.objects.get(type="webauthn").wrap()
    assert (kept.name, kept.is_passwordless) == ("My phone", True)
    assert "My phone" in client.get(KEYS).content.decode()
    assert mail.outbox[-1].subject == "A passkey was added"


def test_a_key_alone_signs_in_and_leads_on(key):
    stranger = Client()
    answer = sign_in_with(key, stranger)
    assert (answer.status_code, answer["Location"]) == (302, MINE)
    assert is_signed_in(stranger)


def test_a_key_is_the_second_step_after_the_password(key):
    other = Client()
    page = other.get(sign_in(other, next_page=MINE)["Location"])
    sent = json.dumps(key.answer(options_on(page)))
    done = other.post("/en/account/2fa/authenticate/", {"credential": sent})
    assert done["Location"] == MINE and is_signed_in(other)


def test_an_answer_is_good_once(key):
    first, second = Client(), Client()
    options = first.get(f"{KEYS}login/", headers=ASK).json()["request_options"]
    sent = {"credential": json.dumps(key.answer(options))}
    assert first.post(f"{KEYS}login/", sent)["Location"] == "/en/me/"
    second.get(f"{KEYS}login/", headers=ASK)
    refused = second.post(f"{KEYS}login/", sent, follow=True)
    assert "not accepted" in refused.content.decode() and not is_signed_in(second)


@pytest.mark.parametrize("wrong", ["another site", "not unlocked", "another key", "of somebody else"])
def test_what_is_not_the_owners_key_is_refused(wrong, key):
    other = account_with(email="gia@example.org")
    forged, instead = copy.copy(key), {}
    if wrong == "another site":
        forged.origin = "https://testserver.evil.example"
    elif wrong == "not unlocked":
        forged.flags = 0x01
    elif wrong == "another key":
        forged = SoftKey(id=key.id, user=key.user)
    else:
        instead = {"user": websafe_encode(user_pk_to_url_str(other).encode())}
    client = Client()
    answer = sign_in_with(forged, client, **instead)
    assert answer["Location"] == "/en/account/login/?next=%2Fka%2Fme%2Fdetails%2F"
    assert "not accepted" in client.get(answer["Location"]).content.decode() and not is_signed_in(client)


def test_a_key_that_nobody_unlocked_is_not_added(account, client):
    sign_in(client)
    confirm(client)
    add_key(client, SoftKey(flags=0x01))
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_a_key_is_renamed_and_removed_after_confirming(key, client):
    kept = Authenticator.objects.get(type="webauthn")
    client.post(f"{KEYS}keys/{kept.pk}/edit/", {"name": "Old phone"})
    assert "Old phone" in client.get(KEYS).content.decode()
    assert "Old phone" in client.get(f"{KEYS}keys/{kept.pk}/remove/").content.decode()
    client.post(f"{KEYS}keys/{kept.pk}/remove/")
    assert not Authenticator.objects.exists() and mail.outbox[-1].subject == "A passkey was removed"


def test_nobody_touches_the_key_of_another(key):
    thief = Client()
    account_with(email="gia@example.org")
    sign_in(thief, email="gia@example.org")
    confirm(thief)
    kept = Authenticator.objects.get(type="webauthn")
    for page in ("edit", "remove"):
        assert thief.post(f"{KEYS}keys/{kept.pk}/{page}/", {"name": "mine"}).status_code == 404


def test_a_device_that_has_a_key_is_not_asked_to_make_another(key, client):
    known = options_on(client.get(f"{KEYS}add/"))["publicKey"]["excludeCredentials"]
    assert len(known) == 1


def test_keys_belong_to_the_host_of_the_installation(account, client, settings):
    sign_in(client)
    confirm(client)
    settings.SITE_ADDRESS, settings.MAIN_HOSTS = "https://main.example", {"main.example"}
    assert options_on(client.get(f"{KEYS}add/"))["publicKey"]["rp"]["id"] == "main.example"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@st.composite
def damaged(draw, of=("id", "rawId", "type", "response", "clientExtensionResults")):
    """Which parts of an answer to replace, and by what."""
    parts = [*of, "clientDataJSON", "authenticatorData", "signature", "userHandle", "attestationObject"]
    return draw(st.dictionaries(st.sampled_from(parts), JSON, min_size=1, max_size=3))


def with_damage(sent: dict, damage: dict) -> dict:
    inside = {part: damage.get(part, value) for part, value in sent["response"].items()}
    outside = {part: value for part, value in damage.items() if part not in inside}
    return {**sent, "response": inside, **outside}


@pytest.mark.parametrize("odd", ["a\x00b", "\ud800"])
def test_what_a_database_cannot_keep_is_refused_in_words(account, client, odd):
    sign_in(client)
    confirm(client)
    before = Authenticator.objects.count()
    made = SoftKey().make(options_on(client.get(f"{KEYS}add/"))) | {"note": odd}
    page = client.post(f"{KEYS}add/", {"name": "x", "credential": json.dumps(made)})
    assert page.status_code == 200 and Authenticator.objects.count() == before


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damage=damaged())
def test_whatever_a_browser_sends_is_no_mistake_of_ours(damage, key, client):
    """Signing in, the second step and adding: a damaged answer is refused in words or harmless, never a broken page."""
    caches["default"].clear()  # the door that closes after ten tries a minute is another test's
    stranger = Client()
    options = stranger.get(f"{KEYS}login/", headers=ASK).json()["request_options"]
    sent = with_damage(key.answer(options), damage)
    assert stranger.post(f"{KEYS}login/", {"credential": json.dumps(sent)}).status_code == 302
    made = with_damage(SoftKey().make(options_on(client.get(f"{KEYS}add/"))), damage)
    assert client.post(f"{KEYS}add/", {"name": "x", "credential": json.dumps(made)}).status_code in (200, 302)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=JSON.map(json.dumps) | st.text(max_size=30))
def test_nonsense_in_place_of_an_answer_is_refused(sent, account):
    caches["default"].clear()
    client = Client()
    client.get(f"{KEYS}login/", headers=ASK)
    assert client.post(f"{KEYS}login/", {"credential": sent}).status_code == 302
    assert not is_signed_in(client)
