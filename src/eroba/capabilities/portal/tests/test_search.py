"""A search finds a thing in whichever script and case it is typed."""

import pytest

from eroba.capabilities.portal.queries import found_in_town
from eroba.kernel.base.text import is_found
from eroba.kernel.registry import Capability, Card, shelf
from eroba.kernel.tenancy.models import Settlement

pytestmark = pytest.mark.django_db

SERVICE = Card(title="ერთჯერადი სოციალური დახმარება", address="/ka/ozurgeti/services/one/")


def finds(key):
    return [SERVICE] if is_found(key, SERVICE.title, "One-off social assistance") else []


@pytest.fixture
def town(in_ozurgeti, monkeypatch):
    Settlement.objects.create(name_ka="ლიხაური", name_en="Likhauri")
    manifest = Capability(name="test", title="Test", finds=(finds,), offers=(lambda: [SERVICE],))
    monkeypatch.setitem(shelf._shelf, "test", manifest)
    return in_ozurgeti


@pytest.mark.parametrize(
    "typed", ["დახმარება", "დახმარების", "ᲓᲐᲮᲛᲐᲠᲔᲑᲐ", "dakhmareba", "SOCIAL assist", "daxmareba"]
)
def test_a_service_is_found(typed, town):
    assert found_in_town(typed).cards == [SERVICE]


@pytest.mark.parametrize("typed", ["ლიხაური", "ლიხაურში", "likh", "Lixauri"])
def test_a_village_is_found(typed, town):
    assert [s.name_en for s in found_in_town(typed).settlements] == ["Likhauri"]


@pytest.mark.parametrize("typed", ["", "  ", "!!!", "petition", "დახმარება xyz"])
def test_what_is_not_there_is_not_found(typed, town):
    assert len(found_in_town(typed)) == 0


def test_whoever_types_gets_only_what_was_found(town, client):
    address = "/en/ozurgeti/search/"
    answer = client.get(address, {"q": "სოციალ"}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "1 thing found" in text and SERVICE.address in text and "<html" not in text
    assert "HX-Request" in answer["Vary"] and "public" in answer["Cache-Control"]
    assert "HX-Request" in client.get(address, {"q": "სოციალ"})["Vary"]
    assert not client.get(address, {"q": " "}, headers={"HX-Request": "true"}).content.strip()


@pytest.mark.parametrize("page", ["/en/ozurgeti/", "/en/ozurgeti/search/?q=xyzzy"])
def test_the_field_says_where_it_answers(page, town, client):
    text = client.get(page).content.decode()
    assert 'data-hx-get="/en/ozurgeti/search/"' in text and "htmx.min.js" in text
    assert 'id="found" aria-live="polite"' in text


@pytest.mark.browser
@pytest.mark.parametrize("page", ["/ka/ozurgeti/", "/ka/ozurgeti/search/"])
def test_answers_come_while_one_types(page, browse):
    browser = browse(width=360)
    browser.goto(page)
    browser.locator("#q").press_sequentially("likh", delay=20)
    found = browser.locator("#found")
    found.get_by_text("ლიხაური").first.wait_for()
    browser.locator("#q").fill("")
    found.get_by_text("ლიხაური").first.wait_for(state="detached")


def test_the_page_shows_what_was_found_and_helps_when_nothing_was(town, client):
    page = client.get("/en/ozurgeti/search/", {"q": "სოციალური"}).content.decode()
    assert "1 thing found" in page and SERVICE.address in page
    nothing = client.get("/en/ozurgeti/search/", {"q": '"><script>'}).content.decode()
    assert "0 things found" in nothing and "What you can ask for" in nothing and "<script>" not in nothing
