"""What happens to files on the shelf: found missing or changed, left over, or destroyed for good.

The bytes themselves are moved by upkeep.py, outside any transaction; here it is written down.
"""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now
from eroba.kernel.documents import rules
from eroba.kernel.documents.models import FileTrouble, FileVersion, Letter, StoredFile
from eroba.kernel.documents.retention import duty_to_keep
from eroba.kernel.tenancy.scope import current_municipality


@action(may=rules.may_keep_shelf)
def note_file_trouble(by: Actor, *, sha256: str, kind: str) -> Done[FileTrouble]:
    """Write down that a file is missing or was changed, until it is mended; `/health/` warns of it."""
    trouble, _made = FileTrouble.objects.update_or_create(
        municipality=current_municipality(),
        sha256=sha256,
        defaults={"kind": kind, "found_at": now(), "mended_at": None},
    )
    return Done(trouble, subject=trouble, after={"sha256": sha256, "kind": kind})


@action(may=rules.may_keep_shelf)
def note_mended(by: Actor, *, fingerprints: Sequence[str]) -> Done[int]:
    """Write down that files are whole again, or that no row names them any more."""
    open_ones = FileTrouble.objects.filter(municipality=current_municipality(), mended_at=None)
    count = open_ones.filter(sha256__in=fingerprints).update(mended_at=now())
    return Done(count, after={"sha256": list(fingerprints)})


@action(may=rules.may_keep_shelf)
def note_orphans(by: Actor, *, paths: Sequence[str]) -> Done[int]:
    """Write down which files without a row were taken off the shelf."""
    return Done(len(paths), after={"paths": list(paths)})


@action(may=rules.may_keep_shelf)
def forget_person(by: Actor, *, person_id: UUID, today: dt.date) -> Done[list[str]]:
    """Blank the names of an erased person's files and why they were changed; say when each is destroyed.

    That is now, or when the law allows. Gives the fingerprints that no other row names: their bytes may go at once.
    """
    theirs = StoredFile.objects.filter(person_id=person_id, destroyed_at=None)
    for file in theirs.prefetch_related("letters"):
        days = [letter.issued_on for letter in file.letters.all()]
        duty = duty_to_keep("letter" if days else "upload")
        # counted from the day of the paper, not from the day of the erasure
        file.destroy_on = duty.until(min(days) if days else timezone.localdate(file.kept_at))
        file.save(update_fields=["destroy_on"])
    count_kept = theirs.filter(destroy_on__gt=today).count()
    fingerprints = _destroyed(theirs.filter(destroy_on__lte=today))
    FileVersion.objects.filter(paper__person_id=person_id).update(because="")
    Letter.objects.filter(file__person_id=person_id).update(withdrawn_because="")
    StoredFile.objects.filter(person_id=person_id).update(original_name="", account_id=None)
    return Done(fingerprints, after={"destroyed": len(fingerprints), "kept_by_law": count_kept})


@action(may=rules.may_keep_shelf)
def destroy_files(by: Actor, *, today: dt.date) -> Done[list[str]]:
    """Mark the files as destroyed whose time of keeping is over; gives the fingerprints nobody else names."""
    fingerprints = _destroyed(StoredFile.objects.filter(destroy_on__lte=today, destroyed_at=None))
    return Done(fingerprints, after={"destroyed": len(fingerprints)})


def _destroyed(files: QuerySet[StoredFile]) -> list[str]:
    due = list(files.values_list("pk", "sha256"))
    StoredFile.objects.filter(pk__in=[pk for pk, _sha256 in due]).update(destroyed_at=now(), second_salt=b"")
    gone = {sha256 for _pk, sha256 in due}
    still = StoredFile.objects.filter(sha256__in=gone, destroyed_at=None).values_list("sha256", flat=True)
    return sorted(gone - set(still))
