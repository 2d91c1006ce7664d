"""Identifiers that sort by the moment they were made, so that new rows lie side by side on disk."""

import datetime as dt
import os
import threading
import time
from uuid import UUID

_lock = threading.Lock()
_last_ms = 0
_sequence = 0


def uuid7() -> UUID:
    """Makes an identifier that grows with time and that nobody can guess.

    Within one process later calls always sort after earlier ones. Source: RFC 9562, section 5.7
    (twelve bits of sequence within a millisecond, 62 random bits).
    """
    global _last_ms, _sequence
    with _lock:
        now_ms = time.time_ns() // 1_000_000
        if now_ms > _last_ms:
            _last_ms, _sequence = now_ms, int.from_bytes(os.urandom(2)) & 0x3FF
        else:
            _sequence += 1
            if _sequence > 0xFFF:
                _last_ms, _sequence = _last_ms + 1, 0
        stamp, sequence = _last_ms, _sequence
    random_bits = int.from_bytes(os.urandom(8)) & ((1 << 62) - 1)
    return UUID(int=(stamp << 80) | (0x7 << 76) | (sequence << 64) | (0b10 << 62) | random_bits)


def made_at(identifier: UUID) -> dt.datetime:
    """When an identifier of ours was made, to the millisecond."""
    return dt.datetime.fromtimestamp((identifier.int >> 80) / 1000, dt.UTC)


def first_uuid7_at(moment: dt.datetime) -> UUID:
    """The smallest identifier of a moment: whatever was made from then on is not smaller."""
    stamp = int(moment.timestamp() * 1000)
    return UUID(int=(stamp << 80) | (0x7 << 76) | (0b10 << 62))
