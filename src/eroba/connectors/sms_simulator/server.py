"""The simulated gateway over HTTP: takes messages, leaves out repeated keys, and fails as it is told to."""

import threading

from eroba.connectors.simulation.faults import FaultBoard
from eroba.connectors.simulation.server import SimulationHandler, SimulationServer
from eroba.connectors.sms_simulator.faults import Fault

STATUSES = {"unavailable": 503, "limit": 429, "refused": 422}
GATEWAY = "gateway"


class GatewayServer(SimulationServer):
    """One gateway, one thread per message."""

    def __init__(self, host: str, port: int, *, knows_keys: bool = True, fault: Fault | None = None) -> None:
        super().__init__(host, port, GatewayHandler)
        self.knows_keys = knows_keys
        self.sent: list[dict[str, object]] = []
        self.asked_count = 0
        self.faults: FaultBoard[Fault] = FaultBoard()
        if fault:
            self.faults.switch_on(GATEWAY, fault)
        self._lock = threading.Lock()

    def strike(self) -> Fault | None:
        """Give the fault that hits this message, and count it."""
        with self._lock:
            self.asked_count += 1
        return self.faults.strike(GATEWAY)

    def take(self, key: str, message: dict[str, object]) -> str:
        """Keep a message and name it; one with a key that is known already is not kept twice."""
        with self._lock:
            for number, known in enumerate(self.sent, 1):
                if self.knows_keys and key and known["key"] == key:
                    return f"sim-{number}"
            self.sent.append({**message, "key": key})
            return f"sim-{len(self.sent)}"


class GatewayHandler(SimulationHandler):
    """One message, or one turn of the switch."""

    server: GatewayServer

    def post(self) -> None:
        """Take a message."""
        message = self.read_object()
        fault = self.server.strike()
        kind = fault.kind if fault else ""
        if kind in STATUSES:
            return self.send_json(STATUSES[kind], {"error": "simulated"})
        if kind == "nonsense":
            return self.send_raw(200, b"<!doctype html><h1>It works</h1>", "text/html; charset=utf-8")
        if kind == "down":
            return self.drop()
        name = self.server.take(self.headers.get("Idempotency-Key", ""), message)
        if kind == "lost":
            return self.drop()
        if fault is not None and kind == "slow":
            self.server.stopping.wait(fault.number_or(3))
        return self.send_json(202, {"id": name})

    def get(self) -> None:
        """Show what was taken."""
        if self.path != "/control/sent":
            return self.send_json(404, {"error": "no such address"})
        return self.send_json(200, {"sent": self.server.sent, "asked": self.server.asked_count})

    def put(self) -> None:
        """Switch a fault on."""
        try:
            self.server.faults.switch_on(GATEWAY, Fault(**self.read_object()))  # type: ignore[arg-type]
        except (TypeError, ValueError) as error:
            return self.send_json(400, {"error": str(error)})
        return self.send_json(200, {})

    def delete(self) -> None:
        """Work again."""
        self.server.faults.switch_off(GATEWAY)
        self.send_json(200, {})
