"""A stand-in over HTTP: one thread per question, and an answer to each, also when somebody hangs up."""

import json
import socket
import struct
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BODY_LIMIT = 65_536


class SimulationServer(ThreadingHTTPServer):
    """A whole stand-in in one process."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, host: str, port: int, handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__((host, port), handler)
        self.stopping = threading.Event()

    @property
    def address(self) -> str:
        """Where it can be asked."""
        return f"http://{self.server_address[0]!s}:{self.server_address[1]}"


class SimulationHandler(BaseHTTPRequestHandler):
    """One question, or one turn of a switch."""

    protocol_version = "HTTP/1.1"
    server_version = "ErobaSimulation"
    sys_version = ""
    # Headers and body leave in two writes; without this Nagle and delayed ACK add 40 ms to each answer.
    disable_nagle_algorithm = True
    timeout = 60

    def do_GET(self) -> None:
        """Somebody reads."""
        self.get()

    def do_POST(self) -> None:
        """Somebody acts."""
        self.post()

    def do_PUT(self) -> None:
        """Somebody turns a switch on."""
        self.put()

    def do_DELETE(self) -> None:
        """Somebody turns a switch off."""
        self.delete()

    def no_such_address(self) -> None:
        """What a stand-in answers that was asked for something it does not have."""
        self.send_json(404, {"error": "no such address"})

    get = post = put = delete = no_such_address

    def read_body(self) -> bytes | None:
        """What was sent; None, and the connection ends, when its length is missing or too great."""
        length = self.headers.get("Content-Length", "0")
        if not (length.isascii() and length.isdigit()) or int(length) > BODY_LIMIT:
            self.close_connection = True
            return None
        return self.rfile.read(int(length))

    def read_object(self) -> dict[str, object]:
        """The JSON object that was sent; an empty one instead of anything else."""
        try:
            read = json.loads(self.read_body() or b"{}")
        except ValueError:
            return {}
        return read if isinstance(read, dict) else {}

    def send_json(self, status: int, content: object, more: Mapping[str, str] | None = None) -> None:
        """Answer with JSON."""
        raw = json.dumps(content, ensure_ascii=False).encode()
        self.send_raw(status, raw, "application/json; charset=utf-8", more)

    def send_raw(
        self, status: int, raw: bytes, content_type: str, more: Mapping[str, str] | None = None
    ) -> None:
        """Answer with these bytes."""
        self.send_start(status, len(raw), content_type, more)
        self.wfile.write(raw)

    def send_start(
        self, status: int, length: int, content_type: str, more: Mapping[str, str] | None = None
    ) -> None:
        """Everything of an answer that comes before its content."""
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(length))
        for name, value in (more or {}).items():
            self.send_header(name, value)
        self.end_headers()

    def redirect(self, onward: str, more: Mapping[str, str] | None = None) -> None:
        """Send somebody on to another page."""
        self.send_raw(303, b"", "text/plain", {"Location": onward, **(more or {})})

    def drop(self) -> None:
        """Hang up: linger 0 makes the operating system send a reset, as a crashed program would."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def handle(self) -> None:
        """Serve one connection; somebody who hangs up is nothing to report."""
        try:
            super().handle()
        except (OSError, ValueError):
            self.close_connection = True

    def finish(self) -> None:
        """Close the connection, also when it was dropped on purpose."""
        try:
            super().finish()
        except (OSError, ValueError):
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Keep silent: numbers of people and addresses of pages are nobody's business."""
