"""Who may keep a file, issue or withdraw a letter, and change the town's seal.

What a letter says and whether it may be sent now is the rule of the capability that sends it.
"""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Verdict, allow, refuse
from eroba.kernel.actions.verdict import ask_to_sign_in
from eroba.kernel.documents.models import Letter

STAFF = ("clerk", "head", "village")
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
