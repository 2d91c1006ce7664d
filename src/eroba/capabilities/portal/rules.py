"""Who may open a town, and who may say how it presents itself."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Verdict, allow, refuse

OPERATOR = "operator"
SELF_GOVERNMENT = "Local Self-Government Code, art. 16"


def may_open_town(by: Actor) -> Verdict:
    """Only whoever runs the installation opens a town, from the command line."""
    return allow() if by.is_system else refuse(_("Only the operator of this installation opens a town."))


def may_prepare_town(by: Actor) -> Verdict:
    """Only whoever runs the installation lets a town begin to get ready."""
    if by.is_system or by.has_role(OPERATOR):
        return allow(SELF_GOVERNMENT)
    return refuse(_("Only the operator of this installation lets a new town begin."), SELF_GOVERNMENT)


def may_open_prepared_town(by: Actor) -> Verdict:
    """A head of unit of the town itself, or the operator; what is missing is asked besides."""
    if by.is_system or by.has_role("head", OPERATOR):
        return allow(SELF_GOVERNMENT)
    return refuse(_("Only the head of a unit or the operator opens the town."), SELF_GOVERNMENT)


def may_set_up_town(by: Actor) -> Verdict:
    """Heads of units say how the town presents itself and what it offers."""
    if by.is_system or by.has_role("head", OPERATOR):
        return allow(SELF_GOVERNMENT)
    return refuse(_("Only the head of a unit changes how the town presents itself."), SELF_GOVERNMENT)
