"""The headers that browsers go by, as the public checkers of web sites ask for them."""

import os
import subprocess
import sys

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PAGES = [
    "/en/",
    "/en/ozurgeti/",
    "/en/account/login/",
    "/en/nothing/here/",
    "/verify/",
    "/health/",
    "/en/me/",
]


def policy_of(response) -> dict[str, list[str]]:
    """The directives of the content security policy."""
    directives = (part.split() for part in response["Content-Security-Policy"].split(";"))
    return {name: values for name, *values in directives}


@pytest.mark.parametrize("page", PAGES)
def test_every_answer_is_guarded(page, client, ozurgeti):
    answer = client.get(page)
    policy = policy_of(answer)
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == ["'self'"]
    assert "unsafe" not in answer["Content-Security-Policy"] and "*" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    for power in ("camera", "microphone", "geolocation"):
        assert f"{power}=()" in answer["Permissions-Policy"]


def test_cookies_are_for_this_site_and_not_for_scripts(client, db):
    cookies = client.get("/en/account/login/").cookies
    assert cookies
    for cookie in cookies.values():
        assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_with_https_cookies_never_travel_openly():
    """Settings are read once for each process, so another one is asked."""
    asked = (
        "from eroba.config import settings as s;"
        "assert s.SESSION_COOKIE_SECURE and s.CSRF_COOKIE_SECURE;"
        "assert s.SESSION_COOKIE_NAME.startswith('__Host-') and s.CSRF_COOKIE_NAME.startswith('__Host-');"
        "assert s.SECURE_HSTS_SECONDS >= 15768000"
    )
    environment = {**os.environ, "EROBA_ADDRESS": "https://eroba.example"}
    subprocess.run([sys.executable, "-c", asked], env=environment, check=True)


def test_browsers_are_told_to_come_by_https_only_behind_a_proxy_too(settings, ozurgeti):
    assert "Strict-Transport-Security" not in Client().get("/en/")
    settings.SECURE_HSTS_SECONDS = 63072000
    assert Client().get("/en/")["Strict-Transport-Security"] == "max-age=63072000"


def test_another_site_cannot_sign_anybody_in(ozurgeti):
    stranger = Client(enforce_csrf_checks=True, headers={"origin": "https://evil.example"})
    assert stranger.post("/en/account/login/", {"login": "a@example.org"}).status_code == 403
