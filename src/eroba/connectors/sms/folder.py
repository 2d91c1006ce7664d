"""Keeps text messages as files instead of sending them: for a demonstration, a test, and a town without a gateway."""

import json
import re
from pathlib import Path

from eroba.kernel.base.clock import now
from eroba.kernel.notify.ports import Sms, SmsAccepted
from eroba.kernel.notify.sms_text import segment_count

_NOT_IN_NAMES = re.compile(r"[^\w-]")


class FolderGateway:
    """Writes each message into a file named by its key, so that a second one with the same key is the same file."""

    knows_keys = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, message: Sms) -> SmsAccepted:
        """Keep a message, unless it is there already."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{_NOT_IN_NAMES.sub('-', message.key)}.json"
        content = {
            "to": message.to,
            "text": message.text,
            "segments": segment_count(message.text),
            "kept_at": now().isoformat(timespec="seconds"),
        }
        try:
            with path.open("x", encoding="utf-8") as file:
                json.dump(content, file, ensure_ascii=False, indent=2)
        except FileExistsError:
            return SmsAccepted(path.name)
        return SmsAccepted(path.name)
