"""Being asked for more: the page that says why, showing it, and coming back with everything that was typed."""

import datetime as dt
import re
import time
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client
from django.utils.translation import override

import eroba
from conftest import appoint
from eroba.kernel.actions import Level, NotAllowed
from eroba.kernel.actions.assurance import national_needs
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import at, now
from eroba.kernel.people.actions import erase_person
from eroba.kernel.people.assurance import sign_in_of
from eroba.kernel.people.models import Person
from eroba.kernel.people.queries import actor_of
from eroba.kernel.people.step_up import KEPT
from eroba.kernel.people.tests.test_account_pages import PASSWORD, account_with, sign_in
from eroba.kernel.people.tests.test_passkeys import add_key, confirm, sign_in_with
from eroba.kernel.tenancy.models import Municipality

pytestmark = pytest.mark.django_db
COPY = "/en/me/details/ozurgeti/copy/"
CONTACT = "/en/me/details/ozurgeti/"


@pytest.fixture
def nino(in_ozurgeti, client):
    """A resident in front of her browser."""
    account = account_with(language="en")
    Person.objects.create(
        account=account, given_name="ნინო", family_name="გამოგონილი", identified_by="register"
    )
    sign_in(client)
    return account


def ask_town_for(level: str, code: str = "personal_copy") -> None:
    Municipality.objects.filter(slug="ozurgeti").update(settings={"needs": {code: level}})


def level_of(client: Client, account) -> Level:
    request = type("Asked", (), {"session": client.session, "user": account})()
    return sign_in_of(request).level


def hidden(text: str) -> dict[str, str]:
    return {
        unescape(name): unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text)
        if name != "csrfmiddlewaretoken"
    }


def test_a_fresh_password_is_enough_for_a_copy_of_ones_data(nino, client):
    answer = client.post(COPY)
    assert answer.status_code == 200 and answer.headers["Content-Disposition"].startswith("attachment")


def test_after_a_while_it_is_asked_again_and_one_comes_back(nino, client):
    with at(later := now() + dt.timedelta(minutes=16)):
        led = client.post(COPY, {"why": "because"})
        assert led.status_code == 303 and "need=personal_copy" in led["Location"]
        page = client.get(led["Location"]).content.decode()
        assert (
            "Please confirm that it is you" in page and "a while since" in page and "art. 14 and 27" in page
        )
        assert "What you typed is kept" in page
    way = re.search(r'href="(/en/account/reauthenticate/\?[^"]+)"', page).group(1)
    done = client.post(unescape(way), {"password": PASSWORD, **parse_qs(urlsplit(unescape(way)).query)})
    assert done.status_code == 302
    back = client.get(done["Location"], follow=True)
    assert back.request["PATH_INFO"] == "/en/account/go-on/" and "Nothing was lost" in back.content.decode()
    assert f'action="{COPY}"' in back.content.decode() and hidden(back.content.decode()) == {"why": "because"}
    assert client.post(COPY).status_code == 200
    assert later


def test_everything_typed_comes_back_as_it_was(nino, client):
    typed = {"a": "ტექსტი „ბრჭყალებით“ <b>&amp;", "lines": "one\r\ntwo", "many": ["1", "2", ""], "empty": ""}
    ask_town_for("SECOND_STEP")
    client.post(COPY, typed)
    kept = re.findall(r'name="([^"]+)" value="([^"]*)"', client.get("/en/account/go-on/").content.decode())
    said = [(name, unescape(value)) for name, value in kept if name != "csrfmiddlewaretoken"]
    assert said == [
        ("a", typed["a"]), ("lines", typed["lines"]), ("many", "1"), ("many", "2"), ("many", ""), ("empty", ""),
    ]  # fmt: skip


def test_what_is_kept_is_locked_and_forgotten_after_an_hour(nino, client):
    ask_town_for("SECOND_STEP")
    client.post(COPY, {"secret": "only mine"})
    assert "only mine" not in str(dict(client.session.items())) and KEPT in client.session
    with at(now() + dt.timedelta(minutes=61)):
        assert client.get("/en/account/go-on/")["Location"] == "/en/me/"


def test_another_browser_finds_nothing_kept(nino, client):
    ask_town_for("SECOND_STEP")
    client.post(COPY, {"secret": "only mine"})
    other = Client()
    sign_in(other)
    assert other.get("/en/account/go-on/")["Location"] == "/en/me/"


def test_whoever_has_no_second_step_is_led_to_one_and_back(nino, client):
    ask_town_for("PASSKEY")
    led = client.post(COPY)["Location"]
    page = client.get(led).content.decode()
    assert "Add a passkey" in page and "The municipality asks for more here" in page
    confirm(client)
    assert "You were about to do something" in client.get("/en/account/2fa/webauthn/add/").content.decode()
    add_key(client)
    assert client.get(led)["Location"] == "/en/account/go-on/"
    assert client.post(COPY).status_code == 200
    assert "You were about to" not in client.get("/en/account/2fa/").content.decode()


