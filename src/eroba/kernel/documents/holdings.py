"""What this room holds about one person: every file about them and every letter to them, with the files themselves."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from eroba.kernel.documents.models import StoredFile
from eroba.kernel.documents.queries import bytes_of
from eroba.kernel.people.models import Person
from eroba.kernel.registry import PersonalFile

_KINDS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def holdings_about(person: Person) -> dict[str, Any]:
    """Each file about a person: its name, size, day and fingerprint, and the letter it is, if it is one."""
    return {"files": [_file(one) for one in _files_about(person)]}


def files_of(person: Person) -> Iterator[PersonalFile]:
    """The files themselves, under the names `holdings_about` gives."""
    for one in _files_about(person):
        if one.destroyed_at is None:
            yield PersonalFile(name=_name(one), read=partial(bytes_of, one))


def salts_of(file_ids: Sequence[UUID]) -> dict[UUID, bytes]:
    """The salts that open what the journal keeps of these files; none where a file was destroyed."""
    rows = StoredFile.objects.filter(pk__in=file_ids).values_list("pk", "second_salt")
    return {pk: bytes(salt) for pk, salt in rows}


def _files_about(person: Person) -> QuerySet[StoredFile]:
    return (
        StoredFile.objects.filter(person_id=person.pk).prefetch_related("letters").order_by("kept_at", "id")
    )


def _file(one: StoredFile) -> dict[str, Any]:
    letter = next(iter(one.letters.all()), None)
    return {
        "file": _name(one) if one.destroyed_at is None else None,
        "name": one.original_name,
        "kept_at": one.kept_at,
        "size_bytes": one.size_bytes,
        "media_type": one.media_type,
        "sha256": one.sha256,
        "destroyed_at": one.destroyed_at,
        "letter": {"code": letter.code, "title": letter.title, "issued_on": letter.issued_on}
        if letter
        else None,
    }


def _name(one: StoredFile) -> str:
    """A name nobody else's file has: the day, the row, and the kind; names of people's own making stay inside."""
    return f"files/{one.kept_at:%Y-%m-%d}-{one.pk}.{_KINDS.get(one.media_type, 'bin')}"
