"""A resident finds their town, sees that it is not here yet, and comes back on the day it opens."""

import pytest
from django.test import Client

from eroba.capabilities.portal.actions import open_town
from eroba.kernel.actions import Actor, NotAllowed, system_actor
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.errors import Refusal
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.national import load_municipalities
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db


def words(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def test_from_finding_ones_town_to_its_opening(client):
    load_municipalities()
    found = words(client, "/en/?q=ხობი")
    assert "1 municipality found" in found and "/en/khobi/" in found and "/en/kvareli/" in found

    closed = words(client, "/en/khobi/")
    assert "Khobi is not on Eroba yet" in closed and "How it can start" in closed and "26,700" in closed
    words(client, "/en/khobi/search/", 404)

    khobi = Municipality.objects.get(slug="khobi")
    with scope(khobi):
        with pytest.raises(NotAllowed):
            open_town(Actor(roles=frozenset({"head"})), town=khobi)
        open_town(system_actor("operator"), town=khobi)
        assert JournalEntry.objects.get().after == {"is_open": True}
        assert FactRecord.objects.get().name == "town.opened"
        with pytest.raises(Refusal):
            open_town(system_actor("operator"), town=khobi)

    home = words(client, "/en/khobi/")
    assert "What do you need from Khobi?" in home and "Get something done" in home
    assert "The names of the 57 villages are not here yet" in home
    front = words(client, "/en/")
    assert "On Eroba now" in front and "All 64 municipalities" in front
