"""Versions of a paper: another file in its place, an earlier one again, words blackened. Nothing is ever lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.documents import rules
from eroba.kernel.documents.actions.keeping import new_file
from eroba.kernel.documents.facts import PaperRedacted, PaperReplaced
from eroba.kernel.documents.models import FileVersion, StoredFile
from eroba.kernel.documents.ownership import owner_of
from eroba.kernel.documents.paper_versions import first_version, forget_versions, versions_of
from eroba.kernel.documents.preparing_redaction import PreparedRedaction
from eroba.kernel.documents.storage import shelve
from eroba.kernel.documents.uploads import AcceptedUpload
from eroba.kernel.outbox.facts import Fact

NOTHING_MORE: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class _About:
    """What the journal calls the subject: the paper, under the number of what it belongs to."""

    pk: UUID
    number: str


@action(may=rules.may_change_paper)
def replace_paper(
    by: Actor, *, paper: StoredFile, newest: int, upload: AcceptedUpload, because: str
) -> Done[FileVersion]:
    """Show another file in place of a paper. `newest` is the version the official saw last."""
    shelve(upload)
    reason = _reason(because)
    held = _hold(paper, newest)
    file = new_file(upload.content, upload.media_type, upload.name, by.account_id, held.person_id)
    version = _add(by, held, newest, file, FileVersion.Kind.REPLACED, reason)
    fact = PaperReplaced(_matter(by, held), number=version.number)
    return _done(by, version, newest, fact, named={"original_name": file.original_name})


@action(may=rules.may_change_paper)
def restore_version(
    by: Actor, *, paper: StoredFile, newest: int, version: FileVersion, because: str
) -> Done[FileVersion]:
    """Show an earlier version of a paper again; the ones in between stay."""
    reason = _reason(because)
    held = _hold(paper, newest)
    verdict = rules.may_see_version(by, version)
    if not verdict:
        raise Refusal(verdict.because, status=403)
    if version.paper_id != held.pk or version.number == newest:
        raise BadInput(_("Choose an earlier version of this paper."))
    again = _add(by, held, newest, version.file, FileVersion.Kind.RESTORED, reason)
    fact = PaperReplaced(_matter(by, held), number=again.number)
    return _done(by, again, newest, fact, more={"restored": version.number})


@action(may=rules.may_redact_paper)
def redact_paper(
    by: Actor, *, paper: StoredFile, newest: int, prepared: PreparedRedaction, because: str
) -> Done[FileVersion]:
    """Keep a blackened version of a paper. The journal counts the places and never repeats the words."""
    shelve(prepared)
    reason = _reason(because)
    held = _hold(paper, newest)
    file = new_file(prepared.content, "application/pdf", prepared.name, by.account_id, held.person_id)
    version = _add(by, held, newest, file, FileVersion.Kind.REDACTED, reason)
    fact = PaperRedacted(_matter(by, held), places=prepared.places_count)
    return _done(by, version, newest, fact, more={"places": prepared.places_count})


@action(may=rules.may_see_version)
def look_at_version(by: Actor, *, version: FileVersion) -> Done[FileVersion]:
    """Write down that an official opened a version of a paper; nothing else changes."""
    return Done(version, subject=_subject(by, version.paper), after={"version": version.number})


def _reason(because: str) -> str:
    reason = " ".join(because.split())
    if not reason:
        raise BadInput(_("Write why."))
    return reason[:500]


def _hold(paper: StoredFile, newest: int) -> StoredFile:
    """Take the paper for this transaction; refuse when somebody made a newer version in the meantime."""
    held = StoredFile.objects.select_for_update().get(pk=paper.pk)
    if versions_of(held)[-1].number != newest:
        raise Refusal(
            _("Somebody else made a newer version a moment ago. Look at it first; nothing was changed.")
        )
    return held


def _add(
    by: Actor, paper: StoredFile, newest: int, file: StoredFile, kind: FileVersion.Kind, because: str
) -> FileVersion:
    if not paper.versions.exists():
        first_version(paper).save(force_insert=True)
    forget_versions(paper)
    return FileVersion.objects.create(
        paper=paper, number=newest + 1, file=file, kind=kind, because=because, made_by=by.label
    )


def _done(
    by: Actor,
    version: FileVersion,
    newest: int,
    told: Fact,
    *,
    named: Mapping[str, str] = NOTHING_MORE,
    more: Mapping[str, object] = NOTHING_MORE,
) -> Done[FileVersion]:
    """What the journal keeps; the reason may speak of a person, so it lies under the paper's lock with the name."""
    after = {"version": version.number, "kind": version.kind, "sha256": version.file.sha256, **more}
    return Done(
        version,
        subject=_subject(by, version.paper),
        before={"version": newest},
        after=after,
        personal=version.paper.for_journal({**named, "because": version.because}),
        facts=[told] if told.matter_id else [],
    )


def _subject(by: Actor, paper: StoredFile) -> _About:
    owned = owner_of(by, paper.pk)
    return _About(paper.pk, owned.number if owned else "")


def _matter(by: Actor, paper: StoredFile) -> UUID | None:
    owned = owner_of(by, paper.pk)
    return owned.matter_id if owned else None
