"""Issuing and withdrawing letters. What is sealed is never changed: a newer letter may follow it.

Drawing takes time and is done before, by `prepare_letter`.
"""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.documents import rules
from eroba.kernel.documents.actions.keeping import new_file
from eroba.kernel.documents.facts import LetterIssued, LetterWithdrawn
from eroba.kernel.documents.letters import DrawnLetter
from eroba.kernel.documents.models import LONGEST_REASON, Letter, LetterCode, SealCertificate
from eroba.kernel.documents.storage import shelve
from eroba.kernel.tenancy.scope import current_municipality


@dataclass(frozen=True)
class _About:
    """What the journal calls the subject of a letter, without knowing matters."""

    pk: UUID
    number: str


@action(may=rules.may_issue_letter)
def issue_letter(
    by: Actor,
    *,
    drawn: DrawnLetter,
    subject_id: UUID | None = None,
    person_id: UUID | None = None,
    follows: Letter | None = None,
) -> Done[Letter]:
    """File a drawn letter and make its code public; `subject_id` is the matter, `person_id` the addressee.

    `follows` is the letter in whose place this one stands; that one stays as it is, and its check says so.
    """
    shelve(drawn)
    text, statement = drawn.text, drawn.signed.statement
    file = new_file(drawn.pdf, "application/pdf", f"{text.number}-{text.kind}.pdf", None, person_id)
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
        follows=follows,
    )
    LetterCode.objects.create(code=letter.code, municipality=current_municipality())
    after = {"code": letter.code, "kind": letter.kind, "outcome": letter.outcome, "sha256": file.sha256}
    fact = LetterIssued(subject_id, title=letter.title, code=letter.code, issued_on=letter.issued_on)
    return Done(letter, subject=_subject(letter), after=after, facts=[fact])


@action(may=rules.may_withdraw_letter)
def withdraw_letter(by: Actor, *, letter: Letter, because: str) -> Done[Letter]:
    """Withdraw a letter: from now on its check says that it counts no longer.

    The reason is for officials. It may speak of a person, so it stands with the letter, and in the journal only under
    the lock of the letter's file; whoever is erased takes it along.
    """
    reason = " ".join(because.split())[:LONGEST_REASON]
    if not reason:
        raise BadInput(_("Write why the letter is withdrawn."))
    changed = Letter.objects.filter(pk=letter.pk, state=Letter.State.ISSUED).update(
        state=Letter.State.WITHDRAWN, withdrawn_at=now(), withdrawn_because=reason
    )
    if not changed:
        raise Refusal(_("This letter has already been withdrawn."))
    letter.refresh_from_db()
    told = LetterWithdrawn(letter.subject_id, code=letter.code, issued_on=letter.issued_on)
    return Done(
        letter,
        subject=_About(letter.file_id, letter.subject_number),
        before={"state": str(Letter.State.ISSUED)},
        after={"state": letter.state, "code": letter.code},
        personal=letter.file.for_journal({"because": reason}),
        facts=[told] if letter.subject_id else [],
    )


def _subject(letter: Letter) -> _About:
    return _About(letter.subject_id or letter.pk, letter.subject_number)
