"""The simulated registers over HTTP: one address each, one for switching faults, one for what was asked."""

import json
import logging
import time
from collections import deque
from dataclasses import asdict
from uuid import uuid4

from eroba.connectors.register_simulator import answers
from eroba.connectors.register_simulator.faults import Fault, FaultBoard
from eroba.connectors.register_simulator.people import Population, population
from eroba.connectors.simulation.server import SimulationHandler, SimulationServer
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
JSON = "application/json; charset=utf-8"
RAW = {
    "garbage": (JSON, b'{"personal_number": "99'),
    "html": ("text/html; charset=utf-8", b"<!doctype html><h1>It works</h1>"),
}


class RegisterServer(SimulationServer):
    """All simulated registers in one process, one thread per question."""

    def __init__(self, host: str, port: int, faults: FaultBoard) -> None:
        super().__init__(host, port, RegisterHandler)
        self.faults = faults
        self.population: Population = population()
        self.asked: deque[dict[str, object]] = deque(maxlen=500)


class RegisterHandler(SimulationHandler):
    """One question or one turn of a fault switch."""

    server: RegisterServer

    def post(self) -> None:
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

    def get(self) -> None:
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

    def put(self) -> None:
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

    def delete(self) -> None:
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
        body = self.read_body()
        if body is None:
            self._send(413, {"error": "a question has a length, and a small one"})
        return body

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
            self.send_raw(200, raw, content_type, self._said_of(body))
        elif fault.kind == "down":
            self.drop()
        elif fault.kind == "drip":
            self._drip(json.dumps(answer).encode(), body, fault.number or 6)
        elif fault.kind == "huge":
            raw = b" " * int((fault.number or 5) * 1_000_000)
            self.send_raw(200, raw, JSON, self._said_of(body))
        elif fault.kind == "wrong-hash":
            self._send(200, answer, asked=body + b"another")
        else:
            self._send(200, self._spoilt(fault, register, answer, asked), asked=body)

    def _spoilt(
        self, fault: Fault, register: str, answer: answers.Answer, asked: answers.Asked
    ) -> answers.Answer:
        if fault.kind == "slow":
            self.server.stopping.wait(fault.number_or(3))
        elif fault.kind == "other-person":
            return answers.other_persons_answer(self.server.population, register, asked)
        elif fault.kind == "missing-field":
            return answers.without_a_field(answer)
        elif fault.kind == "impossible":
            return answers.impossible(answer)
        return answer

    def _drip(self, raw: bytes, asked: bytes, seconds: float) -> None:
        self.send_start(200, len(raw), JSON, self._said_of(asked))
        for letter in raw:
            self.wfile.write(bytes([letter]))
            time.sleep(seconds / len(raw))

    def _send(
        self, status: int, content: object, *, asked: bytes | None = None, more: dict[str, str] | None = None
    ) -> None:
        of_question = self._said_of(asked) if asked is not None else {}
        failed = {names.ERROR: "simulated"} if asked is None and status >= 400 else {}
        self.send_json(status, content, of_question | failed | (more or {}))

    def _said_of(self, asked: bytes) -> dict[str, str]:
        """What an answer says of the question it belongs to."""
        sent = {name: self.headers.get(name, "") for name in names.SENT}
        said = {names.REQUEST_HASH: names.request_hash(sent, asked), names.REQUEST_ID: str(uuid4())}
        return said | {names.MESSAGE_ID: sent[names.MESSAGE_ID]} if sent[names.MESSAGE_ID] else said
