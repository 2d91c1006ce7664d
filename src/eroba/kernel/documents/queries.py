"""Reading files, letters and seals."""

import json
from uuid import UUID

from django.db.models import QuerySet

from eroba.kernel.base.clock import today
from eroba.kernel.base.secrets import derived_key, unlock
from eroba.kernel.documents.codes import read_code
from eroba.kernel.documents.models import (
    FileTrouble,
    FileVersion,
    Letter,
    LetterCode,
    SealCertificate,
    SealKey,
    StoredFile,
)
from eroba.kernel.documents.seal import PublishedKey, Seal
from eroba.kernel.documents.storage import town_store
from eroba.kernel.tenancy.scope import scope

SEAL_PURPOSE = "eroba.seal-keys"


def letters_about(subject_id: UUID) -> QuerySet[Letter]:
    """The letters about one matter, oldest first, each with its file."""
    return Letter.objects.filter(subject_id=subject_id).select_related("file")


def letter_by_code(typed: str) -> Letter | None:
    """The letter of any town with this code, as its public check finds it; nothing when there is none."""
    code = read_code(typed)
    found = LetterCode.objects.filter(code=code).select_related("municipality").first() if code else None
    if found is None:
        return None
    with scope(found.municipality):
        return (
            Letter.objects.select_related("municipality", "certificate", "followed_by")
            .filter(code=code)
            .first()
        )


def published_keys() -> list[PublishedKey]:
    """The keys of all towns that have ever sealed a letter, oldest first."""
    certificates = SealCertificate.objects.select_related("municipality").order_by("valid_from", "key_id")
    return [certificate.published() for certificate in certificates]


def current_seal() -> Seal | None:
    """The seal of the town worked for now; nothing when it has none or the last one has run out."""
    key = SealKey.objects.select_related("certificate__municipality").filter(is_current=True).first()
    if key is None:
        return None
    published = key.certificate.published()
    if published.withdrawn_on is not None or not published.was_valid_on(today()):
        return None
    lock, about = derived_key(SEAL_PURPOSE), published.key_id.encode()
    return Seal(
        published=published,
        statement_key=unlock(bytes(key.locked_statement_key), key=lock, about=about),
        certificate_key=unlock(bytes(key.locked_certificate_key), key=lock, about=about),
    )


def bytes_of(file: StoredFile) -> bytes:
    """The bytes of a file; raises FileDamaged when they are no longer those that were kept."""
    return town_store().read(file.sha256)


def statement_text(letter: Letter) -> str:
    """The signed statement of a letter as text, for whoever wants to look at it."""
    return json.dumps(letter.statement, ensure_ascii=False, indent=2, sort_keys=True)


def shown_file(paper: StoredFile) -> StoredFile:
    """The newest version of a paper, which is the one that is shown; of a sealed letter always the letter."""
    newest = FileVersion.objects.filter(paper=paper).select_related("file").order_by("-number").first()
    if newest is None or paper.letters.exists():
        return paper
    return newest.file


def own_file(paper: StoredFile) -> StoredFile:
    """The version of a paper for the person it is about: the newest that was not blackened for others."""
    redacted = FileVersion.Kind.REDACTED
    newest = (
        FileVersion.objects.filter(paper=paper)
        .exclude(kind=redacted)
        .exclude(file__in=FileVersion.objects.filter(paper=paper, kind=redacted).values("file"))
        .select_related("file")
        .order_by("-number")
        .first()
    )
    return newest.file if newest else paper


def open_troubles() -> QuerySet[FileTrouble]:
    """The files of all towns that are missing or changed and were not mended."""
    return FileTrouble.objects.filter(mended_at=None).order_by("found_at")
