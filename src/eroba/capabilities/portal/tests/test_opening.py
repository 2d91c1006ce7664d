"""A new town gets ready: unseen until it opens, resumable, each step taken back, and everything missing is named."""

import argparse
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from eroba.capabilities.portal import preparing
from eroba.capabilities.portal.opening import READABLE
from eroba.capabilities.portal.queries import open_towns, readiness
from eroba.capabilities.services.models import Service
from eroba.config.commands import municipality_prepare
from eroba.kernel.actions import Actor, NotAllowed, system_actor
from eroba.kernel.base.errors import Refusal
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.people.models import Account, Appointment, Role
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope
from eroba.kernel.ui.palette import TOWN_FILLS, contrast

DESK = "/en/newtown/desk/"


@pytest.fixture
def newtown(db: None) -> Municipality:
    """A town that began to get ready, by the command."""
    words = [
        "newtown",
        "--name",
        "ახალქალაქისი",
        "--head",
        "head@newtown.example",
        "--head-name",
        "ნინო უფროსიძე",
    ]
    parser = argparse.ArgumentParser()
    municipality_prepare.add_arguments(parser)
    assert municipality_prepare.run(parser.parse_args(words)) == 0
    return Municipality.objects.get(slug="newtown")


@pytest.fixture
def browser(newtown: Municipality) -> Client:
    """The browser of its first head of unit."""
    client = Client()
    client.force_login(Account.objects.get(email="head@newtown.example"))
    return client


def missing(town: Municipality) -> list[str]:
    """What is still missing, by step."""
    town.refresh_from_db()
    with scope(town):
        return [step.code for step in readiness().steps if step.missing]


def describe(browser: Client) -> Any:
    """Fill in the first step."""
    typed = {"address_ka": "თავისუფლების 1", "phone": "0492 22 00 00", "email": "a@newtown.example"}
    return browser.post(f"{DESK}town/look/", typed | {"colour": "3", "languages": ["en"]}, follow=True)


def test_nobody_sees_it_before_it_opens(newtown: Municipality, browser: Client, clerk: Actor) -> None:
    stranger = Client()
    stranger.force_login(Account.objects.get(pk=clerk.account_id))
    assert newtown not in open_towns()
    for path in ("services/", "search/", "services.jsonld", "feeds/all.atom", "people/"):
        assert Client().get(f"/en/newtown/{path}").status_code == 404
        assert browser.get(f"/en/newtown/{path}").status_code == 404
    assert Client().get("/api/v1/newtown/services").status_code == 404
    assert "is not on Eroba yet" in Client().get("/en/newtown/").content.decode()
    assert Client().get(f"{DESK}town/opening/").status_code == 302
    assert stranger.get(f"{DESK}town/opening/").status_code == 403
    page = browser.get(DESK, follow=True).content.decode()
    assert "Nobody outside the town hall sees this town" in page and "Still missing:" in page


def test_from_the_first_step_to_the_opening(newtown: Municipality, browser: Client) -> None:
    while deliver_due():
        pass
    assert [letter.to for letter in mail.outbox] == [["head@newtown.example"]]
    assert missing(newtown) == ["look", "settlements", "staff", "services"]
    refused = browser.post(f"{DESK}town/opening/open/")
    assert refused.status_code == 409 and "Something is still missing" in refused.content.decode()
    describe(browser)
    assert missing(newtown) == ["settlements", "staff", "services"]
    browser.post(f"{DESK}town/settlements/new/", {"kind": "city", "name_ka": "ახალქალაქისი"})
    browser.post(f"{DESK}exchange/take-over/tree-cutting-or-pruning/")
    assert missing(newtown) == ["staff"], "one can stop here and go on another day"
    with scope(newtown):
        head = Appointment.objects.get()
        Appointment.objects.create(
            account=head.account, role=Role.CLERK, unit=head.unit, name_ka="ა", name_en="a"
        )
    page = browser.get(f"{DESK}town/opening/").content.decode()
    assert "Nothing is missing" in page and "the council’s act for" in page
    opened = browser.post(f"{DESK}town/opening/open/", follow=True).content.decode()
    assert "is open. Its pages answer from now on" in opened
    assert Client().get("/en/newtown/services/").status_code == 200
    newtown.refresh_from_db()
    assert newtown in open_towns() and not newtown.is_in_preparation
    assert browser.post(f"{DESK}town/opening/look/take-back/").status_code == 409, "not any more"


def test_each_step_is_taken_back_until_it_opens(newtown: Municipality, browser: Client) -> None:
    describe(browser)
    browser.post(f"{DESK}exchange/take-over/tree-cutting-or-pruning/")
    for code in ("look", "services", "staff", "calendar"):
        browser.post(f"{DESK}town/opening/{code}/take-back/")
    newtown.refresh_from_db()
    assert newtown.phone == "" and newtown.is_in_preparation
    with scope(newtown):
        assert not Service.objects.exists()
        assert Appointment.objects.filter(until_on__isnull=True).count() == 1, "the own post stays"
    assert browser.post(f"{DESK}town/opening/nothing/take-back/").status_code == 404
    browser.post(f"{DESK}exchange/take-over/tree-cutting-or-pruning/")
    with scope(newtown):
        assert Service.objects.count() == 1, "and taken over again"


def test_who_may_begin_and_open(newtown: Municipality, ozurgeti: Municipality, clerk: Actor) -> None:
    with scope(ozurgeti):
        with pytest.raises(NotAllowed):
            preparing.prepare_town(clerk)
        with pytest.raises(Refusal):
            preparing.prepare_town(system_actor("test"))
    with scope(newtown), pytest.raises(NotAllowed):
        preparing.open_prepared_town(clerk)


def test_white_words_can_be_read_on_every_colour_a_town_can_choose() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0 and contrast("#777777", "#777777") == 1.0
    assert {name for name, fill in TOWN_FILLS.items() if contrast(fill, "#ffffff") < READABLE} == set()
