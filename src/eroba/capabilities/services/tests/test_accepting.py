"""An application is accepted in one row and opened afterwards, by the request or the worker, as of its receipt."""

import datetime as dt
import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.db import DatabaseError, OperationalError, connections, transaction
from django.test import Client

from eroba.capabilities.services import actions
from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.models import Case, Draft
from eroba.capabilities.services.queries.drafts import draft_for
from eroba.capabilities.services.tests.conftest import SEED
from eroba.capabilities.services.tests.people import fill_in, monday, publish
from eroba.capabilities.services.tests.test_acting_for_another import held  # noqa: F401
from eroba.kernel.actions import Actor, NotAllowed, all_actions, system_actor
from eroba.kernel.actions.acting import Acting
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import at, now
from eroba.kernel.base.errors import Refusal
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.people.models import Account, Person
from eroba.kernel.people.queries import actor_of
from eroba.kernel.people.standing import actions as standing
from eroba.kernel.people.standing.models import Deed
from eroba.kernel.receipts import opening
from eroba.kernel.receipts.models import Receipt
from eroba.kernel.receipts.opening import open_due, open_now, open_waiting
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope
from eroba.kernel.undelivered import actions as undelivered
from eroba.kernel.undelivered.queries import still_to_arrive

FORM = "/en/ozurgeti/services/one-off-social-assistance/apply/"
SENT = "services.submit_application"


@contextmanager
def somebody_is_opening() -> Iterator[None]:
    """Another request of this process has the turn."""
    with opening._turn:
        yield


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def someone_else(name: str) -> Actor:
    account = Account.objects.create_user(f"{name}@example.org", "a long password")
    Person.objects.create(account=account, given_name=name, family_name="გამოგონილი", is_invented=True)
    return actor_of(account)


@pytest.mark.django_db
class TestSending:
    """What the person sees who sends it."""

    def test_somebody_alone_sees_the_number_at_once(self, resident, applicant, service, registers, answers):
        fill_in(applicant, service, answers)
        sent = signed_in(resident.account).post(f"{FORM}send/")
        case, receipt = Case.objects.select_related("matter").get(), Receipt.objects.get()
        assert sent["Location"].endswith(f"/applications/{case.matter.number}/received/")
        entry = JournalEntry.objects.get(action=SENT)
        assert entry.after["receipt"] == receipt.number and entry.account_id == resident.account.pk
        assert receipt.matter_id == case.matter_id and not receipt.sealed
        # what stands in the case is the very text that was accepted
        assert hashlib.sha256(case.answers_locked.encode()).hexdigest() == receipt.fingerprint
        assert case.answers["monthly_income"] == answers["monthly_income"]
        assert not Draft.objects.exists()

    def test_who_never_saw_the_answer_is_led_to_it_from_the_page_they_sent_from(
        self, resident, applicant, service, registers, answers
    ):
        browser = signed_in(resident.account)
        assert browser.get(f"{FORM}check/")["Location"].endswith("/apply/")
        fill_in(applicant, service, answers)
        received = browser.post(f"{FORM}send/")["Location"]
        assert browser.get(f"{FORM}check/")["Location"] == received
        with at(now() + dt.timedelta(days=2)):
            assert browser.get(f"{FORM}check/")["Location"].endswith("/apply/")

    def test_while_others_are_opened_the_receipt_leads_on(
        self, resident, applicant, service, registers, answers
    ):
        friday_evening = monday(23) + dt.timedelta(days=4, minutes=59, seconds=50)
        client = signed_in(resident.account)
        with at(friday_evening):
            fill_in(applicant, service, answers)
            with somebody_is_opening():
                sent = client.post(f"{FORM}send/")
                again = client.post(f"{FORM}send/")
        receipt = Receipt.objects.get()
        assert sent["Location"] == again["Location"] == f"/en/ozurgeti/receipts/{receipt.pk}/"
        shown = client.get(sent["Location"])
        page = shown.content.decode()
        assert receipt.number in page and "at 23:59:50" in page and shown["Refresh"] == "2"
        assert receipt.number in client.get("/en/me/").content.decode()
        assert client.get(FORM)["Location"] == sent["Location"]
        draft = draft_for(resident.pk, service)
        assert draft is not None
        for act in (actions.discard_draft, actions.renew_draft):
            with pytest.raises(Refusal, match="You have sent"):
                act(applicant, draft=draft)
        other = someone_else("stranger")
        assert signed_in(Account.objects.get(pk=other.account_id)).get(sent["Location"]).status_code == 404
        with at(friday_evening + dt.timedelta(seconds=15)):
            assert open_due() == 1
        case = Case.objects.select_related("matter").get()
        assert client.get(sent["Location"])["Location"].endswith(f"/{case.matter.number}/received/")
        # all of it counts from the moment of receipt, which was another day
        assert case.received_at == case.matter.opened_at == friday_evening
        assert JournalEntry.objects.get(action=SENT).at == friday_evening
        assert {record.at for record in FactRecord.objects.filter(matter_id=case.matter_id)} == {
            friday_evening
        }
        assert Receipt.objects.get().opened_at > friday_evening

    def test_what_was_received_stays_received(self, applicant, service, answers):
        receipt = actions.accept_once(applicant, fill_in(applicant, service, answers))
        actions.close_service(system_actor("test"), service=service)
        Draft.objects.all().delete()
        assert open_now(receipt).is_opened and Case.objects.get().submission_key == receipt.key

    def test_a_right_that_ends_afterwards_does_not_undo_it(self, applicant, held, service, answers):  # noqa: F811
        acting = Acting(representation_id=held.pk, by_person_id=applicant.person_id, reach="all", name="ანა")
        mother = replace(applicant, person_id=held.represented_id, acting=acting)
        receipt = actions.accept_once(mother, fill_in(mother, service, answers))
        assert "ანა" not in str(receipt.actor)
        before = Deed.objects.count()
        standing.end_representation(applicant, representation=held)
        with pytest.raises(NotAllowed):
            actions.accept_application(mother, draft=draft_for(held.represented_id, service))
        assert open_now(receipt).is_opened and Deed.objects.count() == before + 1
        assert JournalEntry.objects.get(action=SENT).after["acting"]["by"] == str(applicant.person_id)

    def test_what_only_accepts_names_the_act_that_is_entered(self):
        known = all_actions()
        named = {act.entered_as for act in known.values() if act.entered_as}
        assert named == {SENT} <= set(known)


