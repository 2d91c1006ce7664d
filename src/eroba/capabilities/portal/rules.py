"""Who may open a town."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Verdict, allow, refuse


def may_open_town(by: Actor) -> Verdict:
    """Only whoever runs the installation opens a town, from the command line."""
    return allow() if by.is_system else refuse(_("Only the operator of this installation opens a town."))
