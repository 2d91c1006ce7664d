"""Who may write a service at the desk, and who may publish what others wrote."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.models import WorkingCopy
from eroba.capabilities.services.rules import PUBLISH, STAFF
from eroba.kernel.actions import Actor, Verdict, allow, refuse

_NO_LONGER_OPEN = _("This working copy is no longer open. Begin a new one, or take it up again.")


def may_write_services(by: Actor) -> Verdict:
    """Officials who handle cases write services; publishing is for somebody else."""
    if by.has_role(*STAFF):
        return allow(PUBLISH)
    return refuse(_("Only officials of the town hall write services."), PUBLISH)


def may_write_copy(by: Actor, copy: WorkingCopy) -> Verdict:
    """Officials write on a working copy while it is open."""
    if not may_write_services(by):
        return may_write_services(by)
    return allow(PUBLISH) if copy.is_open else refuse(_NO_LONGER_OPEN, PUBLISH)


def may_take_up_copy(by: Actor, copy: WorkingCopy) -> Verdict:
    """What was put aside is taken up again; what was published stays as it is."""
    if copy.state == copy.State.PUT_ASIDE:
        return may_write_services(by)
    return refuse(_("Only what was put aside can be taken up again."), PUBLISH)


def may_publish_copy(by: Actor, copy: WorkingCopy, writers: frozenset[UUID]) -> Verdict:
    """A head publishes, never one who wrote on it: four eyes see every change."""
    if not by.has_role("head"):
        return refuse(_("Only the head of a unit publishes services."), PUBLISH)
    if by.account_id in writers:
        return refuse(_("Somebody else must publish: you wrote on this working copy yourself."), PUBLISH)
    return allow(PUBLISH) if copy.is_open else refuse(_NO_LONGER_OPEN, PUBLISH)
