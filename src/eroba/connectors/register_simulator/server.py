"""The simulated registers over HTTP: one address each, one for switching faults, one for what was asked."""

import json
import logging
import socket
import struct
import threading
import time
from collections import deque
from dataclasses import asdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from uuid import uuid4

from eroba.connectors.register_simulator import answers
from eroba.connectors.register_simulator.faults import Fault, FaultBoard
from eroba.connectors.register_simulator.people import Population, population
from eroba.connectors.xroad import headers as names

log = logging.getLogger("eroba.register_simulator")

SERVICES = {
    "GOV/PSDA/civil-register/persons/v1/look-up": "civil",
    "GOV/SSA/social-register/families/v1/look-up": "social",
    "GOV/NAPR/property-register/owners/v1/look-up": "property",
}
#: The water company speaks plain REST, with its own names.
UTILITY_PATH = "/utility/v1/accounts"
STATUSES = {"error": 500, "unavailable": 503, "limit": 429, "refused": 403}
RAW = {
    "garbage": ("application/json", b'{"personal_number": "99'),
    "html": ("text/html", b"<!doctype html><h1>It works</h1>"),
}
_BODY_LIMIT = 65_536


class RegisterServer(ThreadingHTTPServer):
    """All simulated registers in one process, one thread per question."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, host: str, port: int, faults: FaultBoard) -> None:
        super().__init__((host, port), RegisterHandler)
        self.faults = faults
        self.population: Population = population()
        self.asked: deque[dict[str, object]] = deque(maxlen=500)
        self.stopping = threading.Event()

    @property
    def address(self) -> str:
        """Say where the registers can be asked."""
        return f"http://{self.server_address[0]!s}:{self.server_address[1]}"


class RegisterHandler(BaseHTTPRequestHandler):
    """One question or one turn of a fault switch."""

    server: RegisterServer
    protocol_version = "HTTP/1.1"
    server_version = "ErobaRegisterSimulator"
    sys_version = ""
    # Headers and body leave in two writes; without this Nagle and delayed ACK add 40 ms to each answer.
    disable_nagle_algorithm = True
    timeout = 60

    def do_POST(self) -> None:
        """Answer a question."""
        body = self._body()
        register = self._register()
        if body is None or register is None:
            return
        fault = self.server.faults.strike(register)
        missing = [name for name in names.SENT if not self.headers.get(name)]
        if missing and register != "utility":
            self._send(400, {"error": f"missing header: {', '.join(missing)}"})
            return
        try:
            asked = answers.read_question(body, "holder" if register == "utility" else "personal_number")
            answer = answers.honest_answer(self.server.population, register, asked)
        except answers.Unanswerable as error:
            self._send(400, {"error": str(error)})
            return
        self._note(register, asked, fault)
        if fault is None:
            self._send(200, answer, asked=body)
        else:
            self._spoil(fault, register, answer, body, asked)

    def do_GET(self) -> None:
        """Show the invented people, the faults or what was asked so far."""
        if self.path == "/control/faults":
            self._send(200, self.server.faults.shown())
        elif self.path == "/control/asked":
            self._send(200, {"asked": list(self.server.asked)})
        elif self.path == "/people":
            known = self.server.population
            people = [
                {**asdict(one), "social": known.social(one), "utility": known.utility(one)}
                for one in known.people.values()
            ]
            self._send(200, {"note": "All invented.", "people": people})
        elif self.path in ("/", "/health"):
            self._send(200, {"ok": True, "note": "Simulated registers; everybody in them is invented."})
        else:
            self._send(404, {"error": "no such address"})

    def do_PUT(self) -> None:
        """Switch a fault on: PUT /control/faults/social {"kind": "slow", "number": 3, "times": null}."""
        body = self._body()
        if body is None:
            return
        try:
            wish = json.loads(body)
            fault = Fault(wish["kind"], wish.get("number"), wish.get("times"))
            self.server.faults.switch_on(self._control_register(), fault)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            self._send(400, {"error": str(error)})
            return
        self._send(200, self.server.faults.shown())

    def do_DELETE(self) -> None:
        """Switch a fault off."""
        self.server.faults.switch_off(self._control_register())
        self._send(200, self.server.faults.shown())

    def _control_register(self) -> str:
        return self.path.removeprefix("/control/faults/")

    def _register(self) -> str | None:
        if self.path == UTILITY_PATH:
            return "utility"
        _before, mark, asked = self.path.partition("/r1/")
        register = SERVICES.get(asked.partition("/")[2]) if mark else None
        if register is None:
            self._send(404, {"error": "no such service"})
        return register

    def _body(self) -> bytes | None:
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()) or int(length) > _BODY_LIMIT:
            self.close_connection = True
            self._send(413, {"error": "a question has a length, and a small one"})
            return None
        return self.rfile.read(int(length))

    def _note(self, register: str, asked: answers.Asked, fault: Fault | None) -> None:
        self.server.asked.append(
            {
                "register": register,
                "person": f"{asked.number[:2]}*******{asked.number[-2:]}",
                "fields": asked.fields,
                "fault": fault.kind if fault else None,
                **{name: self.headers.get(name) for name in names.SENT},
            }
        )
        log.info(
            "%s asked in %s%s", register, self.headers.get(names.ISSUE), f" ({fault.kind})" if fault else ""
        )

    def _spoil(
        self, fault: Fault, register: str, answer: answers.Answer, body: bytes, asked: answers.Asked
    ) -> None:
        if fault.kind in STATUSES:
            wait = {"Retry-After": f"{fault.number or 30:.0f}"} if fault.kind == "limit" else {}
            self._send(STATUSES[fault.kind], {"error": "simulated"}, more=wait)
        elif fault.kind in RAW:
            content_type, raw = RAW[fault.kind]
            self._send_raw(200, raw, content_type, body)
        elif fault.kind == "down":
            self._drop()
        elif fault.kind == "drip":
            self._drip(json.dumps(answer).encode(), body, fault.number or 6)
        elif fault.kind == "huge":
            self._send_raw(200, b" " * int((fault.number or 5) * 1_000_000), "application/json", body)
        elif fault.kind == "wrong-hash":
            self._send(200, answer, asked=body + b"another")
        else:
            self._send(200, self._spoilt(fault, register, answer, asked), asked=body)

    def _spoilt(
        self, fault: Fault, register: str, answer: answers.Answer, asked: answers.Asked
    ) -> answers.Answer:
        if fault.kind == "slow":
            self.server.stopping.wait(fault.number if fault.number is not None else 3)
        elif fault.kind == "other-person":
            return answers.other_persons_answer(self.server.population, register, asked)
        elif fault.kind == "missing-field":
            return answers.without_a_field(answer)
        elif fault.kind == "impossible":
            return answers.impossible(answer)
        return answer

    def _drop(self) -> None:
        # Linger 0 makes the operating system send a reset, as a crashed register would.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def _drip(self, raw: bytes, asked: bytes, seconds: float) -> None:
        self._start(200, len(raw), "application/json", asked, {})
        for letter in raw:
            self.wfile.write(bytes([letter]))
            time.sleep(seconds / len(raw))

    def _send(
        self, status: int, content: object, *, asked: bytes | None = None, more: dict[str, str] | None = None
    ) -> None:
        raw = json.dumps(content, ensure_ascii=False).encode()
        self._start(status, len(raw), "application/json", asked, more or {})
        self.wfile.write(raw)

    def _send_raw(self, status: int, raw: bytes, content_type: str, asked: bytes) -> None:
        self._start(status, len(raw), content_type, asked, {})
        self.wfile.write(raw)

    def _start(
        self, status: int, length: int, content_type: str, asked: bytes | None, more: dict[str, str]
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{content_type}; charset=utf-8")
        self.send_header("Content-Length", str(length))
        if asked is not None:
            sent = {name: self.headers.get(name, "") for name in names.SENT}
            self.send_header(names.REQUEST_HASH, names.request_hash(sent, asked))
            self.send_header(names.REQUEST_ID, str(uuid4()))
            if sent[names.MESSAGE_ID]:
                self.send_header(names.MESSAGE_ID, sent[names.MESSAGE_ID])
        elif status >= 400:
            self.send_header(names.ERROR, "simulated")
        for name, value in more.items():
            self.send_header(name, value)
        self.end_headers()

    def handle(self) -> None:
        """Serve one connection; somebody who hangs up is nothing to report."""
        try:
            super().handle()
        except (ConnectionError, BrokenPipeError, ValueError):
            self.close_connection = True

    def finish(self) -> None:
        """Close the connection, also when it was dropped on purpose."""
        try:
            super().finish()
        except (OSError, ValueError):
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Keep silent: one line per question is written elsewhere, without personal numbers."""
