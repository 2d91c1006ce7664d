"""Nobody gets text messages on a phone that is not shown to be theirs; the code is short-lived and not guessed."""

import datetime as dt
import re

import pytest
from django.test import Client

from eroba.kernel.actions import NotAllowed
from eroba.kernel.base.clock import at, now
from eroba.kernel.base.errors import BadInput
from eroba.kernel.notify import actions
from eroba.kernel.notify.codes import code_of
from eroba.kernel.notify.models import PhoneCheck
from eroba.kernel.notify.queries.phones import reachable_number
from eroba.kernel.notify.tasks.phones import forget_unconfirmed_phones
from eroba.kernel.people.models import Account, Person
from eroba.kernel.people.queries import actor_of

pytestmark = pytest.mark.django_db
PAGE = "/en/me/notices/phone/ozurgeti/"


@pytest.fixture
def phoned(resident):
    resident.phone = "599 12 34 56"
    resident.save()
    return resident


@pytest.fixture
def by(phoned):
    return actor_of(phoned.account)


def wrong_for(check):
    return "000000" if code_of(check.pk) != "000000" else "111111"


def test_a_person_confirms_a_phone_with_the_code_that_arrives(phoned, gateway, work):
    client = Client()
    client.force_login(phoned.account)
    wishes = client.get("/en/me/notices/wishes/").content.decode()
    assert "+995599123456" in wishes and PAGE in wishes
    assert client.post(PAGE, {"act": "send"}).url == PAGE
    before = len(gateway.sent())
    work()
    code = re.search(r"\d{6}", gateway.sent()[before]["text"]).group()
    wrong = client.post(PAGE, {"code": "12"})
    assert wrong.status_code == 422 and "not the code" in wrong.content.decode()
    assert client.post(PAGE, {"code": f" {code[:3]} {code[3:]} "}).url == "/en/me/notices/wishes/"
    assert reachable_number(phoned) == "+995599123456"
    assert "confirmed" in client.get("/en/me/notices/wishes/").content.decode()


def test_another_number_has_to_be_confirmed_anew(phoned, by):
    check = actions.ask_phone_check(by, person=phoned)
    assert actions.confirm_phone(by, person=phoned, code=code_of(check.pk))
    phoned.phone = "599 65 43 21"
    phoned.save()
    assert reachable_number(phoned) == ""
    with pytest.raises(BadInput):
        actions.confirm_phone(by, person=phoned, code=code_of(check.pk))


def test_a_code_is_tried_five_times_and_no_more(phoned, by):
    check = actions.ask_phone_check(by, person=phoned)
    for _attempt in range(5):
        assert not actions.confirm_phone(by, person=phoned, code=wrong_for(check))
    with pytest.raises(BadInput):
        actions.confirm_phone(by, person=phoned, code=code_of(check.pk))
    assert reachable_number(phoned) == ""


def test_a_code_is_good_for_a_quarter_of_an_hour_and_the_newest_counts(phoned, by):
    moment = now()
    with at(moment):
        first = actions.ask_phone_check(by, person=phoned)
    with at(moment + dt.timedelta(minutes=14)):
        newest = actions.ask_phone_check(by, person=phoned)
        assert not actions.confirm_phone(by, person=phoned, code=code_of(first.pk))
    with at(moment + dt.timedelta(minutes=30)), pytest.raises(BadInput):
        actions.confirm_phone(by, person=phoned, code=code_of(newest.pk))


def test_codes_are_not_sent_without_end_nor_for_somebody_else(phoned, by):
    for _attempt in range(3):
        actions.ask_phone_check(by, person=phoned)
    with pytest.raises(NotAllowed):
        actions.ask_phone_check(by, person=phoned)
    stranger = Person.objects.create(
        account=Account.objects.create_user("s@example.org"),
        given_name="ა",
        family_name="ბ",
        phone=phoned.phone,
    )
    with pytest.raises(NotAllowed):
        actions.ask_phone_check(by, person=stranger)
    theirs = actor_of(stranger.account)
    for _attempt in range(2):
        actions.ask_phone_check(theirs, person=stranger)
    with pytest.raises(NotAllowed):
        actions.ask_phone_check(theirs, person=stranger)


def test_numbers_nobody_confirmed_are_forgotten_after_a_day(phoned, by):
    actions.ask_phone_check(by, person=phoned)
    assert forget_unconfirmed_phones() == 0
    with at(now() + dt.timedelta(days=1, minutes=1)):
        assert forget_unconfirmed_phones() == 1
    assert not PhoneCheck.objects.exists()


def test_a_fixed_line_is_refused_in_words(phoned, by):
    phoned.phone = "0493 22 33 44"
    phoned.save()
    with pytest.raises(BadInput):
        actions.ask_phone_check(by, person=phoned)
