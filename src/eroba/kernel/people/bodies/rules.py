"""Who may found a body, begin and end its terms, and seat its members; each answer with its law."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Verdict, allow, refuse

BODIES = "Local Self-Government Code"
KEEPERS = frozenset({"head", "operator"})


def may_keep_bodies(by: Actor) -> Verdict:
    """A head of unit or the operator writes down what the law and the elections brought about."""
    if by.has_role(*KEEPERS) or by.is_system:
        return allow(BODIES)
    return refuse(
        _("Only a head of unit or the operator keeps the list of bodies and their members."), BODIES
    )
