"""The inbox: a person reads what all towns wrote to them, and nobody else's."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from eroba.kernel.actions import Actor, NotAllowed
from eroba.kernel.notify.actions import mark_read, notify_person, write_notice
from eroba.kernel.notify.actions.writing import Addressee, Message
from eroba.kernel.notify.models import Notice
from eroba.kernel.notify.queries.holdings import notices_about
from eroba.kernel.notify.queries.inbox import unread_count
from eroba.kernel.notify.views.inbox import unread_card
from eroba.kernel.people.models import Account, Person
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db


def write(person, town, number):
    with scope(town):
        return notify_person(
            person, key=f"k{number}", subject=f"Message {number} of {town.slug}", body="Words."
        )


@pytest.fixture
def reader(resident, ozurgeti, khobi):
    """A resident known in two towns, with a message from each."""
    write(resident, ozurgeti, 1)
    with scope(khobi):
        there = Person.objects.create(account=resident.account, given_name="ნინო", family_name="გამოგონილი")
    write(there, khobi, 2)
    client = Client()
    client.force_login(resident.account)
    return client


def test_both_towns_stand_in_one_inbox(reader, resident):
    page = reader.get("/en/me/notices/").content.decode()
    assert "Message 1 of ozurgeti" in page and "Message 2 of khobi" in page and "2 messages are new" in page
    assert unread_count(resident.account) == 2


def test_opening_a_message_marks_it_read_once(reader, resident, ozurgeti):
    with scope(ozurgeti):
        notice = Notice.objects.get()
    address = reverse("notices:notice", args=[notice.pk])
    assert "Words." in reader.get(address).content.decode()
    with scope(ozurgeti):
        first = Notice.objects.get().read_at
    reader.get(address)
    with scope(ozurgeti):
        assert Notice.objects.get().read_at == first is not None
    reader.post(reverse("notices:read_all"))
    assert unread_count(resident.account) == 0


def test_nobody_reads_anothers_message(reader, in_ozurgeti):
    notice = Notice.objects.get()
    stranger = Client()
    stranger.force_login(Account.objects.create_user("stranger@example.org", "a long password"))
    assert stranger.get(reverse("notices:notice", args=[notice.pk])).status_code == 404
    assert "Message 1" not in stranger.get("/en/me/notices/").content.decode()


def test_without_signing_in_there_is_no_inbox(client, ozurgeti):
    assert client.get("/ka/me/notices/").headers["Location"].startswith("/ka/account/login/")


def test_rules(in_ozurgeti, resident, clerk):
    notice = notify_person(resident, key="k", subject="s", body="b")
    with pytest.raises(NotAllowed):
        mark_read(clerk, notice=notice)
    with pytest.raises(NotAllowed):
        write_notice(clerk, to=Addressee(resident), message=Message("x", "notify.general", "s", "b"))


def test_the_copy_of_ones_data_has_the_notices(in_ozurgeti, resident):
    notify_person(resident, key="k", subject="Subject", body="Body")
    assert [n["subject"] for n in notices_about(resident)["notices"]] == ["Subject"]


def test_my_page_says_what_is_new_in_each_town(reader, resident, applicant, in_ozurgeti):
    with translation.override("en"):
        assert [str(card.title) for card in unread_card(applicant)] == ["1 new message"]
    assert unread_card(Actor()) == []


@pytest.mark.parametrize("count", [1, 15])
def test_the_inbox_asks_the_same_number_of_queries(count, resident, ozurgeti, django_assert_max_num_queries):
    for number in range(count):
        write(resident, ozurgeti, number)
    client = Client()
    client.force_login(resident.account)
    client.get("/ka/me/notices/")
    with django_assert_max_num_queries(12):
        client.get("/ka/me/notices/")
