"""Measures how long it takes to check a whole journal: the chain, every entry and every signed head.

`python -m tools.benchmark.journal 100000` fills the journal of a town of its own and prints the seconds as JSON.
"""

import json
import sys
import time
from dataclasses import asdict, dataclass
from importlib import import_module

import django

BATCH = 5000
TOWN = {"number_prefix": "LOG", "name_ka": "ჟურნალი", "name_en": "Journal"}


@dataclass(frozen=True)
class Checked:
    """How long a journal of so many entries took to check, and how long to chain one more entry to it."""

    count: int
    seconds: float
    one_more_ms: float


def measure(count: int) -> Checked:
    """Write, chain and check; the writing is not measured."""
    audit = "eroba.kernel.audit"
    models = import_module(f"{audit}.models")
    sealer, heads, checks = (import_module(f"{audit}.{name}") for name in ("sealer", "heads", "head_check"))
    tenancy = "eroba.kernel.tenancy"
    town, _new = import_module(f"{tenancy}.models").Municipality.objects.get_or_create(
        slug="journal-bench", defaults=TOWN
    )
    with import_module(f"{tenancy}.scope").scope(town):
        for _batch in range(count // BATCH):
            models.JournalEntry.objects.bulk_create(_entry(models.JournalEntry) for _row in range(BATCH))
            sealer.seal_journal(limit=BATCH)
            heads.publish_head()
        start = time.monotonic()
        found = [*sealer.journal_flaws(), *checks.head_flaws()]
        seconds = time.monotonic() - start
        if found or sealer.last_link().sequence != count:
            raise SystemExit(f"the journal is not whole: {found[:3]}")
        _entry(models.JournalEntry).save(force_insert=True)
        start = time.monotonic()
        sealer.seal_journal()
        return Checked(count, seconds, (time.monotonic() - start) * 1000)


def _entry(kind):  # type: ignore[no-untyped-def]
    """An entry as long as that of an application sent in."""
    return kind(
        action="services.submit_application",
        role="resident",
        channel="web",
        basis="GAC 78",
        subject_number="OZU-2026-SOC-00001",
        after={"stage": "received", "edition": 1, "due_on": "2026-12-22", "hash": "a" * 64},
        personal={"01a20442-2ee4-7267-b868-2e30fbb6475c": "x" * 400},
    )


def main() -> None:
    """Measure and print."""
    django.setup()
    print(json.dumps(asdict(measure(int(sys.argv[1])))))


if __name__ == "__main__":
    main()
