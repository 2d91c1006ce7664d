"""The national sign-in, end to end: a real provider process, a real browser, and nobody types who they are."""

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.db import connection
from playwright.sync_api import Browser, Page

from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.people.claims import claims_of, read_claims
from eroba.kernel.people.models import Account, Person
from eroba.kernel.people.numbers import shown_personal_number
from eroba.kernel.people.tests.conftest import NUMBER
from eroba.kernel.tenancy.scope import scope
from tests.fixtures.product import free_port

NINO = {
    "sub": "nino",
    "email": "nino@example.org",
    "email_verified": True,
    "personal_number": NUMBER,
    "given_name": "ნინო",
    "family_name": "გამოგონილი",
    "birthdate": "1988-04-12",
}
GIA = {"sub": "gia", "given_name": "გია", "family_name": "უცნობი"}


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """A provider in a process of its own, with two people."""
    port = free_port()
    users = [part for user in (NINO, GIA) for part in ("--user-claims", json.dumps(user))]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), *users]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _attempt in range(100):
        try:
            urllib.request.urlopen(f"{address}/.well-known/openid-configuration", timeout=2).close()
            break
        except OSError:
            time.sleep(0.1)
    yield address
    process.terminate()
    process.wait(10)


def use_provider(settings: Any, address: str) -> None:
    """What EROBA_SIGN_IN_SERVER does at start-up."""
    app = {"provider_id": "national", "name": "my.gov.ge", "client_id": "eroba", "secret": "secret"}
    app["settings"] = {"server_url": address}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {**policy, "form-action": ["'self'", address]}}


@pytest.fixture
def page(
    transactional_db: None, live_server: Any, provider: str, settings: Any, chromium_browser: Browser
) -> Iterator[Page]:
    use_provider(settings, provider)
    context = chromium_browser.new_context(base_url=live_server.url, viewport={"width": 360, "height": 800})
    context.set_default_timeout(15_000)
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda said: problems.append(said.text) if "Security Policy" in said.text else None)
    yield page
    context.close()
    assert not problems


def go_through(page: Page, start: str, who: str) -> None:
    page.goto(start)
    page.get_by_role("button", name="my.gov.ge").click()
    page.get_by_role("button", name=who, exact=True).first.click()


@pytest.mark.browser
def test_one_is_known_in_the_town_one_came_from_and_asked_once_in_the_next(page, ozurgeti, khobi):
    go_through(page, "/en/account/login/?next=/en/ozurgeti/identify/", "nino")
    page.wait_for_url("**/en/me/")  # already identified, so the page that asks leads on
    assert "Ozurgeti" in page.content()
    with scope(ozurgeti):
        person = Person.objects.get()
        assert (person.full_name, shown_personal_number(person)) == ("ნინო გამოგონილი", NUMBER)
        assert person.identified_by == Person.IdentifiedBy.SIGN_IN
        assert JournalEntry.objects.filter(action="people.identify_from_claims").exists()
    page.goto("/en/khobi/identify/")
    assert "Is this you, ნინო?" in page.content()
    page.get_by_role("button", name="Yes, continue").click()
    page.wait_for_url("**/en/me/")
    with scope(khobi):
        assert shown_personal_number(Person.objects.get()) == NUMBER


@pytest.mark.browser
def test_without_claims_one_types_who_one_is_and_gives_an_address(page, ozurgeti, register):
    go_through(page, "/en/account/signup/?next=/en/ozurgeti/identify/", "gia")
    page.get_by_label("E-mail address").fill("gia@example.org")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Code").fill(mail.outbox[0].subject.split()[-1])
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_url("**/en/ozurgeti/identify/")
    assert "Who are you?" in page.content()


@pytest.mark.browser
def test_turning_back_changes_nothing(page, db):
    page.goto("/en/account/login/")
    page.get_by_role("button", name="my.gov.ge").click()
    page.get_by_role("button", name="Deny").click()
    page.get_by_role("heading", name="You turned back").wait_for()
    assert not Account.objects.exists()


def sealed(**said: Any) -> SocialAccount:
    account = Account.objects.create_user("nino@example.org")
    answer = {"userinfo": {**NINO, **said}, "id_token": {"sub": "nino"}}
    return SocialAccount.objects.create(user=account, provider="national", uid="nino", extra_data=answer)


@pytest.mark.django_db
def test_nothing_readable_rests_in_the_table_of_the_library():
    kept = sealed()
    with connection.cursor() as cursor:
        cursor.execute("SELECT extra_data FROM socialaccount_socialaccount")
        text = str(cursor.fetchone()[0])
    assert NUMBER not in text and "1988" not in text and "nino@" not in text
    claims = claims_of(kept.user)
    assert claims is not None and (claims.personal_number, claims.given_name) == (NUMBER, "ნინო")
    assert NUMBER not in repr(claims)


@pytest.mark.django_db
def test_another_provider_is_not_believed():
    kept = sealed()
    SocialAccount.objects.update(provider="elsewhere")
    assert claims_of(kept.user) is None


@pytest.mark.django_db
def test_claims_moved_to_another_account_are_not_believed():
    kept = sealed()
    other = Account.objects.create_user("gia@example.org")
    SocialAccount.objects.create(user=other, provider="national", uid="gia", extra_data=kept.extra_data)
    assert claims_of(other) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"personal_number": "12"},
        {"birthdate": "2999-01-01"},
        {"birthdate": "yesterday"},
        {"given_name": None},
    ],
    ids=str,
)
def test_claims_that_cannot_be_right_are_none(wrong):
    said = {key: value for key, value in {**NINO, **wrong}.items() if value is not None}
    assert read_claims(said) is None


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ka", "en"])
def test_a_provider_that_is_down_is_told_in_words(client, settings, language):
    use_provider(settings, "http://127.0.0.1:9")
    answer = client.post(f"/{language}/account/oidc/national/login/", follow=True)
    text = answer.content.decode()
    assert answer.status_code == 503 and "e-error-page" in text
    assert ("does not answer" in text) == (language == "en")
