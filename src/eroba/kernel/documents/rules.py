"""Who may keep a file, issue or withdraw a letter, and change the town's seal.

What a letter says and whether it may be sent now is the rule of the capability that sends it.
"""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Verdict, allow, refuse
from eroba.kernel.actions.verdict import ask_to_sign_in
from eroba.kernel.documents.models import FileVersion, Letter, StoredFile
from eroba.kernel.documents.ownership import owner_of

STAFF = ("clerk", "head", "village")
DESK = ("clerk", "head")
LOOK = "Law on Personal Data Protection, art. 5"
SEAL_BASIS = "Law of Georgia on Electronic Documents and Electronic Trust Services"


def may_keep_upload(by: Actor) -> Verdict:
    """Anybody who signed in may hand in a file."""
    if by.is_signed_in or by.is_system:
        return allow()
    return ask_to_sign_in()


def may_issue_letter(by: Actor) -> Verdict:
    """Officials issue letters, and the platform does on a clock or a fact."""
    if by.is_system or by.has_role("clerk", "head"):
        return allow(SEAL_BASIS)
    return refuse(_("Only officials of the municipality issue letters."))


def may_withdraw_letter(by: Actor, letter: Letter) -> Verdict:
    """A head of unit withdraws a letter, once."""
    if letter.is_withdrawn:
        return refuse(_("This letter has already been withdrawn."))
    if by.is_system or by.has_role("head"):
        return allow()
    return refuse(_("Only a head of unit withdraws a letter."))


def may_change_seal(by: Actor) -> Verdict:
    """A head of unit changes the seal; the platform does when there is none or it has run out."""
    if by.is_system or by.has_role("head"):
        return allow(SEAL_BASIS)
    return refuse(_("Only a head of unit changes the municipality's seal."))


def may_see_paper(by: Actor, paper: StoredFile) -> Verdict:
    """An official opens a paper if the capability it belongs to lets them; one that belongs to nobody, a head."""
    if not by.has_role(*DESK):
        return refuse(_("Only officials of the town hall work on papers."), LOOK)
    owned = owner_of(by, paper.pk)
    if owned is not None:
        return owned.may_read
    if by.has_role("head"):
        return allow(LOOK)
    return refuse(_("This paper belongs to no application; only a head of unit opens it."), LOOK)


def may_change_paper(by: Actor, paper: StoredFile) -> Verdict:
    """An official who may see a paper replaces or restores it; a sealed letter stays as it is for ever."""
    seen = _may_work_on(by, paper)
    if seen and paper.letters.exists():
        return refuse(
            _("A sealed letter is never changed or replaced. Issue a new letter that follows it."), SEAL_BASIS
        )
    return seen


def may_redact_paper(by: Actor, paper: StoredFile) -> Verdict:
    """An official who may see a paper blackens words in it; of a letter that gives a copy beside it."""
    return _may_work_on(by, paper)


def may_see_version(by: Actor, version: FileVersion) -> Verdict:
    """What was blackened afterwards only a head still sees, each look written down; other versions, as the paper."""
    seen = may_see_paper(by, version.paper)
    if not seen or by.has_role("head") or version.paper.letters.exists():
        return seen
    redacted = FileVersion.Kind.REDACTED
    later = FileVersion.objects.filter(paper_id=version.paper_id, number__gt=version.number, kind=redacted)
    if version.kind != redacted and later.exists():
        return refuse(
            _("Words in this paper were blackened since. Only a head of unit opens the version before."), LOOK
        )
    return seen


def may_keep_shelf(by: Actor) -> Verdict:
    """The platform looks after the shelf by itself."""
    return allow() if by.is_system else refuse(_("The platform looks after its files by itself."))


def _may_work_on(by: Actor, paper: StoredFile) -> Verdict:
    seen = may_see_paper(by, paper)
    if seen and paper.destroyed_at is not None:
        return refuse(_("This file was destroyed when its person was erased."), LOOK)
    return seen
