"""Who may practise, and who may put the training copy back to its beginning."""

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.learning.models import PracticeRun
from eroba.kernel.actions import Actor, Verdict, allow, refuse
from eroba.kernel.people.rules import OPERATOR, STAFF_ROLES
from eroba.kernel.tenancy.scope import current_municipality

TRAINING = "Local Self-Government Code, art. 54"


def may_practise(by: Actor) -> Verdict:
    """Whoever holds a post in the town."""
    if current_municipality().is_training:
        return refuse(_("A training copy has no copy of its own. Go back to the real desk."))
    if by.has_role(*STAFF_ROLES, OPERATOR) or by.is_system:
        return allow(TRAINING)
    return refuse(_("Only officials of the town hall practise here."), TRAINING)


def may_reset_training(by: Actor) -> Verdict:
    """A head of unit or the operator: others may be in the middle of something."""
    verdict = may_practise(by)
    if not verdict or by.has_role("head", OPERATOR) or by.is_system:
        return verdict
    return refuse(
        _("Only a head of unit puts the training copy back: colleagues may be practising."), TRAINING
    )


def may_check_practice(by: Actor, run: PracticeRun) -> Verdict:
    """Whoever began it."""
    verdict = may_practise(by)
    if not verdict or by.account_id == run.account_id:
        return verdict
    return refuse(_("This practice case is a colleague’s."), TRAINING)
