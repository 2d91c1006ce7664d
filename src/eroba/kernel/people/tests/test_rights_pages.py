"""A head of unit helps somebody at the counter to a copy of their data, or to having it erased."""

import io
import time
import zipfile

import pytest
from django.test import Client

from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.people.assurance import OWNER
from eroba.kernel.people.models import Account, Person
from eroba.kernel.people.numbers import set_personal_number
from eroba.kernel.people.tests.conftest import NUMBER
from eroba.kernel.people.views import rights
from eroba.kernel.registry import Hold

pytestmark = pytest.mark.django_db
FIND = "/en/ozurgeti/desk/personal-data/"
CARD = {
    "personal_number": NUMBER,
    "family_name": "Gamogonili",
    "birth_date_day": "27",
    "birth_date_month": "3",
    "birth_date_year": "1985",
}


@pytest.fixture
def known(resident: Person) -> Person:
    """A resident whom the town knows by number and date of birth."""
    set_personal_number(resident, NUMBER)
    resident.birth_date = "1985-03-27"
    resident.save()
    return resident


@pytest.fixture
def counter(head) -> Client:
    """The browser of a head of unit."""
    client = Client()
    client.force_login(Account.objects.get(pk=head.account_id))
    session = client.session
    session[OWNER] = str(head.account_id)
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time()},
        {"method": "mfa", "type": "totp", "at": time.time()},
    ]
    session.save()
    return client


def test_who_shows_an_identity_card_is_found_and_nobody_else(counter, known):
    found = counter.post(FIND, CARD)
    assert found.status_code == 302 and str(known.pk) in found["Location"]
    for wrong in ({"family_name": "Skhva"}, {"birth_date_day": "28"}, {"personal_number": "01001000017"}):
        page = counter.post(FIND, CARD | wrong)
        assert page.status_code == 422 and "holds nothing about a person" in page.content.decode()
    typed = counter.post(FIND, CARD | {"personal_number": "123"}).content.decode()
    assert "has 11 digits" in typed and 'value="123"' in typed and "Gamogonili" in typed


def test_a_copy_is_given_and_written_down(counter, known):
    packed = counter.post(f"{FIND}{known.pk}/copy/")
    names = zipfile.ZipFile(io.BytesIO(b"".join(packed.streaming_content))).namelist()
    assert any(name.endswith(".json") for name in names)
    assert JournalEntry.objects.filter(action="people.export_person").count() == 1
    assert counter.get(f"{FIND}{known.pk}/copy/").status_code == 405


def test_erasing_asks_for_the_request_and_is_done_once(counter, known):
    page = counter.get(f"{FIND}{known.pk}/").content.decode()
    assert "Erase for good" in page and NUMBER not in page
    unsure = counter.post(f"{FIND}{known.pk}/", {"reason": "request of 3 May"})
    assert unsure.status_code == 422 and "seen both" in unsure.content.decode()
    assert "request of 3 May" in unsure.content.decode() and not Person.objects.get(pk=known.pk).erased_at
    done = counter.post(f"{FIND}{known.pk}/", {"reason": "request of 3 May", "is_sure": "on"}, follow=True)
    assert "The data were erased" in done.content.decode() and Person.objects.get(pk=known.pk).erased_at
    assert counter.get(f"{FIND}{known.pk}/").status_code == 404
    assert counter.post(FIND, CARD).status_code == 422


def test_a_password_alone_is_too_little_and_leads_to_the_second_step(counter, known):
    session = counter.session
    session["account_authentication_methods"] = session["account_authentication_methods"][:1]
    session.save()
    led = counter.post(f"{FIND}{known.pk}/", {"reason": "request of 3 May", "is_sure": "on"})
    assert led.status_code == 303 and "need=erasure" in led["Location"]
    assert not Person.objects.get(pk=known.pk).erased_at


def test_what_stands_against_it_is_said_instead_of_a_button(counter, known, monkeypatch):
    hold = Hold(because="An application is under way.", basis="GAC 5")
    monkeypatch.setattr(rights, "holds_on", lambda person: [hold])
    page = counter.get(f"{FIND}{known.pk}/").content.decode()
    assert "An application is under way." in page and "GAC 5" in page and "Erase for good" not in page


def test_a_clerk_is_told_who_may(clerk, known):
    client = Client()
    client.force_login(Account.objects.get(pk=clerk.account_id))
    assert client.get(FIND).status_code == 403 and client.post(f"{FIND}{known.pk}/copy/").status_code == 403
