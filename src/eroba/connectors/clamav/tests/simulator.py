"""A process that speaks clamd's protocol in one way: `python simulator.py PORT FAULT`. Standard library only."""

import socket
import struct
import sys
import threading
import time

ANSWERS = {
    "clean": b"stream: OK\0",
    "found": b"stream: Win.Test.Invented-1 FOUND\0",
    "too large": b"INSTREAM size limit exceeded. ERROR\0",
    "out of memory": b"stream: Can't allocate memory ERROR\0",
    "half an answer": b"stream: O",
    "nothing": b"",
    "another word": b"stream: perhaps OK or so\0",
    "not text": b"\xff\xfe\xfd\0",
    "endless": b"stream: " + b"x" * 100_000,
}


def read_stream(wire: socket.socket) -> None:
    """Read the question and all pieces up to the empty one."""
    with wire.makefile("rb") as source:
        source.read(len(b"zINSTREAM\0"))
        while size := struct.unpack(">I", source.read(4) or bytes(4))[0]:
            source.read(size)


def serve(wire: socket.socket, fault: str) -> None:
    """Answer one question, or not."""
    with wire:
        if fault == "hangs up":
            return
        if fault == "hangs up early":
            wire.recv(1000)
            wire.sendall(ANSWERS["too large"])
            return
        try:
            read_stream(wire)
        except OSError:
            return
        if fault == "never":
            time.sleep(30)
        elif fault == "letter by letter":
            for letter in range(120):
                time.sleep(0.25)
                wire.sendall(b"stream: OK\0"[letter % 11 : letter % 11 + 1] if letter > 110 else b" ")
        else:
            wire.sendall(ANSWERS[fault])


def main(port: int, fault: str) -> None:
    """Listen until somebody ends the process."""
    with socket.create_server(("127.0.0.1", port)) as door:
        while True:
            wire, _from = door.accept()
            threading.Thread(target=serve, args=(wire, fault), daemon=True).start()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
