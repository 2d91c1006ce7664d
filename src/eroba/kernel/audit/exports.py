"""`eroba export journal`: a town's chained entries and its signed heads as files that anybody can check without us.

For auditors and the town's archive: the entries name accounts and offices. What is about a person stays encrypted.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from eroba.kernel.audit.heads import heads_as_published
from eroba.kernel.audit.models import JournalEntry, SealedEntry
from eroba.kernel.base.canonical import plain
from eroba.kernel.base.errors import NotFound
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

EXAMPLE = "eroba export journal --municipality ozurgeti --output journal-2026"
AT_ONCE = 2000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose journal, and where to."""
    parser.add_argument("--municipality", metavar="SLUG", required=True, help="the town")
    parser.add_argument("--output", metavar="FOLDER", type=Path, required=True, help="made when missing")


def run(options: argparse.Namespace) -> int:
    """Writes journal.jsonl and heads.json, and prints their names."""
    town = Municipality.objects.filter(slug=options.municipality).first()
    if town is None:
        raise NotFound(f"there is no municipality {options.municipality!r}")
    options.output.mkdir(parents=True, exist_ok=True)
    with scope(town):
        for path in export_journal(options.output):
            sys.stdout.write(f"{path}\n")
    return 0


def export_journal(folder: Path) -> list[Path]:
    """Writes the journal of the town worked for: one line for each link with its entry, and every signed head.

    The heads are read first, so that each of them stands over entries that are in the file.
    """
    journal, heads = folder / "journal.jsonl", folder / "heads.json"
    heads.write_text(_json(heads_as_published(), indent=2), encoding="utf-8")
    with journal.open("w", encoding="utf-8") as lines:
        for line in _lines():
            lines.write(line)
    return [journal, heads]


def _lines() -> Iterator[str]:
    links = SealedEntry.objects.order_by("sequence")
    at = 0
    while batch := list(links.filter(sequence__gt=at)[:AT_ONCE]):
        at = batch[-1].sequence
        entries = JournalEntry.objects.in_bulk([link.entry_id for link in batch])
        for link in batch:
            entry = entries.get(link.entry_id)
            told = {
                "sequence": link.sequence,
                "entry": entry.chained_values() if entry else None,
                "entry_hash": link.entry_hash,
                "chain_hash": link.chain_hash,
            }
            yield f"{_json(told)}\n"


def _json(value: object, indent: int | None = None) -> str:
    return json.dumps(plain(value), ensure_ascii=False, indent=indent)
