"""The hands of a web process: as many as were given work at a time, and a kept page waits for none of them."""

import threading
import time

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from eroba.config import hands
from eroba.kernel.ui.public_pages import KeptPages

PATIENCE = 10


@pytest.fixture
def one_hand(monkeypatch: pytest.MonkeyPatch, settings) -> hands.Hands:
    settings.PUBLIC_PAGES_KEPT_SECONDS = 60
    only = hands.Hands(1)
    monkeypatch.setattr(KeptPages, "hands", only)
    return only


def test_a_kept_page_passes_those_who_wait_for_a_hand(one_hand: hands.Hands) -> None:
    busy, go_on = threading.Event(), threading.Event()

    def respond(request: HttpRequest) -> HttpResponse:
        if request.path == "/slow/":
            busy.set()
            assert go_on.wait(PATIENCE)
        response = HttpResponse(f"page {threading.current_thread().name}")
        response.is_the_same_for_all = True  # type: ignore[attr-defined]
        return response

    pages, asked = KeptPages(respond), RequestFactory()
    made = pages(asked.get("/"))
    assert made.content.startswith(b"page hand"), "worked on by a hand, not by who brought it"
    slow = threading.Thread(target=pages, args=(asked.get("/slow/"),))
    slow.start()
    assert busy.wait(PATIENCE)
    assert pages(asked.get("/")).content == made.content, "while the only hand is busy"
    go_on.set()
    slow.join(PATIENCE)
    assert not slow.is_alive()


def test_a_hand_gives_its_connections_back_and_its_mistakes_too(
    one_hand: hands.Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_back: list[str] = []
    monkeypatch.setattr(
        hands, "close_old_connections", lambda: given_back.append(threading.current_thread().name)
    )

    def respond(request: HttpRequest) -> HttpResponse:
        raise ValueError("a mistake")

    with pytest.raises(ValueError, match="a mistake"):
        one_hand.answer(respond, RequestFactory().get("/"))
    assert len(given_back) == 2 and set(given_back) == {"hand_0"}


@pytest.mark.django_db(transaction=True)
def test_a_hand_keeps_its_connection_until_it_is_old(
    one_hand: hands.Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connection_of_hand(_asked: None) -> object:
        connection.ensure_connection()
        return connection.connection

    first = one_hand.answer(connection_of_hand, None)
    assert one_hand.answer(lambda _asked: connection.connection, None) is first
    if connection.vendor == "postgresql":
        now = time.monotonic()
        monkeypatch.setattr(time, "monotonic", lambda: now + 301)
        one_hand.answer(lambda _asked: None, None)
        assert one_hand.answer(lambda _asked: connection.connection, None) is None, "given back to the pool"
    one_hand.answer(lambda _asked: connection.close(), None)
