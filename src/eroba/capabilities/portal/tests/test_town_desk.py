"""A head says how the town presents itself: contact, colour, crest, languages, what it offers, its settlements."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.people.models import Account
from eroba.kernel.registry import capabilities
from eroba.kernel.tenancy.models import Municipality, Settlement

pytestmark = pytest.mark.django_db
DESK = "/en/ozurgeti/desk/town/"
LOOK = {
    "address_ka": "ი. ჭავჭავაძის ქ. 1",
    "phone": "+995 496 27 00 00",
    "email": "hall@example.org",
    "colour": "3",
}


@pytest.fixture
def at_desk(head) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=head.account_id))
    return client


@pytest.fixture
def as_clerk(clerk) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=clerk.account_id))
    return client


def picture(kind: str = "PNG") -> SimpleUploadedFile:
    written = io.BytesIO()
    Image.new("RGB", (300, 400), "navy").save(written, kind)
    return SimpleUploadedFile("crest.png", written.getvalue(), "image/png")


def now() -> Municipality:
    return Municipality.objects.get(slug="ozurgeti")


def test_a_head_changes_contact_colour_and_languages(at_desk):
    assert "Our town" in at_desk.get(DESK).content.decode()
    answer = at_desk.post(f"{DESK}look/", LOOK, follow=True)
    assert "The pages of the town say so from now on." in answer.content.decode()
    town = now()
    assert (town.phone, town.colour, town.languages) == ("+995 496 27 00 00", 3, ("ka",))
    assert JournalEntry.objects.get(action="portal.describe_town").before["phone"] == ""
    # a town that offers Georgian only shows no way to English
    assert 'hreflang="en"' not in at_desk.get("/ka/ozurgeti/").content.decode()
    at_desk.post(f"{DESK}look/", LOOK | {"languages": "en"})
    assert now().languages == ("ka", "en")


def test_what_is_wrong_is_said_beside_the_field_and_kept(at_desk):
    answer = at_desk.post(f"{DESK}look/", LOOK | {"email": "nobody", "colour": "77"})
    page = answer.content.decode()
    assert (
        answer.status_code == 422 and "This is not an e-mail address" in page and "+995 496 27 00 00" in page
    )


def test_a_clerk_may_not(as_clerk):
    for address in (DESK, f"{DESK}look/", f"{DESK}settlements/"):
        assert as_clerk.get(address).status_code == 403
    assert as_clerk.post(f"{DESK}offers/services/", {"on": "no"}).status_code == 403
    assert now().switched_off == frozenset()


def test_a_crest_comes_in_small_and_goes_again(at_desk, client):
    page = at_desk.post(f"{DESK}crest/", {"picture": picture()}, follow=True).content.decode()
    address = f"/crests/ozurgeti/{now().crest_file}.png"
    assert f'src="{address}"' in page
    answer = client.get(address)
    assert answer["Content-Type"] == "image/png" and "immutable" in answer["Cache-Control"]
    assert Image.open(io.BytesIO(answer.content)).size == (80, 100)
    assert client.get(f"/crests/ozurgeti/{'0' * 64}.png").status_code == 404
    at_desk.post(f"{DESK}crest/", {"remove": "yes"})
    assert now().crest_file == "" and client.get(address).status_code == 404


def test_what_is_no_picture_is_refused_in_words(at_desk):
    wrong = SimpleUploadedFile("crest.png", b"MZ" + b"\0" * 200, "image/png")
    answer = at_desk.post(f"{DESK}crest/", {"picture": wrong})
    assert answer.status_code == 422 and "a program for Windows" in answer.content.decode()
    assert now().crest_file == ""
    assert "Choose a file" in at_desk.post(f"{DESK}crest/", {}).content.decode()


def test_what_is_switched_off_is_gone_for_residents_and_comes_back(at_desk, client):
    assert "/en/ozurgeti/services/" in client.get("/en/ozurgeti/").content.decode()
    at_desk.post(f"{DESK}offers/services/", {"on": "no"})
    assert now().switched_off == {"services"}
    assert client.get("/en/ozurgeti/services/").status_code == 404
    assert client.get("/api/v1/ozurgeti/services/").status_code == 404
    assert "/en/ozurgeti/services/" not in client.get("/en/ozurgeti/").content.decode()
    # the desk stays, and so does what was begun
    assert at_desk.get("/en/ozurgeti/desk/services/").status_code == 200
    assert at_desk.get("/en/ozurgeti/services/applications/").status_code != 404
    at_desk.post(f"{DESK}offers/services/", {"on": "yes"})
    assert client.get("/en/ozurgeti/services/").status_code == 200


def test_the_other_town_still_offers_it(at_desk, client, khobi):
    at_desk.post(f"{DESK}offers/services/", {"on": "no"})
    assert client.get("/en/khobi/services/").status_code == 200


def test_what_every_town_has_cannot_be_switched_off(at_desk):
    assert any(not one.is_switchable for one in capabilities())
    answer = at_desk.post(f"{DESK}offers/portal/", {"on": "no"})
    assert answer.status_code == 422 or b"cannot be switched off" in answer.content
    assert at_desk.post(f"{DESK}offers/nonsense/", {"on": "no"}).status_code == 404


def test_the_list_of_settlements_is_completed_and_mended(at_desk):
    page = at_desk.post(
        f"{DESK}settlements/new/", {"kind": "village", "name_ka": "ზემო ნატანები"}, follow=True
    ).content.decode()
    assert "Zemo Natanebi" in page
    added = Settlement.objects.get(name_ka="ზემო ნატანები")
    address = f"{DESK}settlements/{added.pk}/"
    at_desk.post(address, {"kind": "village", "name_ka": "ზემო ნატანები", "name_en": "Upper Natanebi"})
    added.refresh_from_db()
    assert added.name_en == "Upper Natanebi"
    twice = at_desk.post(f"{DESK}settlements/new/", {"kind": "village", "name_ka": "ზემო  ნატანები"})
    assert twice.status_code == 422 and "is on the list already" in twice.content.decode()
    latin = at_desk.post(f"{DESK}settlements/new/", {"kind": "village", "name_ka": "Natanebi"})
    assert "in Georgian letters" in latin.content.decode()
