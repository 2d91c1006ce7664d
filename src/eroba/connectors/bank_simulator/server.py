"""The simulated bank over HTTP: signed questions, a page for people, notices sent by itself, switches for faults."""

import datetime as dt
import json
import logging
import threading
import urllib.error
import urllib.request
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from eroba.connectors.bank.signing import MOMENT, SIGNATURE, is_genuine, signed
from eroba.connectors.bank_simulator.book import Book, Entry, Unbookable
from eroba.connectors.bank_simulator.faults import Fault, FaultBoard
from eroba.connectors.bank_simulator.pages import payment_page
from eroba.connectors.simulation.server import SimulationHandler, SimulationServer

log = logging.getLogger("eroba.bank_simulator")

_NOTICE_PAUSES = (0, 2, 10)


class BankServer(SimulationServer):
    """The bank in one process, one thread per question."""

    def __init__(self, host: str, port: int, key: str, faults: FaultBoard) -> None:
        super().__init__(host, port, BankHandler)
        self.key = key
        self.faults = faults
        self.book = Book()

    def notify(self, entry: Entry) -> None:
        """Send the notice of a payment by itself, in the background, spoiled by whatever fault is on."""
        if self.faults.strike("no-notice"):
            return
        late = self.faults.strike("late-notice")
        pause = late.number_or(20) if late else 0
        key = "a key nobody knows" if self.faults.strike("forged-notice") else self.key
        count = 2 if self.faults.strike("double-notice") else 1
        body = json.dumps(entry.answer()).encode()
        for _number in range(count):
            sending = threading.Thread(
                target=self._send_notice, args=(entry.notice_address, body, key, pause), daemon=True
            )
            sending.start()

    def _send_notice(self, address: str, body: bytes, key: str, first_pause: float) -> None:
        for pause in _NOTICE_PAUSES:
            if self.stopping.wait(first_pause + pause):
                return
            first_pause = 0
            headers = signed(key, "POST", "notice", body) | {"Content-Type": "application/json"}
            request = urllib.request.Request(address, data=body, headers=headers, method="POST")
            try:
                with urllib.request.urlopen(request, timeout=10):
                    return
            except (urllib.error.URLError, OSError) as error:
                log.info("a notice was not taken: %s", error)


class BankHandler(SimulationHandler):
    """One question, one visit of a person, or one turn of a switch."""

    server: BankServer

    def get(self) -> None:
        """Show a page, say how a payment stands, or list a day."""
        parts = urlsplit(self.path)
        if parts.path.startswith("/pay/"):
            self._page(parts.path.removeprefix("/pay/"))
        elif parts.path == "/control/faults":
            self.send_json(200, self.server.faults.shown())
        elif parts.path in ("/", "/health"):
            self.send_json(200, {"ok": True, "note": "A simulated bank; no money moves."})
        elif self._is_answered(b""):
            self._question(parts.path, {name: found[0] for name, found in parse_qs(parts.query).items()})

    def put(self) -> None:
        """Take in a payment, pay one back, or switch a fault on: PUT /control/faults {"kind": "silent"}."""
        body = self.read_body() or b""
        try:
            said = json.loads(body or b"{}")
            if self.path == "/control/faults":
                fault = Fault(said["kind"], said.get("number"), said.get("times"))
                self.server.faults.switch_on(fault.kind, fault)
                self.send_json(200, self.server.faults.shown())
            elif self._is_answered(body):
                self._order(said)
        except (Unbookable, ValueError, KeyError, TypeError, AttributeError) as error:
            self.send_json(400, {"error": str(error)})

    def post(self) -> None:
        """Do what the person chose on the page, and send them back."""
        entry = self.server.book.by_token(urlsplit(self.path).path.removeprefix("/pay/"))
        chosen = parse_qs((self.read_body() or b"").decode("utf-8", "replace")).get("act", [""])[0]
        if entry is None:
            self.send_json(404, {"error": "no such payment"})
            return
        if chosen in ("pay", "refuse"):
            self._decide(entry, chosen)
        self.redirect(entry.return_address)

    def delete(self) -> None:
        """Switch a fault off, or all: DELETE /control/faults/all."""
        self.server.faults.switch_off(self.path.removeprefix("/control/faults/"))
        self.send_json(200, self.server.faults.shown())

    def _decide(self, entry: Entry, chosen: str) -> None:
        faults = self.server.faults
        if chosen == "refuse" or faults.strike("refuse"):
            is_news = self.server.book.decide(entry, "refused")
        else:
            wrong = faults.strike("wrong-amount")
            less = int(wrong.number_or(100)) if wrong else 0
            currency = "USD" if faults.strike("wrong-currency") else ""
            is_news = self.server.book.decide(entry, "paid", less=less, currency=currency)
        if is_news:
            self.server.notify(entry)

    def _page(self, token: str) -> None:
        entry = self.server.book.by_token(token)
        if entry is None:
            self.send_json(404, {"error": "no such payment"})
            return
        self.send_raw(200, payment_page(entry).encode(), "text/html; charset=utf-8")

    def _question(self, path: str, asked: Mapping[str, str]) -> None:
        book, merchant = self.server.book, asked.get("merchant", "")
        if path == "/statement":
            try:
                on = dt.date.fromisoformat(asked.get("on", ""))
            except ValueError:
                self.send_json(400, {"error": "which day?"})
                return
            self.send_json(200, {"lines": book.statement(merchant, on)})
            return
        reference = path.removeprefix("/payments/")
        entry = book.find(merchant, reference)
        self.send_json(200, entry.answer() if entry else {"reference": reference, "state": "unknown"})

    def _order(self, said: dict[str, object]) -> None:
        path = urlsplit(self.path).path.removeprefix("/payments/")
        reference, _slash, act = path.partition("/")
        if act != "refund":
            entry = self.server.book.announce(reference, said)
            self.send_json(200, {"page": f"{self._own_address()}/pay/{entry.token}"})
            return
        found = self.server.book.find(str(said.get("merchant")), reference)
        if found is None or self.server.faults.strike("refuse-refund"):
            self.send_json(200, {"reference": reference, "state": "refused"})
            return
        self.server.book.pay_back(found)
        self.send_json(200, found.answer())

    def _own_address(self) -> str:
        return f"http://{self.headers.get('Host', '')}"

    def _is_answered(self, body: bytes) -> bool:
        """Whether the question is genuine and no fault eats it."""
        faults = self.server.faults
        if faults.strike("silent"):
            self.close_connection = True
            self.connection.close()
            return False
        if slow := faults.strike("slow"):
            self.server.stopping.wait(slow.number_or(8))
        if faults.strike("garbage"):
            self.send_raw(200, b'{"state": "pa', "application/json")
            return False
        said = self.headers.get(MOMENT, ""), self.headers.get(SIGNATURE, "")
        if not is_genuine(self.server.key, self.command, self.path, body, *said):
            self.send_json(403, {"error": "the signature is wrong"})
            return False
        return True
