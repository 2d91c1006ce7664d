"""The training copy: entered from the desk, shut to everybody else, silent, and put back to its beginning."""

import time

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client

from eroba.capabilities.learning import actions
from eroba.capabilities.learning.actions import training
from eroba.capabilities.learning.actions.training import COLLEAGUES
from eroba.capabilities.learning.queries import training_copy
from eroba.capabilities.portal.queries import all_towns, open_towns
from eroba.capabilities.services.models import Service
from eroba.config.outgoing import MailOfRealTowns, MessagesOfRealTowns
from eroba.kernel.actions import Actor, NotAllowed
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.notify.ports import Sms, SmsAccepted, SmsRefused
from eroba.kernel.people.models import Account, Appointment
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope


def visitor(by: Actor) -> Client:
    """A browser of an official."""
    client = Client()
    client.force_login(Account.objects.get(pk=by.account_id))
    return client


@pytest.fixture
def copy(head: Actor, service: Service) -> Municipality:
    """The training copy, with one service of the town."""
    return actions.enter_training_copy(head)


def test_who_holds_a_post_comes_in_and_nobody_else(copy: Municipality, head: Actor, clerk: Actor) -> None:
    address = f"/en/{copy.slug}/desk/services/"
    assert visitor(head).get(address).status_code == 200
    assert visitor(clerk).get(address).status_code == 404, "the clerk has not gone in yet"
    entered = visitor(clerk).post("/en/ozurgeti/desk/learning/enter/")
    assert entered.headers["Location"] == "/en/ozurgeti-training/desk/"
    assert visitor(clerk).get(address).status_code == 200
    stranger = Account.objects.create_user("stranger@example.org", "a long password")
    client = Client()
    for path in ("", "desk/", "services/", "feeds/all.atom", "services.jsonld", "search/?q=a"):
        assert client.get(f"/en/{copy.slug}/{path}").status_code in (302, 404)
    client.force_login(stranger)
    for path in ("", "desk/", "services/"):
        assert client.get(f"/en/{copy.slug}/{path}").status_code == 404
    assert client.get(f"/api/v1/{copy.slug}/services").status_code == 404


def test_every_page_says_that_it_is_a_copy_and_none_is_kept(copy: Municipality, head: Actor) -> None:
    for path in ("", "services/", "desk/services/"):
        answer = visitor(head).get(f"/en/{copy.slug}/{path}")
        assert "All people here are invented" in answer.content.decode()
        assert (
            "no-store" in answer.headers["Cache-Control"] and "public" not in answer.headers["Cache-Control"]
        )
        assert not getattr(answer, "is_the_same_for_all", False)
        assert answer.headers["X-Robots-Tag"].startswith("noindex")
    assert "All people here are invented" not in visitor(head).get("/en/ozurgeti/").content.decode()


def test_it_stands_in_no_list(copy: Municipality) -> None:
    assert copy not in open_towns() and copy not in all_towns()
    assert not copy.is_open
    assert "(training)" not in Client().get("/en/").content.decode()


def test_nothing_leaves_it(
    copy: Municipality, ozurgeti: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[object] = []
    monkeypatch.setattr(
        "django.core.mail.backends.smtp.EmailBackend.send_messages",
        lambda self, messages: sent.extend(messages) or len(messages),
    )

    class Gateway:
        knows_keys = True

        def send(self, message: Sms) -> SmsAccepted:
            sent.append(message)
            return SmsAccepted()

    letter, text = EmailMessage("a", "b", to=["a@example.org"]), Sms("599000000", "a", "key")
    with scope(copy):
        assert MailOfRealTowns().send_messages([letter]) == 0
        assert isinstance(MessagesOfRealTowns(Gateway()).send(text), SmsRefused)
    assert sent == []
    with scope(ozurgeti):
        assert MailOfRealTowns().send_messages([letter]) == 1
        assert isinstance(MessagesOfRealTowns(Gateway()).send(text), SmsAccepted)
    assert sent == [letter, text] and mail.outbox == []


def test_it_begins_with_the_town_s_services_and_own_terms(head: Actor, service: Service) -> None:
    service.own_settings = {"amount_illness": "700.00"}
    service.save()
    with scope(actions.enter_training_copy(head)):
        copied = Service.objects.get()
        assert copied.code == service.code and copied.own_settings == {"amount_illness": "700.00"}
        assert Appointment.objects.count() == len(COLLEAGUES) + 1


def test_a_reset_makes_another_and_keeps_the_journal(copy: Municipality, head: Actor, clerk: Actor) -> None:
    with pytest.raises(NotAllowed):
        actions.reset_training_copy(clerk)
    began = time.monotonic()
    fresh = actions.reset_training_copy(head)
    assert time.monotonic() - began < 5
    assert fresh.pk != copy.pk and training_copy() == fresh and fresh.slug == "ozurgeti-training"
    copy.refresh_from_db()
    assert copy.slug != fresh.slug
    assert visitor(head).get(f"/en/{copy.slug}/desk/services/").status_code == 404
    with scope(copy):
        assert JournalEntry.objects.exists()
    assert JournalEntry.objects.filter(action="learning.reset_training_copy").count() == 1
    for _again in range(2):
        fresh = actions.reset_training_copy(head)
    assert Municipality.objects.filter(training_of=fresh.training_of_id).count() == 4


def test_a_reset_killed_in_the_middle_leaves_the_old_copy_and_can_be_done_again(
    copy: Municipality, head: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def die(*_args: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(training, "_let_in", die)
        with pytest.raises(Killed):
            actions.reset_training_copy(head)
    assert training_copy() == copy and Municipality.objects.get(pk=copy.pk).slug == "ozurgeti-training"
    assert Municipality.objects.filter(training_of=copy.training_of_id).count() == 1
    assert actions.reset_training_copy(head).pk != copy.pk


def test_a_copy_has_no_copy(copy: Municipality, head: Actor) -> None:
    with scope(copy), pytest.raises(NotAllowed):
        actions.enter_training_copy(head)
