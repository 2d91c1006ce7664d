"""Receives the mail of a demonstration or a test and keeps it as files; nothing leaves the machine.

`python -m eroba.config.letterbox --port 8025 --folder FOLDER`. A town has its own mail server instead.
"""

import argparse
import asyncio
import itertools
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session


class Letterbox:
    """Writes each letter into a file whose name says when it came and for whom."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = itertools.count(1)
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Called by the mail server for each letter."""
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        recipient = envelope.rcpt_tos[0].replace("/", "_")
        name = f"{datetime.now():%Y%m%d-%H%M%S}-{next(self.numbers):04}-{recipient}.eml"
        # A reader never sees half a letter.
        unfinished = self.folder / f".{name}"
        unfinished.write_bytes(content)
        unfinished.rename(self.folder / name)
        subject = message_from_bytes(content, policy=policy.default)["subject"]
        print(f"Letter for {recipient}: {subject} ({self.folder / name})", flush=True)
        return "250 OK"


async def receive(port: int, folder: Path) -> None:
    """Listen on this machine until the process is stopped."""
    letterbox = Letterbox(folder)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(letterbox, enable_SMTPUTF8=True), "127.0.0.1", port)
    await server.serve_forever()


def main() -> None:
    """Start the letterbox."""
    parser = argparse.ArgumentParser(prog="python -m eroba.config.letterbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8025)
    parser.add_argument("--folder", type=Path, required=True)
    arguments = parser.parse_args()
    asyncio.run(receive(arguments.port, arguments.folder))


if __name__ == "__main__":
    main()
