"""Writes a `.pb` file, and makes one fit for publication: shuffled, with nothing that tells who voted."""

import csv
import random
from collections.abc import Iterable
from dataclasses import replace
from typing import TextIO

from eroba.capabilities.budgeting.pabulib.document import Document, Row

PUBLISHED_COLUMNS = ("vote", "points")
"""What a ballot keeps when it is published; age, sex, place and the way of voting stay behind."""


def write_document(document: Document, target: TextIO) -> None:
    """Writes a file; a text with a semicolon, a quotation mark or a line break is put in quotation marks."""
    writer = csv.writer(target, delimiter=";", lineterminator="\n")
    writer.writerows((("META",), ("key", "value"), *document.meta.items()))
    _write_part(writer, "PROJECTS", document.project_columns, document.projects)
    _write_part(writer, "VOTES", document.vote_columns, document.votes)


def shuffled_for_publication(document: Document, chance: random.Random | None = None) -> Document:
    """The same ballots in another order, numbered anew, without age, sex, place or way of voting."""
    places = [place for name in PUBLISHED_COLUMNS if (place := document.vote_place(name)) is not None]
    ballots = [tuple(row.cells[place] for place in places) for row in document.votes]
    (chance or random.SystemRandom()).shuffle(ballots)
    columns = ("voter_id", *(document.vote_columns[place] for place in places))
    rows = tuple(Row(0, (str(number), *ballot)) for number, ballot in enumerate(ballots, 1))
    return replace(document, vote_columns=columns, votes=rows)


def _write_part(writer, title: str, columns: tuple[str, ...], rows: Iterable[Row]) -> None:  # type: ignore[no-untyped-def]
    writer.writerow((title,))
    writer.writerow(columns)
    writer.writerows(row.cells for row in rows)
