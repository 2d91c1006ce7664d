"""Public pages can be kept by a cache: no cookie, no look into the session, whoever asks."""

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from eroba.config import urls as real

pytestmark = pytest.mark.django_db


def public_page(request) -> HttpResponse:
    return HttpResponse("public")


urlpatterns = [path("plain/", public_page), *real.urlpatterns]


@pytest.fixture
def touched(monkeypatch) -> list[str]:
    """What was asked of the session."""
    seen: list[str] = []
    for name in ("_get_session",):
        original = getattr(SessionBase, name)

        def noted(self, *args, _original=original, **kwargs):
            seen.append("session")
            return _original(self, *args, **kwargs)

        monkeypatch.setattr(SessionBase, name, noted)
    monkeypatch.setattr(SessionBase, "_session", property(noted))
    return seen


@pytest.mark.urls("eroba.kernel.people.tests.test_public_pages")
def test_a_public_page_touches_no_session_even_for_somebody_signed_in(touched, newcomer):
    client = Client()
    client.force_login(newcomer)
    touched.clear()
    answer = client.get("/plain/")
    assert answer.status_code == 200 and not touched
    assert not answer.cookies and "Cookie" not in answer.get("Vary", "")


@pytest.mark.urls("eroba.kernel.people.tests.test_public_pages")
def test_personal_pages_are_never_kept(newcomer, ozurgeti):
    client = Client()
    client.force_login(newcomer)
    for page in (
        "/ka/me/",
        "/ka/me/details/",
        "/ka/me/sign-in/",
        "/ka/ozurgeti/identify/",
        "/ka/account/logout/",
    ):
        answer = client.get(page)
        assert "no-store" in answer.get("Cache-Control", "") or "Cookie" in answer["Vary"], page
        assert settings.SESSION_COOKIE_NAME not in answer.cookies


def test_missing_pages_touch_no_session(touched, client, ozurgeti):
    answer = client.get("/ka/ozurgeti/nothing-here/")
    assert answer.status_code == 404 and not answer.cookies and not touched
