"""Speaks with clamd: sends a file in pieces, reads one line, and takes everything but a clear answer for silence."""

import socket
import struct
import time
from urllib.parse import urlsplit

from eroba.kernel.documents.ports import ScannerSilent

PIECE_BYTES = 64 * 1024
LONGEST_ANSWER_BYTES = 4096
EXAMPLES = "tcp://127.0.0.1:3310 or unix:///run/clamav/clamd.ctl"


class ClamavScanner:
    """The scanner at one address; each question is a connection of its own, and may take so long in all."""

    def __init__(self, address: str, timeout_seconds: float = 15.0) -> None:
        """Raise ValueError when the address is neither of a TCP port nor of a socket file."""
        parts = urlsplit(address)
        if parts.scheme == "tcp" and parts.hostname and parts.port:
            self._place: tuple[str, int] | str = (parts.hostname, parts.port)
        elif parts.scheme == "unix" and not parts.netloc and parts.path.startswith("/"):
            self._place = parts.path
        else:
            raise ValueError(f"{address!r} is no address of clamd; write it like {EXAMPLES}")
        self._timeout_seconds = timeout_seconds

    def scan(self, content: bytes) -> str | None:
        """Give the name of the virus in these bytes, or nothing; raises ScannerSilent."""
        answer = self._ask(b"zINSTREAM\0", content)
        if answer == "stream: OK":
            return None
        if answer.startswith("stream: ") and answer.endswith(" FOUND"):
            return answer.removeprefix("stream: ").removesuffix(" FOUND")
        raise ScannerSilent(f"clamd could not tell: {answer[:200]!r}")

    def version(self) -> str:
        """Give clamd's version and that of its signatures, in its own words; raises ScannerSilent."""
        return self._ask(b"zVERSION\0", None)

    def _ask(self, question: bytes, content: bytes | None) -> str:
        ends_at = time.monotonic() + self._timeout_seconds
        try:
            with self._connected(ends_at) as wire:
                self._send(wire, question, content, ends_at)
                return self._answer(wire, ends_at)
        except (OSError, UnicodeDecodeError) as error:
            if isinstance(error, ScannerSilent):
                raise
            raise ScannerSilent(f"clamd does not answer: {error}") from error

    def _connected(self, ends_at: float) -> socket.socket:
        if isinstance(self._place, tuple):
            return socket.create_connection(self._place, timeout=_left(ends_at))
        wire = socket.socket(socket.AF_UNIX)
        try:
            wire.settimeout(_left(ends_at))
            wire.connect(self._place)
        except BaseException:
            wire.close()
            raise
        return wire

    def _send(self, wire: socket.socket, question: bytes, content: bytes | None, ends_at: float) -> None:
        wire.sendall(question)
        if content is None:
            return
        try:
            for start in range(0, len(content), PIECE_BYTES):
                piece = content[start : start + PIECE_BYTES]
                wire.settimeout(_left(ends_at))
                wire.sendall(struct.pack(">I", len(piece)) + piece)
            wire.sendall(struct.pack(">I", 0))
        except (BrokenPipeError, ConnectionResetError):
            return  # it hung up early, and perhaps said why: the answer is read all the same

    def _answer(self, wire: socket.socket, ends_at: float) -> str:
        answer = b""
        while not answer.endswith(b"\0"):
            wire.settimeout(_left(ends_at))
            piece = wire.recv(LONGEST_ANSWER_BYTES)
            answer += piece
            if not piece or len(answer) > LONGEST_ANSWER_BYTES:
                raise ScannerSilent(f"clamd broke off: {answer[:200]!r}")
        return answer[:-1].decode("utf-8").strip()


def _left(ends_at: float) -> float:
    """Seconds that are left; a scanner that sends a letter now and then does not hold a person up for ever."""
    left = ends_at - time.monotonic()
    if left <= 0:
        raise TimeoutError("the time is over")
    return left
