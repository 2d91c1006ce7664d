"""Text messages through a gateway that runs by itself: slow, down, nonsense, a lost answer; each fact is sent once."""

import json

import pytest

from eroba.connectors.sms.folder import FolderGateway
from eroba.connectors.sms_simulator.running import running_gateway
from eroba.kernel.base.clock import now
from eroba.kernel.notify import actions
from eroba.kernel.notify.models import PhoneCheck, Sending
from eroba.kernel.notify.ports import SmsGateway
from eroba.kernel.notify.queries.wishes import GENERAL
from eroba.kernel.notify.tests.conftest import offered
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.people.queries import actor_of
from eroba.kernel.registry import ports

pytestmark = pytest.mark.django_db
SUBJECT = "გადაწყვეტილება მზადაა"


@pytest.fixture
def phoned(resident):
    """A resident with a phone who wants text messages and no e-mails."""
    resident.phone = "599 12 34 56"
    resident.save()
    PhoneCheck.objects.create(person=resident, number="+995599123456", confirmed_at=now())
    wishes = {(GENERAL, "sms"): "at_once", (GENERAL, "email"): "never"}
    actions.choose_wishes(actor_of(resident.account), wishes=wishes)
    return resident


def tell(person, key):
    return actions.notify_person(person, key=key, subject=SUBJECT, body="The body stays on My page.")


def texts(simulator, before=0):
    return [message["text"] for message in simulator.sent()[before:]]


def test_a_message_arrives_in_the_persons_language_and_is_counted(phoned, gateway, work):
    before = len(gateway.sent())
    notice = tell(phoned, "arrives")
    work()
    (message,) = gateway.sent()[before:]
    assert message["to"] == "+995599123456" and message["text"] == f"ოზურგეთი: {SUBJECT}"
    sending = notice.sendings.get()
    assert sending.sent_at and sending.segment_count == 1 and not sending.problem
    print(f"{sending.segment_count} segment, {len(message['text'])} characters")


def test_the_same_fact_is_one_message(phoned, gateway, work):
    before = len(gateway.sent())
    for _again in range(3):
        tell(phoned, "once")
        work()
    assert len(texts(gateway, before)) == 1


@pytest.mark.parametrize(("kind", "number"), [("down", None), ("unavailable", None), ("nonsense", None)])
def test_a_bad_day_of_the_gateway_delays_and_loses_nothing(phoned, gateway, work, kind, number):
    before = len(gateway.sent())
    gateway.switch_on(kind, number=number)
    tell(phoned, f"bad day {kind}")
    deliver_due()
    waiting = Delivery.objects.get(listener="notify.send_by_sms")
    assert waiting.state == Delivery.State.WAITING and "gateway" in waiting.last_problem
    assert "599" not in waiting.last_problem and SUBJECT not in waiting.last_problem
    assert texts(gateway, before) == []
    gateway.switch_off()
    work()
    assert texts(gateway, before) == [f"ოზურგეთი: {SUBJECT}"]


@pytest.mark.parametrize(("kind", "number"), [("lost", None), ("slow", 3)])
def test_a_message_whose_answer_was_lost_is_not_sent_twice(phoned, gateway, work, kind, number):
    before = len(gateway.sent())
    gateway.switch_on(kind, number=number, times=1)
    tell(phoned, f"lost answer {kind}")
    deliver_due()
    assert len(texts(gateway, before)) == 1 and Sending.objects.get().sent_at is None
    asked = gateway.asked_count()
    work()
    assert gateway.asked_count() > asked, "it was tried again, under the same key"
    assert len(texts(gateway, before)) == 1 and Sending.objects.get().sent_at is not None


def test_a_gateway_without_keys_is_never_asked_twice_when_a_message_may_have_left(phoned, monkeypatch, work):
    with running_gateway("--forgets-keys") as simulator:
        offered(simulator, monkeypatch, knows_keys=False)
        simulator.switch_on("lost", times=1)
        tell(phoned, "uncertain")
        work()
        assert len(simulator.sent()) == 1 and simulator.asked_count() == 1
        assert "not sent a second time" in Sending.objects.get().problem
        # what surely did not leave is tried again
        simulator.switch_on("limit", times=1)
        tell(phoned, "certain")
        work()
        assert len(simulator.sent()) == 2


def test_a_refusal_for_good_is_noted_and_not_repeated(phoned, gateway, work):
    gateway.switch_on("refused")
    notice = tell(phoned, "refused")
    work()
    asked = gateway.asked_count()
    work()
    assert gateway.asked_count() == asked
    assert "422" in notice.sendings.get().problem


def test_a_gateway_that_is_down_holds_up_no_email(phoned, gateway, letterbox, work):
    letterbox.server.start()
    actions.choose_wishes(actor_of(phoned.account), wishes={(GENERAL, "email"): "at_once"})
    gateway.switch_on("down")
    tell(phoned, "both")
    deliver_due()
    assert len(letterbox.letters) == 1
    gateway.switch_off()
    work()
    assert len(letterbox.letters) == 1


def test_nobody_without_a_mobile_number_gets_one(phoned, gateway):
    phoned.phone = "0493 22 33 44"
    phoned.save()
    notice = tell(phoned, "fixed line")
    assert not notice.sendings.exists()


def test_without_a_gateway_messages_are_files_and_one_key_is_one_file(phoned, monkeypatch, tmp_path, work):
    monkeypatch.setitem(ports._offered, SmsGateway, FolderGateway(tmp_path / "sms"))
    notice = tell(phoned, "file")
    work()
    assert notice.sendings.get().sent_at is not None
    Sending.objects.update(sent_at=None)
    Delivery.objects.filter(listener="notify.send_by_sms").update(state="waiting")
    work()
    (path,) = (tmp_path / "sms").iterdir()
    assert json.loads(path.read_text())["segments"] == 1
