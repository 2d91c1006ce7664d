"""The village one lives in is remembered only when it was chosen, and forgotten on demand."""

import pytest

from eroba.kernel.tenancy.models import Settlement

pytestmark = pytest.mark.django_db
ADDRESS = "/en/ozurgeti/village/"


@pytest.fixture
def village(in_ozurgeti):
    return Settlement.objects.create(name_ka="ლიხაური", name_en="Likhauri")


def test_choosing_is_remembered_and_can_be_forgotten(village, client):
    assert "village-ozurgeti" not in client.get(ADDRESS).cookies
    chosen = client.post(ADDRESS, {"village": str(village.pk)})
    assert chosen.status_code == 302 and chosen.cookies["village-ozurgeti"]["max-age"] == 365 * 24 * 3600
    assert "This browser remembers: Likhauri." in client.get(ADDRESS).content.decode()
    client.post(ADDRESS, {"forget": "1"})
    assert "This browser remembers" not in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize("value", ["", "nonsense", "00000000-0000-7000-8000-000000000000"])
def test_a_wrong_choice_is_answered_beside_the_field(value, village, client):
    response = client.post(ADDRESS, {"village": value})
    assert response.status_code == 422 and "Choose your town or village" in response.content.decode()


def test_another_towns_village_cannot_be_chosen(village, khobi, client):
    assert client.post("/en/khobi/village/", {"village": str(village.pk)}).status_code == 422
