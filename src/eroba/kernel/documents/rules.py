"""Who may keep a file, issue or withdraw a letter, and change the town's seal.

What a letter says and whether it may be sent now is the rule of the capability that sends it.
"""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Verdict, allow, refuse
from eroba.kernel.actions.verdict import ask_to_sign_in
from eroba.kernel.documents.models import FileVersion, Letter, StoredFile
from eroba.kernel.documents.ownership import OwnedPaper, owner_of
from eroba.kernel.documents.paper_versions import is_sealed_letter, versions_at_hand

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
    return paper_verdict(by, owner_of(by, paper.pk))


def paper_verdict(by: Actor, owned: OwnedPaper | None) -> Verdict:
    """The same for a page that knows already whose paper it is."""
    if not by.has_role(*DESK):
        return refuse(_("Only officials of the town hall work on papers."), LOOK)
    if owned is not None:
        return owned.may_read
    if by.has_role("head"):
        return allow(LOOK)
    return refuse(_("This paper belongs to no application; only a head of unit opens it."), LOOK)


def may_change_paper(by: Actor, paper: StoredFile) -> Verdict:
    """An official who may see a paper replaces or restores it; a sealed letter stays as it is for ever."""
    return change_verdict(may_see_paper(by, paper), paper, is_letter=paper.letters.exists())


def may_redact_paper(by: Actor, paper: StoredFile) -> Verdict:
    """An official who may see a paper blackens words in it; of a letter that gives a copy beside it."""
    return redact_verdict(may_see_paper(by, paper), paper)


def may_see_version(by: Actor, version: FileVersion) -> Verdict:
    """What was blackened afterwards only a head still sees, each look written down; other versions, as the paper."""
    paper = version.paper
    seen, versions = may_see_paper(by, paper), versions_at_hand(paper)
    return version_verdict(by, seen, version, versions, is_letter=is_sealed_letter(paper))


def change_verdict(seen: Verdict, paper: StoredFile, *, is_letter: bool) -> Verdict:
    """The same for a page that knows already whether the paper may be seen and is a letter."""
    if seen and is_letter:
        return refuse(
            _("A sealed letter is never changed or replaced. Issue a new letter that follows it."), SEAL_BASIS
        )
    return redact_verdict(seen, paper)


def redact_verdict(seen: Verdict, paper: StoredFile) -> Verdict:
    """The same for a page that knows already whether the paper may be seen."""
    if seen and paper.destroyed_at is not None:
        return refuse(_("This file was destroyed when its person was erased."), LOOK)
    return seen


def version_verdict(
    by: Actor, seen: Verdict, version: FileVersion, versions: Sequence[FileVersion], *, is_letter: bool
) -> Verdict:
    """The same for a page that has all versions of the paper at hand."""
    redacted = FileVersion.Kind.REDACTED
    if not seen or is_letter or by.has_role("head") or version.kind == redacted:
        return seen
    if any(one.number > version.number and one.kind == redacted for one in versions):
        return refuse(
            _("Words in this paper were blackened since. Only a head of unit opens the version before."), LOOK
        )
    return seen


def may_keep_shelf(by: Actor) -> Verdict:
    """The platform looks after the shelf by itself."""
    return allow() if by.is_system else refuse(_("The platform looks after its files by itself."))