def test_a_code_lifts_to_the_second_step(nino, client):
    ask_town_for("SECOND_STEP")
    TOTP.activate(nino, secret := generate_totp_secret())
    led = client.post(COPY)["Location"]
    assert "Type a code from the app" in client.get(led).content.decode()
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    done = client.post("/en/account/2fa/reauthenticate/", {"code": code, "next": led})
    assert done["Location"] == led and client.get(led)["Location"] == "/en/account/go-on/"
    assert level_of(client, nino) == Level.SECOND_STEP


def test_a_passkey_is_the_level_of_passkeys(nino, client):
    confirm(client)
    key = add_key(client)
    other = Client()
    sign_in_with(key, other)
    assert level_of(other, nino) == Level.PASSKEY


@pytest.mark.parametrize(
    "goal", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil"]
)
def test_nobody_is_led_to_strangers(goal, nino, client):
    answer = client.get("/en/account/step-up/", {"need": "personal_copy", "town": "ozurgeti", "next": goal})
    assert answer["Location"] == "/en/me/"


@pytest.mark.parametrize("query", [{"need": "nonsense"}, {}, {"need": "personal_copy", "town": "nowhere"}])
def test_a_page_that_nobody_was_led_to_breaks_nothing(query, nino, client):
    assert client.get("/en/account/step-up/", query).status_code in (302, 404)


def official(client: Client, role: str = "clerk") -> None:
    account = appoint(f"{role}@example.org", role, "თეა", "Tea")
    account.set_password(PASSWORD)
    account.save()
    client.force_login(account)


def test_the_desk_is_open_with_a_password_until_the_town_asks_for_more(in_ozurgeti, client):
    official(client)
    assert client.get("/en/ozurgeti/desk/services/").status_code == 200
    ask_town_for("SECOND_STEP", "post")
    led = client.get("/en/ozurgeti/desk/services/")
    assert led.status_code == 303 and "next=%2Fen%2Fozurgeti%2Fdesk%2Fservices%2F" in led["Location"]
    assert "The desk of an official" in client.get(led["Location"]).content.decode()
    assert client.get("/en/khobi/desk/services/").status_code in (403, 404)


def test_on_a_towns_own_domain_one_is_led_to_the_main_host_and_back(in_ozurgeti, client, settings):
    settings.SITE_ADDRESS, settings.MAIN_HOSTS = "http://main.example", {"main.example"}
    Municipality.objects.filter(slug="ozurgeti").update(domain="ozurgeti.example")
    ask_town_for("SECOND_STEP", "post")
    official(client)
    led = client.get("/en/desk/services/", headers={"host": "ozurgeti.example"})["Location"]
    assert led.startswith("http://main.example/en/account/step-up/?")
    onward = parse_qs(urlsplit(led).query)["next"][0]
    assert onward.startswith("/en/account/hand-over/?")
    assert parse_qs(urlsplit(onward).query)["to"] == ["http://ozurgeti.example/en/desk/services/"]


def test_a_part_of_a_page_leads_the_whole_page_on(nino, client):
    ask_town_for("SECOND_STEP")
    answer = client.post(COPY, headers={"HX-Request": "true"})
    assert answer.status_code == 204 and "/account/step-up/" in answer.headers["HX-Redirect"]


def test_no_page_makes_an_actor_without_asking_the_session():
    """Such an actor would be asked for nothing: a view takes `actor_for` or `actor_here`."""
    faces = [
        path
        for path in Path(eroba.__file__).parent.glob("**/*.py")
        if "tests" not in path.parts and {"views", "api"} & {*path.parts, path.stem}
    ]
    assert len(faces) > 10
    assert [str(path) for path in faces if re.search(r"\bactor_of\(", path.read_text(encoding="utf-8"))] == []


def test_a_rule_that_says_no_is_not_softened_by_showing_more(nino, in_ozurgeti):
    with override("en"), pytest.raises(NotAllowed, match="Only a head"):
        erase_person(actor_of(nino), person=Person.objects.get(), reason="x")


def chosen(**levels: str) -> dict[str, str]:
    return {code: need.level.name for code, need in national_needs().items()} | levels


def test_a_head_sets_what_the_town_asks_and_it_holds_at_once(in_ozurgeti, client):
    page = "/en/ozurgeti/desk/signing-in/"
    official(client, "head")
    assert client.get(page).status_code == 200
    assert client.post(page, chosen(decision="PASSKEY")).status_code == 302
    assert Municipality.objects.get(slug="ozurgeti").settings == {"needs": {"decision": "PASSKEY"}}
    entry = JournalEntry.objects.get(action="people.set_needs")
    assert entry.after == {"decision": "PASSKEY"} and "art. 27" in entry.basis
    assert client.post(page, chosen(erasure="PASSWORD")).status_code == 422
    assert client.post(page, chosen(post="SECOND_STEP")).status_code == 302
    assert client.get(page).status_code == 303


def test_a_clerk_cannot_set_it(in_ozurgeti, client):
    official(client)
    assert client.post("/en/ozurgeti/desk/signing-in/", chosen()).status_code == 403
