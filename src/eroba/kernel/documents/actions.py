"""Keeping files, issuing and withdrawing letters, changing the seal: the only place that writes.

Whatever takes time is done before: files are checked by `receive_upload`, letters drawn by `prepare_letter`.
"""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now, today
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.base.secrets import derived_key, lock_away
from eroba.kernel.documents import rules
from eroba.kernel.documents.facts import LetterIssued, LetterWithdrawn
from eroba.kernel.documents.letters import DrawnLetter
from eroba.kernel.documents.models import Letter, LetterCode, SealCertificate, SealKey, StoredFile
from eroba.kernel.documents.queries import SEAL_PURPOSE
from eroba.kernel.documents.seal import Seal, new_seal
from eroba.kernel.documents.storage import sha256_of, shelve
from eroba.kernel.documents.uploads import AcceptedUpload
from eroba.kernel.tenancy.scope import current_municipality


@dataclass(frozen=True)
class _About:
    """What the journal calls the subject of a letter, without knowing matters."""

    pk: UUID
    number: str


@action(may=rules.may_keep_upload)
def keep_upload(by: Actor, *, upload: AcceptedUpload, person_id: UUID | None = None) -> Done[StoredFile]:
    """Keep a file that somebody handed in; `person_id` says whom it is about."""
    about = person_id or by.person_id
    shelve(upload)
    file = _file(upload.content, upload.media_type, upload.name, by.account_id, about)
    named = {about: {"original_name": file.original_name}} if about else {}
    after = {"sha256": file.sha256, "size_bytes": file.size_bytes, "media_type": file.media_type}
    return Done(file, subject=file, after=after, personal=named)


@action(may=rules.may_issue_letter)
def issue_letter(
    by: Actor, *, drawn: DrawnLetter, subject_id: UUID | None = None, person_id: UUID | None = None
) -> Done[Letter]:
    """File a drawn letter and make its code public; `subject_id` is the matter, `person_id` the addressee."""
    shelve(drawn)
    text, statement = drawn.text, drawn.signed.statement
    file = _file(drawn.pdf, "application/pdf", f"{text.number}-{text.kind}.pdf", None, person_id)
    letter = Letter.objects.create(
        subject_id=subject_id,
        subject_number=text.number,
        kind=text.kind,
        outcome=text.outcome,
        language=text.language,
        title=text.title,
        file=file,
        code=drawn.code,
        statement=drawn.signed.as_json(),
        certificate=SealCertificate.objects.get(key_id=statement.key_id),
        issued_on=text.issued_on,
        issued_at=now(),
    )
    LetterCode.objects.create(code=letter.code, municipality=current_municipality())
    after = {"code": letter.code, "kind": letter.kind, "outcome": letter.outcome, "sha256": file.sha256}
    fact = LetterIssued(subject_id, title=letter.title, code=letter.code, issued_on=letter.issued_on)
    return Done(letter, subject=_subject(letter), after=after, facts=[fact])


@action(may=rules.may_withdraw_letter)
def withdraw_letter(by: Actor, *, letter: Letter, because: str) -> Done[Letter]:
    """Withdraw a letter: from now on its check says that it counts no longer. The reason is not public."""
    reason = because.strip()
    if not reason:
        raise BadInput(_("Write why the letter is withdrawn."))
    changed = Letter.objects.filter(pk=letter.pk, state=Letter.State.ISSUED).update(
        state=Letter.State.WITHDRAWN, withdrawn_at=now(), withdrawn_because=reason
    )
    if not changed:
        raise Refusal(_("This letter has already been withdrawn."))
    letter.refresh_from_db()
    return Done(
        letter,
        subject=_subject(letter),
        before={"state": str(Letter.State.ISSUED)},
        after={"state": letter.state, "because": reason},
        facts=[LetterWithdrawn(letter.subject_id, title=letter.title, code=letter.code, because=reason)],
    )


@action(may=rules.may_change_seal)
def renew_seal(by: Actor, *, town_name: str) -> Done[SealCertificate]:
    """Give the town a new seal from today on; letters sealed with the last one stay valid."""
    seal = new_seal(current_municipality().slug, town_name, today())
    last = SealKey.objects.select_related("certificate").filter(is_current=True).first()
    if last is not None:
        SealKey.objects.filter(pk=last.pk).update(is_current=False)
        SealCertificate.objects.filter(pk=last.certificate_id).update(
            valid_to=min(today(), last.certificate.valid_to or dt.date.max)
        )
    certificate = _store_seal(seal)
    before = {"key_id": last.certificate.key_id} if last else {}
    return Done(certificate, subject=certificate, before=before, after={"key_id": certificate.key_id})


@action(may=rules.may_change_seal)
def withdraw_seal(by: Actor, *, key_id: str, because: str) -> Done[SealCertificate]:
    """Withdraw a seal that others may have got hold of: no letter under it passes the offline check any more."""
    certificate = SealCertificate.objects.get(key_id=key_id, municipality=current_municipality())
    certificate.withdrawn_on, certificate.withdrawn_because = today(), because
    certificate.save(update_fields=["withdrawn_on", "withdrawn_because"])
    SealKey.objects.filter(certificate=certificate).update(is_current=False)
    after = {"key_id": key_id, "withdrawn_on": certificate.withdrawn_on, "because": because}
    return Done(certificate, subject=certificate, after=after)


def _subject(letter: Letter) -> _About:
    return _About(letter.subject_id or letter.pk, letter.subject_number)


def _file(
    content: bytes, media_type: str, name: str, account_id: UUID | None, person_id: UUID | None
) -> StoredFile:
    return StoredFile.objects.create(
        sha256=sha256_of(content),
        size_bytes=len(content),
        media_type=media_type,
        original_name=name,
        account_id=account_id,
        person_id=person_id,
        kept_at=now(),
    )


def _store_seal(seal: Seal) -> SealCertificate:
    published, lock = seal.published, derived_key(SEAL_PURPOSE)
    about = published.key_id.encode()
    certificate = SealCertificate.objects.create(
        municipality=current_municipality(),
        key_id=published.key_id,
        town_name=published.municipality_name,
        public_key=published.public_key,
        seal_certificate=published.seal_certificate,
        authority_certificate=published.authority_certificate,
        valid_from=published.valid_from,
        valid_to=published.valid_to,
    )
    SealKey.objects.create(
        certificate=certificate,
        locked_statement_key=lock_away(seal.statement_key, key=lock, about=about),
        locked_certificate_key=lock_away(seal.certificate_key, key=lock, about=about),
    )
    return certificate
