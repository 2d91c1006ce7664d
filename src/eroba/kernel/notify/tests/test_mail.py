"""A notice leaves by e-mail through a real mail server: down, up again, never twice, never lost."""

import socket
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.clock import now
from eroba.kernel.notify.actions import notify_person
from eroba.kernel.notify.models import Notice
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.people.models import Person

pytestmark = pytest.mark.django_db


class Letterbox:
    """A mail server's other side: keeps what came, refuses whom it is told to."""

    def __init__(self):
        self.letters = []
        self.refused = set()

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address in self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def letterbox(settings):
    """A letterbox on a free port; `start` and `stop` are the server's good and bad days."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
    box = Letterbox()
    box.server = Controller(box, hostname="127.0.0.1", port=port)
    yield box
    if box.server.loop.is_running():
        box.server.stop()


@pytest.fixture
def written(resident):
    return notify_person(
        resident,
        key="case-1:decided",
        subject=_("We decided your application"),
        body="გადაწყვეტილება მზად არის.\n\nOZU-2026-SOC-00001",
        path="/ozurgeti/services/",
    )


def sending_of(notice):
    return notice.sendings.get(channel="email")


def by_email():
    """The delivery that waits for the mail server; text messages have their own."""
    return Delivery.objects.get(listener="notify.send_by_email")


def make_due():
    Delivery.objects.update(next_at=now())


def test_a_mail_has_words_and_html_in_the_persons_language(written, letterbox, resident):
    letterbox.server.start()
    assert deliver_due() == 2
    (letter,) = letterbox.letters
    words = letter.get_body(("plain",)).get_content()
    html = letter.get_body(("html",)).get_content()
    assert letter["To"] == resident.account.email and letter["Subject"] == written.subject
    assert "გადაწყვეტილება მზად არის." in words and "გადაწყვეტილება მზად არის." in html
    assert "/ka/ozurgeti/services/" in words and '<html lang="ka">' in html
    assert letter["Auto-Submitted"] == "auto-generated"
    assert sending_of(written).sent_at is not None


def test_a_server_that_is_down_loses_nothing(written, letterbox):
    assert deliver_due() == 1, "only the listener for text messages, who has nothing to do, is done"
    delivery = by_email()
    assert delivery.state == Delivery.State.WAITING and "refused" in delivery.last_problem.lower()
    assert sending_of(written).sent_at is None
    letterbox.server.start()
    make_due()
    assert deliver_due() == 1 and len(letterbox.letters) == 1


def test_a_second_attempt_carries_the_same_identity(written, letterbox, monkeypatch):
    letterbox.server.start()
    monkeypatch.setattr("eroba.kernel.notify.actions.note_sent", lambda *a, **k: 1 / 0)
    assert deliver_due() == 1, "the worker died after the mail had left"
    monkeypatch.undo()
    make_due()
    assert deliver_due() == 1
    first, second = letterbox.letters
    assert first["Message-ID"] == second["Message-ID"]


def test_a_mailbox_that_does_not_exist_is_not_tried_for_ever(written, letterbox, resident):
    letterbox.refused.add(resident.account.email)
    letterbox.server.start()
    assert deliver_due() == 2 and not letterbox.letters
    assert sending_of(written).sent_at is None and "550" in written.email_problem


def test_one_key_is_one_notice_and_one_mail(written, letterbox, resident):
    again = notify_person(resident, key="case-1:decided", subject="again", body="again")
    assert again.pk == written.pk
    letterbox.server.start()
    deliver_due()
    assert len(letterbox.letters) == 1


def test_somebody_without_an_account_gets_no_mail_and_the_notice_stays(in_ozurgeti, letterbox):
    person = Person.objects.create(given_name="ცირა", family_name="გამოგონილი", is_invented=True)
    notify_person(person, key="k", subject="s", body="b")
    assert deliver_due() == 2 and Notice.objects.count() == 1
