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


def test_the_page_shows_what_was_found_and_helps_when_nothing_was(town, client):
    page = client.get("/en/ozurgeti/search/", {"q": "სოციალური"}).content.decode()
    assert "1 thing found" in page and SERVICE.address in page
    nothing = client.get("/en/ozurgeti/search/", {"q": '"><script>'}).content.decode()
    assert "0 things found" in nothing and "What you can ask for" in nothing and "<script>" not in nothing
