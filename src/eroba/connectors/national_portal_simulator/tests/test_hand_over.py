"""A person comes from the portal: signed in as who they are there, as surely as there, and nowhere but here."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import pytest
from django.conf import settings as installation

from eroba.connectors.national_portal_simulator.running import RunningPortal, running_portal
from eroba.connectors.register_simulator.people import population
from eroba.kernel.actions.assurance import Level
from eroba.kernel.people.assurance import NATIONAL_LEVEL, level_of
from eroba.kernel.people.models import Account, Person
from eroba.kernel.people.tests.test_national_sign_in import use_provider
from eroba.kernel.tenancy.scope import scope

NINO, GIA = "99000001701", "99000001702"
GOAL = "/en/ozurgeti/services/"


@pytest.fixture(scope="module")
def portal() -> Iterator[RunningPortal]:
    with running_portal("--person", NINO, "--person", GIA) as running:
        yield running


@pytest.fixture
def here(
    transactional_db: None, live_server: Any, portal: RunningPortal, settings: Any, ozurgeti: Any
) -> str:
    """The address of the installation, connected to the portal."""
    use_provider(settings, portal.address)
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["secret"] = "stand-in"
    portal.turn(level="substantial", spoils_nonce=False)
    return live_server.url


def browser(portal: RunningPortal, number: str) -> httpx.Client:
    """A browser signed in at the portal."""
    client = httpx.Client(follow_redirects=True, timeout=20, trust_env=False)
    client.post(f"{portal.address}/en/sign-in", data={"number": number})
    return client


def link(here: str, portal: RunningPortal, goal: str = GOAL, iss: str = "", **more: str) -> str:
    """The link the portal shows."""
    target = goal if goal.startswith("http") or not goal.startswith("/en/") else f"{here}{goal}"
    asked = {"iss": iss or portal.address, "target_link_uri": target} | more
    return f"{here}/en/account/arrive/?{urlencode(asked)}"


def session_of(client: httpx.Client) -> dict[str, Any]:
    key = client.cookies.get("eroba") or ""
    return import_module(installation.SESSION_ENGINE).SessionStore(key).load()


def test_one_arrives_signed_in_and_known_at_the_page_one_wanted(here, portal, ozurgeti):
    client = browser(portal, NINO)
    page = client.get(link(here, portal, f"{GOAL}applications/?order=1"))
    assert page.status_code == 200 and str(page.url) == f"{here}{GOAL}applications/?order=1"
    with scope(ozurgeti):
        person = Person.objects.get()
        assert person.given_name == population().people[NINO].given_name_ka
        assert person.identified_by == Person.IdentifiedBy.SIGN_IN
    assert level_of(session_of(client)[NATIONAL_LEVEL]) == Level.NATIONAL


def test_what_is_asked_carries_state_nonce_and_challenge(here, portal):
    client = httpx.Client(follow_redirects=False, timeout=20, trust_env=False)
    answer = client.get(link(here, portal, login_hint="nino"))
    parts = urlsplit(answer.headers["location"])
    asked = dict(parse_qsl(parts.query))
    assert f"{parts.scheme}://{parts.netloc}" == portal.address and answer.status_code == 302
    assert (
        len(asked["state"]) >= 16 and len(asked["nonce"]) >= 24 and asked["code_challenge_method"] == "S256"
    )
    assert asked["redirect_uri"].startswith(here) and asked["login_hint"] == "nino"


def test_a_provider_that_is_less_sure_gives_less(here, portal):
    portal.turn(level="low")
    client = browser(portal, NINO)
    client.get(link(here, portal, f"{GOAL}applications/"))
    assert level_of(session_of(client)[NATIONAL_LEVEL]) == Level.PASSWORD


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("", Level.NATIONAL),
        ("http://eidas.europa.eu/LoA/high", Level.NATIONAL),
        ("http://eidas.europa.eu/LoA/substantial/", Level.NATIONAL),
        ("http://eidas.europa.eu/LoA/low", Level.PASSWORD),
        ("0", Level.PASSWORD),
        ("http://stranger.example/high/nothing", Level.PASSWORD),
    ],
)
def test_levels_are_taken_over_and_never_raised(said, level):
    assert level_of(said) == level


def test_an_answer_made_for_another_question_opens_nothing(here, portal):
    portal.turn(spoils_nonce=True)
    client = browser(portal, NINO)
    page = client.get(link(here, portal, f"{GOAL}applications/"))
    assert page.status_code == 400 and "does not belong to this visit" in page.text
    assert not Account.objects.exists()


def test_one_can_come_again_and_a_spoiled_answer_opens_nothing_then_either(here, portal):
    client = browser(portal, NINO)
    for _visit in ("first", "second"):
        page = client.get(link(here, portal, f"{GOAL}applications/"))
        assert page.status_code == 200 and str(page.url) == f"{here}{GOAL}applications/"
    portal.turn(spoils_nonce=True)
    again = browser(portal, NINO)
    assert again.get(link(here, portal, f"{GOAL}applications/")).status_code == 400
    assert again.get(f"{here}{GOAL}applications/").url.path.endswith("/account/login/")


def test_an_answer_nobody_asked_for_opens_nothing(here, portal):
    client = browser(portal, NINO)
    page = client.get(f"{here}/en/account/oidc/national/login/callback/?code=x&state=y")
    assert not Account.objects.exists() and "_auth_user_id" not in page.text


def test_whoever_was_signed_in_here_before_is_not_taken_for_the_one_who_comes(here, portal):
    client = browser(portal, NINO)
    client.get(link(here, portal, f"{GOAL}applications/"))
    first = session_of(client)["_auth_user_id"]
    client.post(f"{portal.address}/en/sign-in", data={"number": GIA})
    client.get(link(here, portal, f"{GOAL}applications/"))
    second = session_of(client)["_auth_user_id"]
    assert first != second and Account.objects.get(pk=second).email.endswith("1702@portal.example")


BAD_GOALS = [
    "https://evil.example/",
    "//evil.example/en/ozurgeti/",
    "/\\evil.example",
    "/ka/ozurgeti/",
    "javascript:alert(1)",
    "data:text/html,x",
    "",
    "HERE@evil.example/",
    "HERE//evil.example/",
    "HERE/en/nowhere/at/all/",
    "HERE\\@evil.example/",
    "http://evil.example?HERE/en/",
    "HERE",
    "HERE/xx/ozurgeti/services/",
    "https://[::1",
    "HERE/en/ozurgeti/\r\nLocation:https://evil.example",
]


@pytest.mark.parametrize("goal", BAD_GOALS)
def test_no_link_leads_to_a_stranger(here, portal, goal):
    client = httpx.Client(follow_redirects=False, timeout=20, trust_env=False)
    asked = urlencode({"iss": portal.address, "target_link_uri": goal.replace("HERE", here)})
    answer = client.get(f"{here}/en/account/arrive/?{asked}")
    assert answer.status_code == 400 and "leads to no page of ours" in answer.text


def test_another_issuer_is_not_asked(here, portal):
    client = httpx.Client(follow_redirects=False, timeout=20, trust_env=False)
    answer = client.get(link(here, portal, iss="https://stranger.example"))
    assert answer.status_code == 400 and "a sign-in we do not know" in answer.text


def test_a_page_on_a_towns_own_domain_is_reached_below_its_name(here, portal, ozurgeti):
    type(ozurgeti).objects.filter(pk=ozurgeti.pk).update(domain="ozurgeti.example")
    client = browser(portal, NINO)
    page = client.get(link(here, portal, "http://ozurgeti.example/ka/services/applications/"))
    assert str(page.url) == f"{here}/ka/ozurgeti/services/applications/"


@pytest.mark.django_db
def test_without_a_national_sign_in_there_is_no_such_way(client):
    asked = urlencode({"iss": "x", "target_link_uri": "http://testserver/en/"})
    assert client.get(f"/en/account/arrive/?{asked}").status_code == 404