@pytest.mark.django_db
class TestOpening:
    """What cannot be opened, what may not be changed, and whose it is."""

    def test_one_that_fails_holds_up_no_other_and_is_never_lost(
        self, applicant, head, service, answers, registers, monkeypatch
    ):
        senders = [applicant, someone_else("second"), someone_else("third")]
        receipts = [actions.accept_once(by, fill_in(by, service, answers)) for by in senders]
        submit = actions.accepting.submit_application

        def broken(by: Actor, **given: object) -> Case:
            if by.person_id == senders[1].person_id:
                raise Refusal("the town's table says nothing for 01001012345")
            return submit(by, **given)

        monkeypatch.setattr(actions.accepting, "submit_application", broken)
        assert [one.key for one in open_waiting()] == [receipts[0].key, receipts[2].key]
        while deliver_due():
            pass
        aside = Receipt.objects.get(pk=receipts[1].pk)
        assert aside.state == Receipt.State.SET_ASIDE and aside.sealed
        entry = JournalEntry.objects.get(action="receipts.set_aside")
        assert entry.after["problem"] == "Refusal" and entry.subject_number == aside.number
        stuck = still_to_arrive().get()
        assert aside.number in stuck.fact.words() and stuck.last_problem.endswith("nothing for …")
        shown = signed_in(Account.objects.get(pk=senders[1].account_id)).get(
            f"/en/ozurgeti/receipts/{aside.pk}/"
        )
        card = signed_in(Account.objects.get(pk=senders[1].account_id)).get("/en/me/").content.decode()
        assert aside.number in card and "could not be opened yet" in card
        assert "has been told" in shown.content.decode() and "Refresh" not in shown
        monkeypatch.undo()
        self._begins_another_meanwhile(senders[1], service, aside)
        undelivered.try_again(head, delivery=stuck)
        deliver_due()
        assert Receipt.objects.get(pk=aside.pk).is_opened and Case.objects.count() == 4
        assert JournalEntry.objects.filter(action=SENT).count() == 4

    def _begins_another_meanwhile(self, by: Actor, service, aside: Receipt) -> None:
        """Reads plainly what became of the first, begins and sends a second, and sees both on My page."""
        client = signed_in(Account.objects.get(pk=by.account_id))
        before, show = client.get(FORM).content.decode(), f"/en/ozurgeti/receipts/{aside.pk}/"
        assert aside.number in before and f'href="{show}"' in before and "Begin a new application" in before
        assert client.get(f"{FORM}check/")["Location"] == FORM
        assert client.post(FORM)["Location"] == FORM
        begun = draft_for(by.person_id, service)
        assert begun is not None and begun.pk != aside.key and begun.receipt_id is None
        for address in ("/en/me/", "/en/ozurgeti/services/applications/"):
            page = client.get(address).content.decode()
            assert f'href="{show}"' in page and f'href="{FORM}"' in page
        actions.discard_draft(by, draft=begun)
        answers = read_folder(SEED / service.code).examples["disaster"]["answers"]
        second = open_now(actions.accept_once(by, fill_in(by, service, answers)))
        assert second.is_opened and second.key != aside.key
        assert client.get(show).status_code == 200

    def test_a_busy_database_makes_it_wait_and_nothing_else(self, applicant, service, answers, monkeypatch):
        receipt = actions.accept_once(applicant, fill_in(applicant, service, answers))

        def busy() -> None:
            raise OperationalError("database is locked")

        with monkeypatch.context() as broken:
            broken.setattr(opening, "receivings", busy)
            assert not open_now(receipt).is_opened
        assert Receipt.objects.get().state == Receipt.State.WAITING
        assert not FactRecord.objects.filter(name="receipt.set_aside").exists()
        assert open_now(receipt).is_opened

    def test_what_waits_too_long_goes_to_the_outbox(self, applicant, service, answers):
        receipt = actions.accept_once(applicant, fill_in(applicant, service, answers))
        with at(receipt.received_at + dt.timedelta(minutes=6)):
            assert open_due() == 0 and deliver_due() >= 1
        assert Receipt.objects.get().is_opened

    def test_the_database_keeps_what_a_receipt_proves(self, applicant, service, answers):
        actions.accept_once(applicant, fill_in(applicant, service, answers))
        for change in (
            lambda: Receipt.objects.update(received_at=monday()),
            lambda: Receipt.objects.update(fingerprint=""),
            lambda: Receipt.objects.all().delete(),
        ):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                change()
        assert Receipt.objects.update(sealed="") == 1

    def test_a_town_opens_its_own(self, ozurgeti, khobi, applicant, service, answers):
        receipt = actions.accept_once(applicant, fill_in(applicant, service, answers))
        with scope(khobi):
            assert open_waiting() == [] and not Receipt.objects.filter(pk=receipt.pk).exists()
        with at(receipt.received_at + dt.timedelta(seconds=2)):
            assert open_due() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_and_two_workers_at_once_make_one_case(assistance_folder):
    town, _created = Municipality.objects.update_or_create(
        slug="ozurgeti",
        defaults={"number_prefix": "OZU", "name_ka": "ოზურგეთი", "name_en": "Ozurgeti", "is_open": True},
    )
    with scope(town):
        by, service = someone_else("twice"), publish(assistance_folder)
        draft = fill_in(by, service, assistance_folder.examples["disaster"]["answers"])
    receipts: list[Receipt] = []
    opened: list[Receipt] = []
    together = threading.Barrier(2)

    def click() -> None:
        try:
            with scope(town):
                together.wait()
                receipts.append(actions.accept_once(by, draft))
                together.wait()
                opened.extend(open_waiting())
        finally:
            connections.close_all()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    with scope(town):
        assert len({receipt.pk for receipt in receipts}) == 1 and len(receipts) == 2
        assert len(opened) == 1 and Case.objects.count() == 1
        assert JournalEntry.objects.filter(action=SENT).count() == 1
