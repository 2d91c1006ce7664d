"""Bringing a call to a real server: taken, refused, led elsewhere, or held for ever."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from eroba.connectors.webhook_courier.courier import GuardedCourier
from eroba.connectors.webhook_courier.guarding import INSIDE, read_networks
from eroba.kernel.webhooks.ports import NotTaken

HERE = read_networks("127.0.0.0/8")


class Receiver(BaseHTTPRequestHandler):
    """Does what its address says."""

    taken: list[tuple[dict[str, str], bytes]] = []

    def do_POST(self) -> None:
        """Take, refuse, lead on or dawdle."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        what = self.path.strip("/")
        if what == "dawdle":
            for _second in range(50):
                self.wfile.write(b"H")
                time.sleep(0.1)
            return
        if what == "taken":
            self.taken.append((dict(self.headers), body))
        self.send_response({"taken": 204, "away": 302}.get(what) or int(what))
        if what == "away":
            self.send_header("Location", "/taken")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keep silent."""


@pytest.fixture
def receiver() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    server.daemon_threads = True
    Receiver.taken.clear()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_call_arrives_as_it_was_signed(receiver):
    status = GuardedCourier(HERE).bring(f"{receiver}/taken", {"webhook-id": "msg_1"}, b'{"a":1}')
    headers, body = Receiver.taken[0]
    assert status == 204 and body == b'{"a":1}' and headers["webhook-id"] == "msg_1"
    assert headers["Host"] == receiver.removeprefix("http://")


@pytest.mark.parametrize("status", [301, 400, 404, 410, 429, 500, 503])
def test_any_other_status_is_a_no(receiver, status):
    with pytest.raises(NotTaken) as no:
        GuardedCourier(HERE).bring(f"{receiver}/{status}", {}, b"{}")
    assert no.value.status == status


def test_nobody_is_led_elsewhere(receiver):
    with pytest.raises(NotTaken):
        GuardedCourier(HERE).bring(f"{receiver}/away", {}, b"{}")
    assert not Receiver.taken


def test_whoever_answers_letter_by_letter_is_left(receiver):
    began = time.monotonic()
    with pytest.raises(NotTaken, match="no answer in time"):
        GuardedCourier(HERE, seconds=0.5).bring(f"{receiver}/dawdle", {}, b"{}")
    assert time.monotonic() - began < 2


def test_nobody_there_is_a_no():
    with pytest.raises(NotTaken, match="no answer"):
        GuardedCourier(HERE).bring("http://127.0.0.1:9/", {}, b"{}")


def test_without_leave_nothing_goes_to_this_machine(receiver):
    courier = GuardedCourier()
    assert courier.objection(f"{receiver}/taken") == INSIDE
    with pytest.raises(NotTaken):
        courier.bring(f"{receiver}/taken", {}, b"{}")
    assert not Receiver.taken
