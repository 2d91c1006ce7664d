"""Who keeps the list of staff; each answer with its law."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Verdict, allow, refuse
from eroba.kernel.people.rules import OPERATOR, POSTS

KEEPERS = frozenset({"head", OPERATOR})


def may_keep_staff(by: Actor) -> Verdict:
    """A head of unit or the operator."""
    if by.has_role(*KEEPERS) or by.is_system:
        return allow(POSTS)
    return refuse(_("Only a head of unit or the operator keeps the list of staff."), POSTS)
