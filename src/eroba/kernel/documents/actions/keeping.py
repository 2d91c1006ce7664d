"""Keeping a file that somebody handed in. Checking it takes time and is done before, by `receive_upload`."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now
from eroba.kernel.documents import rules
from eroba.kernel.documents.models import FileVersion, Letter, StoredFile
from eroba.kernel.documents.storage import sha256_of, shelve
from eroba.kernel.documents.uploads import AcceptedUpload


@action(may=rules.may_keep_upload, for_others=True)
def keep_upload(by: Actor, *, upload: AcceptedUpload, person_id: UUID | None = None) -> Done[StoredFile]:
    """Keep a file that somebody handed in; `person_id` says whom it is about."""
    about = person_id or by.person_id
    shelve(upload)
    file = new_file(upload.content, upload.media_type, upload.name, by.account_id, about)
    after = {"sha256": file.sha256, "size_bytes": file.size_bytes, "media_type": file.media_type}
    return Done(
        file, subject=file, after=after, personal=file.for_journal({"original_name": file.original_name})
    )


def new_file(
    content: bytes, media_type: str, name: str, account_id: UUID | None, person_id: UUID | None
) -> StoredFile:
    """Write the row of a file whose bytes lie on the shelf; part of an action."""
    return StoredFile.objects.create(
        sha256=sha256_of(content),
        size_bytes=len(content),
        media_type=media_type,
        original_name=name,
        account_id=account_id,
        person_id=person_id,
        kept_at=now(),
    )


def let_papers_go(papers: Collection[UUID], *, on: dt.date) -> None:
    """Say of papers and of every version of them that their time is over; part of an action.

    Nameless and without the lock on what the journal keeps of them; the shelf's own sweep takes the bytes away.
    """
    versions = FileVersion.objects.filter(paper_id__in=papers)
    theirs = Q(pk__in=papers) | Q(pk__in=versions.values("file_id"))
    StoredFile.objects.filter(theirs, destroyed_at=None).update(
        destroy_on=on, original_name="", person_id=None, second_salt=b""
    )
    versions.update(because="")
    Letter.objects.filter(file_id__in=papers).update(withdrawn_because="")
