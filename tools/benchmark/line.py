"""A kept connection of a client that costs the machine as little as it can: what it takes, the server does not get."""

import re
import socket
from collections.abc import Mapping
from urllib.parse import SplitResult

HEAD_ENDS = b"\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class Line:
    """Asks for one path over and over and reads every answer whole, whatever it says."""

    def __init__(self, where: SplitResult, method: str, path: str, heads: Mapping[str, str]) -> None:
        self.address = where.hostname or "", where.port or 80
        lines = [f"{method} {path} HTTP/1.1", f"Host: {where.netloc}"]
        self.head = "\r\n".join(lines + [f"{name}: {said}" for name, said in heads.items()]).encode()
        self.open: socket.socket | None = None

    def ask(self, body: bytes = b"", more: bytes = b"") -> int:
        """Sends a request, with `more` lines of its head; the status of the answer."""
        if self.open is None:
            self.open = socket.create_connection(self.address, timeout=60)
            self.open.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        self.open.sendall(b"%b%b\r\nContent-Length: %d%b%b" % (self.head, more, len(body), HEAD_ENDS, body))
        return self._answered(self.open)

    def _answered(self, line: socket.socket) -> int:
        told = b""
        while (end := told.find(HEAD_ENDS)) < 0:
            told += _received(line)
        length = LENGTH.search(told, 0, end)
        if length is None:
            raise RuntimeError("an answer does not say how long it is")
        left = end + len(HEAD_ENDS) + int(length[1]) - len(told)
        while left > 0:
            left -= len(_received(line))
        return int(told[9:12])


def _received(line: socket.socket) -> bytes:
    came = line.recv(1 << 16)
    if not came:
        raise RuntimeError("the server hung up")
    return came
