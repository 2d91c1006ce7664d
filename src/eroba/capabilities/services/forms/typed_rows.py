"""Rows of a group as a browser sends them: counted, one added or taken away, empty ones closed up."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from eroba.capabilities.services.definition.form import Field
from eroba.capabilities.services.form_engine.reading import typed_text
from eroba.capabilities.services.form_engine.rows import MOST_ROWS

COUNT, ADD, REMOVE = "rows", "add", "remove"
Files: TypeAlias = "MultiValueDict[str, Any]"
NO_FILES: Files = MultiValueDict()


def row_count(group: Field, typed: Mapping[str, object]) -> int:
    """How many rows were drawn when the page was sent; never more than the group may have."""
    return max(1, min(_whole(typed.get(f"{group.code}-{COUNT}")), group.most_rows, MOST_ROWS))


def changes_rows(groups: Iterable[Field], typed: Mapping[str, object]) -> bool:
    """Whether the button pressed was one that adds a row or takes one away."""
    return any(f"{group.code}-{button}" in typed for group in groups for button in (ADD, REMOVE))


def closed_up(groups: Iterable[Field], typed: QueryDict, files: Files = NO_FILES) -> tuple[QueryDict, Files]:
    """Return what was sent with each group's rows as they shall stand: without removed and empty ones, one added."""
    sent, brought = typed.copy(), files.copy()
    for group in groups:
        taken = _whole(typed.get(f"{group.code}-{REMOVE}"), -1)
        standing = [at for at in range(row_count(group, typed)) if at != taken]
        filled = [at for at in standing if not _is_empty(group, at, typed) or _has_file(group, at, files)]
        # The one row that stands there empty stays, so that what is missing can be said in it.
        rows = filled or standing[:1]
        _renumber(group.code, rows, sent)
        _renumber_names(group.code, rows, brought)
        adds = f"{group.code}-{ADD}" in typed and len(rows) < group.most_rows
        sent[f"{group.code}-{COUNT}"] = str(max(1, len(rows) + adds))
    return sent, brought


def _has_file(group: Field, at: int, files: Files) -> bool:
    return any(name.startswith(f"{group.code}-{at}-") for name in files)


def _is_empty(group: Field, at: int, typed: QueryDict) -> bool:
    start = f"{group.code}-{at}-"
    return not any(
        typed_text(value) for key in typed if key.startswith(start) for value in typed.getlist(key)
    )


def _renumber(code: str, rows: list[int], sent: QueryDict) -> None:
    named, new = _renumber_names(code, rows, sent)
    shown = [
        f"{code}-{new[int(found[1])]}-{found[2]}" if found else name
        for name in sent.get("shown", "").split(",")
        if not (found := named.fullmatch(name)) or int(found[1]) in new
    ]
    sent["shown"] = ",".join(shown)


def _renumber_names(
    code: str, rows: list[int], sent: MultiValueDict[str, Any]
) -> tuple[re.Pattern[str], dict[int, int]]:
    named = re.compile(rf"{re.escape(code)}-([0-9]{{1,3}})-(.+)")
    new = {old: at for at, old in enumerate(rows)}
    moved = {key: found for key in sent if (found := named.fullmatch(key))}
    values = {key: sent.pop(key) for key in moved}
    for key, found in moved.items():
        if int(found[1]) in new:
            sent.setlist(f"{code}-{new[int(found[1])]}-{found[2]}", values[key])
    return named, new


def _whole(typed: object, otherwise: int = 0) -> int:
    words = typed_text(typed)
    return int(words) if words.isascii() and words.isdigit() and len(words) <= 3 else otherwise
