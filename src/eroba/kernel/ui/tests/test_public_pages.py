"""A page that is the same for everybody is made once and given to all for a few seconds."""

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.test import RequestFactory

from eroba.kernel.ui import public_pages
from eroba.kernel.ui.public_pages import Kept, KeptPages, Shelf, public_page

ASK = RequestFactory()


class Site:
    """A site with one page that counts how often it was made."""

    def __init__(self, *, is_public: bool = True, status: int = 200, cookie: bool = False) -> None:
        self.made = 0
        self.status = status
        self.cookie = cookie
        self.view = public_page(self.page) if is_public else self.page
        self.answer = KeptPages(self.view)

    def page(self, request: HttpRequest) -> HttpResponse:
        """A page."""
        self.made += 1
        kind = HttpResponseNotFound if self.status == 404 else HttpResponse
        response = kind(f"made {self.made}. " + "Ozurgeti " * 100)
        if self.cookie:
            response.set_cookie("seen", "1")
        return response


@pytest.fixture(autouse=True)
def now(settings, monkeypatch):
    """A clock one can move, with pages kept for ten seconds."""
    settings.PUBLIC_PAGES_KEPT_SECONDS = 10
    moment = [1000.0]
    monkeypatch.setattr(public_pages.time, "monotonic", lambda: moment[0])
    return moment


def test_many_who_open_a_page_get_it_made_once(now):
    site = Site()
    first = site.answer(ASK.get("/ka/"))
    again = site.answer(ASK.get("/ka/"))
    assert site.made == 1 and again.content == first.content
    assert dict(again.headers) == dict(first.headers) and "max-age=60" in again["Cache-Control"]
    now[0] += 11
    assert b"made 2." in site.answer(ASK.get("/ka/")).content


def test_a_browser_with_the_same_page_is_told_so():
    site = Site()
    tag = site.answer(ASK.get("/ka/"))["ETag"]
    again = site.answer(ASK.get("/ka/", headers={"if-none-match": tag}))
    assert again.status_code == 304 and not again.content and again["ETag"] == tag


@pytest.mark.parametrize(
    "asked",
    [
        {"path": "/ka/", "headers": {"host": "another.example"}},
        {"path": "/en/"},
        {"path": "/ka/", "query_params": {"q": "tree"}},
        {"path": "/ka/", "headers": {"hx-request": "true"}},
        {"path": "/ka/", "headers": {"accept-encoding": "gzip"}},
        {"path": "/ka/", "secure": True},
    ],
)
def test_another_question_is_never_given_this_page(asked):
    site = Site()
    site.answer(ASK.get("/ka/"))
    site.answer(ASK.get(**asked))
    assert site.made == 2


def test_what_is_sent_is_not_taken_for_a_question():
    site = Site()
    site.answer(ASK.get("/ka/"))
    assert site.answer(ASK.post("/ka/")).status_code == 405 and site.made == 1


@pytest.mark.parametrize(
    "site", [Site(is_public=False), Site(status=404), Site(cookie=True)], ids=["own", "missing", "cookie"]
)
def test_what_is_not_the_same_for_all_is_not_kept(site):
    site.answer(ASK.get("/ka/"))
    site.answer(ASK.get("/ka/"))
    assert site.made == 2


def test_a_full_shelf_gives_up_what_was_not_asked_for_longest():
    shelf = Shelf(most_bytes=30)
    pages = {name: ("http", "", f"/{name}/", False) for name in "abcd"}
    for name in "abc":
        shelf.keep(pages[name], Kept(b"0123456789", {}, 2000.0))
    assert shelf.get(pages["a"])
    shelf.keep(pages["d"], Kept(b"0123456789", {}, 2000.0))
    assert shelf.get(pages["b"]) is None and shelf.bytes == 30
    assert all(shelf.get(pages[name]) for name in "acd")
