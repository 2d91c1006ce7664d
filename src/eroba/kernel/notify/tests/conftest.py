"""A real mail server's other side, and the worker, for the tests of news."""

import socket
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

from eroba.connectors.sms.http_gateway import GatewayOptions, HttpGateway
from eroba.connectors.sms_simulator.running import running_gateway
from eroba.kernel.base.clock import now
from eroba.kernel.notify.ports import SmsGateway
from eroba.kernel.notify.tasks.sending import let_due_go
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.registry import ports


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
def work():
    """Lets the worker do all that is due, also what it had put off, and says how many letters and facts arrived."""

    def until_done() -> int:
        let_due_go()
        arrived = 0
        while True:
            Delivery.objects.filter(state=Delivery.State.WAITING).update(next_at=now())
            count = deliver_due()
            if not count:
                return arrived
            arrived += count

    return until_done


@pytest.fixture(scope="module")
def simulator():
    """A gateway for text messages in a process of its own."""
    with running_gateway() as running:
        yield running


@pytest.fixture
def gateway(simulator, monkeypatch):
    """The simulator, working again, offered as the gateway with a short patience."""
    simulator.switch_off()
    return offered(simulator, monkeypatch, knows_keys=True)


def offered(simulator, monkeypatch, **options):
    """Let the product send through the simulator."""
    chosen = GatewayOptions(simulator.address, total_seconds=1, **options)
    monkeypatch.setitem(ports._offered, SmsGateway, HttpGateway(chosen))
    return simulator
