"""Too much and too often are answered with a page in words, and the answer reaches whoever is still sending."""

from io import BytesIO

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory

from eroba.config.middleware import AnswersReachTheSender
from tests.fixtures.product import Product

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "words"), [("en", "This file is too large"), ("ka", "ფაილი ძალიან დიდია")]
)
def test_more_than_we_take_at_once_gets_a_page(language, words, client, settings):
    settings.LARGEST_REQUEST_BYTES = 1000
    answer = client.post(f"/{language}/account/login/", {"login": "x" * 2000})
    assert answer.status_code == 413 and words in answer.content.decode()


def test_too_much_text_gets_the_same_page(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = client.post(
        "/en/account/login/", "x=" + "y" * 2000, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 413 and "Make the file smaller" in answer.content.decode()


@pytest.mark.parametrize("limit", [10, 10**9])
def test_what_no_view_wanted_is_read_before_the_answer(limit, settings):
    settings.LARGEST_REQUEST_BYTES = limit
    body = BytesIO(b"x" * 200_000)
    request = RequestFactory().post(
        "/en/", body.getvalue(), content_type="application/octet-stream", **{"wsgi.input": body}
    )
    AnswersReachTheSender(lambda _request: HttpResponse("no"))(request)
    assert body.tell() == 200_000


def test_signing_in_too_often_gets_a_page(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    cache.clear()
    for _time in range(3):
        answer = client.post("/en/account/login/", {"login": "a@example.org", "password": "wrong"})
    assert answer.status_code == 429
    assert "Wait a few minutes" in answer.content.decode()


@pytest.mark.browser
def test_a_browser_that_sends_too_much_reads_why(browse, product: Product, tmp_path):
    film = tmp_path / "film.pdf"
    film.write_bytes(b"%PDF-" + bytes(70 * 1024 * 1024))
    page = browse(language="en")
    page.goto("/verify/?language=en")
    page.set_input_files("input[type=file]", film)
    with page.expect_navigation() as arrival:
        page.locator("form:has(input[type=file]) button").click()
    assert arrival.value.status == 413
    assert page.locator("h1").inner_text() in ("This file is too large", "ფაილი ძალიან დიდია")
