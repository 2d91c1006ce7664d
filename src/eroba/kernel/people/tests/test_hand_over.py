"""From the main host to a town's own domain: once, within a minute, in the same browser, to no other host."""

import datetime as dt
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from conftest import appoint
from eroba.kernel.base.clock import at, now
from eroba.kernel.people.hand_over import town_of_goal
from eroba.kernel.people.models import Account
from eroba.kernel.tenancy.models import Municipality

pytestmark = pytest.mark.django_db
MAIN, TOWN, OTHER = "main.example", "ozurgeti.example", "khobi.example"
DESK = "/en/desk/services/"


class Browser:
    """One browser on several hosts, each with cookies of its own."""

    def __init__(self) -> None:
        self.hosts = {host: Client() for host in (MAIN, TOWN, OTHER)}

    def get(self, address: str):
        parts = urlsplit(address)
        return self.hosts[parts.netloc].get(f"{parts.path}?{parts.query}", headers={"host": parts.netloc})

    def post(self, address: str, **typed: str):
        parts = urlsplit(address)
        return self.hosts[parts.netloc].post(parts.path, typed, headers={"host": parts.netloc})


@pytest.fixture
def clerk_account(in_ozurgeti, khobi, settings) -> Account:
    settings.SITE_ADDRESS, settings.MAIN_HOSTS = f"http://{MAIN}", {MAIN}
    Municipality.objects.filter(pk=in_ozurgeti.pk).update(domain=TOWN)
    Municipality.objects.filter(pk=khobi.pk).update(domain=OTHER)
    account = appoint("clerk@example.org", "clerk", "თეა", "Tea")
    account.set_password("a long password")
    account.save()
    return account


@pytest.fixture
def browser(clerk_account) -> Browser:
    return Browser()


def address_of_arrival(browser: Browser, account: Account) -> str:
    """Goes from the town's desk to the main host, signs in there, and reads where the way back leads."""
    to_main = browser.get(f"http://{TOWN}{DESK}")["Location"]
    assert to_main.startswith(f"http://{MAIN}/en/account/login/?next=%2Fen%2Faccount%2Fhand-over%2F")
    browser.hosts[MAIN].force_login(account)
    page = browser.get(f"http://{MAIN}{parse_qs(urlsplit(to_main).query)['next'][0]}")
    assert page.status_code == 200 and "no-store" in page["Cache-Control"]
    return unescape(re.search(r'content="0; url=([^"]+)"', page.content.decode()).group(1))


def test_somebody_signed_in_on_the_main_host_goes_on_signed_in(browser, clerk_account):
    arrival = address_of_arrival(browser, clerk_account)
    assert arrival.startswith(f"http://{TOWN}/en/account/arrive/?token=")
    answer = browser.get(arrival)
    assert (answer.status_code, answer["Location"]) == (302, DESK)
    assert browser.get(f"http://{TOWN}{DESK}").status_code == 200


def test_behind_a_proxy_the_way_back_is_as_safe_as_the_way_there(browser, clerk_account, settings):
    settings.SITE_ADDRESS = f"https://{MAIN}"
    to_main = browser.get(f"http://{TOWN}{DESK}")["Location"]
    onward = parse_qs(urlsplit(to_main).query)["next"][0]
    assert parse_qs(urlsplit(onward).query)["to"] == [f"https://{TOWN}{DESK}"]


def test_the_form_itself_leads_to_the_hand_over(browser, clerk_account):
    to_main = browser.get(f"http://{TOWN}{DESK}")["Location"]
    onward = parse_qs(urlsplit(to_main).query)["next"][0]
    answer = browser.post(
        f"http://{MAIN}/en/account/login/",
        login="clerk@example.org",
        password="a long password",
        next=onward,
    )
    assert answer.status_code == 302


def test_a_token_is_good_once(browser, clerk_account):
    arrival = address_of_arrival(browser, clerk_account)
    browser.get(arrival)
    browser.hosts[TOWN].session.flush()
    again = browser.get(arrival)
    assert again.status_code == 403 and "used already" in again.content.decode()


def test_a_token_is_good_for_a_minute(browser, clerk_account):
    arrival = address_of_arrival(browser, clerk_account)
    with at(now() + dt.timedelta(seconds=61)):
        late = browser.get(arrival)
    assert late.status_code == 403 and "sign in again" in late.content.decode()


def test_a_signature_is_good_for_a_minute(browser, clerk_account, monkeypatch):
    arrival = address_of_arrival(browser, clerk_account)
    monkeypatch.setattr("eroba.kernel.people.hand_over.HAND_OVER_LASTS", dt.timedelta(seconds=-1))
    late = browser.get(arrival)
    assert late.status_code == 403 and "no longer open" in late.content.decode()


@pytest.mark.parametrize("change", ["other host", "changed", "missing"])
def test_a_token_of_another_host_or_of_nobody_is_refused(change, browser, clerk_account):
    arrival = address_of_arrival(browser, clerk_account)
    address = {
        "other host": arrival.replace(TOWN, OTHER),
        "changed": arrival.replace("token=", "token=x"),
        "missing": f"http://{TOWN}/en/account/arrive/",
    }[change]
    answer = browser.get(address)
    assert answer.status_code == 403 and "not valid" in answer.content.decode()
    assert "_auth_user_id" not in browser.hosts[urlsplit(address).netloc].session


def test_a_token_is_of_no_use_in_another_browser(browser, clerk_account):
    stolen = Browser().get(address_of_arrival(browser, clerk_account))
    assert stolen.status_code == 403 and "another browser" in stolen.content.decode()


def test_signing_out_on_one_host_signs_out_on_both(browser, clerk_account):
    browser.get(address_of_arrival(browser, clerk_account))
    answer = browser.post(f"http://{TOWN}/en/account/logout/")
    assert (answer.status_code, answer["Location"]) == (302, "/en/")
    assert browser.get(f"http://{MAIN}/en/me/").status_code == 302
    browser.get(address_of_arrival(browser, clerk_account))
    assert browser.get(f"http://{TOWN}{DESK}").status_code == 200
    browser.post(f"http://{MAIN}/en/account/logout/")
    assert browser.get(f"http://{TOWN}{DESK}").status_code == 302


@pytest.mark.parametrize(
    "goal",
    [
        "http://evil.example/",
        "https://ozurgeti.example/",
        "http://ozurgeti.example@evil.example/",
        "javascript:alert(1)",
        "//ozurgeti.example/",
        "/en/",
        "",
    ],
)
def test_no_way_leads_to_a_stranger(goal, browser, clerk_account):
    assert town_of_goal(goal) is None
    browser.hosts[MAIN].force_login(clerk_account)
    answer = browser.get(f"http://{MAIN}/en/account/hand-over/?to={goal}&browser={'0' * 64}")
    assert answer.status_code == 404


def test_the_main_host_has_no_arrival(browser):
    for page in ("arrive", "logout"):
        assert browser.get(f"http://{MAIN}/en/ozurgeti/account/{page}/").status_code in (404, 405)


def test_my_page_on_a_town_domain_lies_on_the_main_host(browser):
    assert f'href="http://{MAIN}/en/me/"' in browser.get(f"http://{TOWN}/en/").content.decode()
