"""How often and after which pauses the outbox tries again, as data: `seed/retries.yaml`, or the installation's own."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

SEED = Path(__file__).parent / "seed" / "retries.yaml"
MOST_ATTEMPTS = 10_000


class NotASchedule(ValueError):
    """The file of pauses cannot be read; the text says why."""


@dataclass(frozen=True)
class Patience:
    """The pause after each failed attempt; after the last pause there is one more attempt, and no other."""

    pauses: tuple[dt.timedelta, ...]

    @property
    def most_attempts(self) -> int:
        """How often something is tried before a person must look."""
        return len(self.pauses) + 1

    @property
    def lasts(self) -> dt.timedelta:
        """How long somebody on the other side may be away without anything being given up."""
        return sum(self.pauses, dt.timedelta())

    def pause_after(self, attempt_count: int) -> dt.timedelta | None:
        """How long to wait after so many attempts; nothing when that was the last."""
        return self.pauses[attempt_count - 1] if attempt_count < self.most_attempts else None


@cache
def patience() -> Patience:
    """The pauses of this installation. Raises NotASchedule when its file cannot be used."""
    return read_patience(Path(settings.RETRIES_FILE or SEED))


def read_patience(path: Path) -> Patience:
    """Reads pauses from a file; see the one in `seed/` for its form."""
    try:
        lines = yaml.safe_load(path.read_text(encoding="utf-8"))
        pauses = tuple(pause for line in lines for pause in _pauses_of(line))
    except (OSError, yaml.YAMLError, TypeError, KeyError, ValueError) as problem:
        raise NotASchedule(f"{path}: {problem}") from problem
    if not 1 <= len(pauses) < MOST_ATTEMPTS:
        raise NotASchedule(f"{path}: 1 to {MOST_ATTEMPTS - 1} pauses are needed, not {len(pauses)}")
    return Patience(pauses)


def _pauses_of(line: dict[str, Any]) -> list[dt.timedelta]:
    times, seconds = line["times"], line["pause_seconds"]
    if not (isinstance(times, int) and isinstance(seconds, int) and times > 0 and seconds > 0):
        raise ValueError("times and pause_seconds are whole numbers above zero")
    return [dt.timedelta(seconds=seconds)] * times
