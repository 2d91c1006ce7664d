"""Public pages are the same for everybody: kept by caches, without cookies, with few queries, in both languages."""

import gzip

import pytest
from django.conf import settings as config
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client

from eroba.kernel.tenancy.models import Municipality, Settlement
from eroba.kernel.tenancy.national import load_municipalities

pytestmark = pytest.mark.django_db

ABOUT = ["about/", "about/help/", "about/privacy/", "about/accessibility/", "about/licences/"]
TOWN = ["ozurgeti/", "ozurgeti/search/?q=likhauri", "ozurgeti/together/", "ozurgeti/town-hall/", "kvareli/"]
PAGES = ["", "?q=oz&region=Guria&sort=-population", *ABOUT, *TOWN]


@pytest.fixture
def country(ozurgeti, khobi):
    load_municipalities()


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_public_page_can_be_kept_by_anybody(page, language, country, client):
    response = client.get(f"/{language}/{page}")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert "Set-Cookie" not in response.headers and not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_a_public_page_does_not_know_who_reads_it(country):
    reader = Client()
    reader.force_login(get_user_model().objects.create_user("reader@example.org", "a long password"))
    for page in PAGES:
        response = reader.get(f"/en/{page}")
        assert response.content == Client().get(f"/en/{page}").content
        assert "Cookie" not in response.headers.get("Vary", "")


def test_a_kept_page_is_given_to_nobody_who_asked_for_another(country, client, settings):
    """Two towns, two languages, two hosts, packed or not: kept pages equal those that are made anew."""
    Municipality.objects.filter(slug="ozurgeti").update(domain="ozurgeti.example")
    asked = [
        (f"/{language}/{page}", {"host": "testserver", "accept-encoding": packing})
        for language in ("ka", "en")
        for page in ("", "ozurgeti/", "khobi/", "ozurgeti/services/", "khobi/services/", "about/")
        for packing in ("gzip", "identity")
    ]
    asked += [(f"/{language}/", {"host": "ozurgeti.example"}) for language in ("ka", "en")]
    made = [client.get(address, headers=headers) for address, headers in asked]
    settings.PUBLIC_PAGES_KEPT_SECONDS = 10
    for _round in ("kept now", "given again"):
        for (address, headers), before in zip(asked, made, strict=True):
            answer = client.get(address, headers=headers)
            assert answer.status_code == before.status_code == 200
            assert unpacked(answer) == unpacked(before), (address, headers)
            assert not answer.cookies and "Content-Security-Policy" in answer
            assert answer.get("Content-Encoding") == before.get("Content-Encoding")


def unpacked(answer: HttpResponse) -> bytes:
    return gzip.decompress(answer.content) if answer.get("Content-Encoding") == "gzip" else answer.content


@pytest.mark.parametrize("page", PAGES)
def test_no_page_asks_more_the_more_there_is(
    page, country, client, in_ozurgeti, django_assert_max_num_queries
):
    Settlement.objects.bulk_create(
        Settlement(name_ka=f"სოფელი {number}", name_en=f"Village {number}") for number in range(100)
    )
    client.get(f"/ka/{page}")
    with django_assert_max_num_queries(12):
        client.get(f"/ka/{page}")


def test_public_pages_are_only_read(country, client):
    assert client.post("/en/ozurgeti/").status_code == 405


def test_a_town_with_its_own_domain_reaches_the_pages_about_eroba(country, client):
    Municipality.objects.filter(slug="ozurgeti").update(domain="ozurgeti.example")
    response = client.get("/en/", HTTP_HOST="ozurgeti.example")
    assert response.status_code == 200
    assert f'href="{config.SITE_ADDRESS}/en/about/privacy/"' in response.content.decode()


def test_a_town_that_is_not_here_yet_has_a_page_on_its_own_domain_too(country, client):
    Municipality.objects.filter(slug="kvareli").update(domain="kvareli.example")
    page = client.get("/en/", HTTP_HOST="kvareli.example")
    assert page.status_code == 200 and f'href="{config.SITE_ADDRESS}/en/"' in page.content.decode()


def test_the_page_says_how_many_villages_are_known(country, client):
    assert (
        "53 of 68 villages are known here; the town completes the list."
        in client.get("/en/ozurgeti/").content.decode()
    )


def test_a_home_says_how_to_reach_the_town_hall_and_what_is_open(country, client):
    Municipality.objects.filter(slug="ozurgeti").update(phone="0496 27 00 00")
    page = client.get("/en/ozurgeti/").content.decode()
    assert '<dl class="e-facts">' in page and '<a href="tel:0496270000">0496 27 00 00</a>' in page
    assert "What is open now" in page and "Nothing is open for signing" in page
    assert "<dt>Villages</dt><dd>68</dd>" in page


@pytest.mark.parametrize("sort", ["name", "-population", "voters", "region", "nonsense", "-"])
def test_the_list_is_sorted_and_never_breaks(sort, country, client):
    page = client.get("/en/", {"sort": sort, "all": "yes"}).content.decode()
    assert page.count("</tr>") == 65


def test_the_long_list_comes_in_pages_that_keep_filter_and_order(country, client):
    first = client.get("/en/", {"sort": "-population"}).content.decode()
    assert first.count("</tr>") == 21 and "Show all 64 on one page" in first
    assert 'href="?sort=-population&amp;page=2#municipalities"' in first
    assert 'href="?sort=-population&amp;all=yes#municipalities"' in first
    assert client.get("/en/", {"page": "4"}).content.decode().count("</tr>") == 5
    assert client.get("/en/", {"page": "nonsense"}).status_code == 200
    few = client.get("/en/", {"region": "Guria"}).content.decode()
    assert few.count("</tr>") == 4 and "on one page" not in few


def test_typing_nonsense_is_answered_in_words(country, client):
    page = client.get("/en/", {"q": "<b>xyzzy", "region": "Mars"}).content.decode()
    assert "We found no such municipality" in page and "<b>xyzzy" not in page


def test_public_pages_are_sent_packed(ozurgeti):
    client = Client(headers={"accept-encoding": "gzip"})
    page = client.get("/ka/")
    assert page["Content-Encoding"] == "gzip" and "Accept-Encoding" in page["Vary"]
    assert len(page.content) * 3 < len(Client().get("/ka/").content)
