"""Who puts applications into the archive, holds them back, and has their content destroyed: never one person alone."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from eroba.capabilities.services.models import ArchivedCase, DestructionList
from eroba.capabilities.services.rules import STAFF
from eroba.kernel.actions import Actor, Verdict, allow, refuse
from eroba.kernel.base.clock import today

KEEPING = gettext_noop("Law on Personal Data Protection, art. 4: data are kept no longer than needed")
_NOT_STAFF = _("Only officials of the town hall keep the archive.")


def may_archive_cases(by: Actor) -> Verdict:
    """The platform puts what has ended into the archive by itself."""
    return allow(KEEPING) if by.is_system else refuse(_("The platform fills the archive by itself."), KEEPING)


def may_hold_back(by: Actor, archived: ArchivedCase) -> Verdict:
    """Officials hold an application back from destruction, such as during a legal dispute."""
    if not by.has_role(*STAFF):
        return refuse(_NOT_STAFF, KEEPING)
    if archived.destroyed_at is not None:
        return refuse(_("Its content is destroyed already."), KEEPING)
    return allow(KEEPING)


def may_let_go(by: Actor, archived: ArchivedCase) -> Verdict:
    """A head of unit says that nothing holds an application back any more."""
    if not by.has_role("head"):
        return refuse(_("Only a head of unit says that nothing holds it back any more."), KEEPING)
    return allow(KEEPING)


def may_list_destruction(by: Actor, lines: Sequence[ArchivedCase]) -> Verdict:
    """Officials put together what is to be destroyed: only what is due, and nothing that is held back."""
    if not by.has_role(*STAFF):
        return refuse(_NOT_STAFF, KEEPING)
    if not all(one.is_due(today()) for one in lines):
        return refuse(_("One of them is not due yet, or is held back."), KEEPING)
    return allow(KEEPING)


def may_confirm_destruction(by: Actor, destruction: DestructionList) -> Verdict:
    """A head of unit confirms, never whoever put the list together."""
    if not by.has_role("head"):
        return refuse(_("Only a head of unit has the content of applications destroyed."), KEEPING)
    if destruction.proposed_by_id == by.account_id:
        return refuse(_("Somebody else must confirm: you put this list together yourself."), KEEPING)
    if not destruction.is_open:
        return refuse(_("This list is confirmed or dropped already."), KEEPING)
    return allow(KEEPING)


def may_drop_destruction(by: Actor, destruction: DestructionList) -> Verdict:
    """Officials drop a list that nobody has confirmed."""
    if not by.has_role(*STAFF):
        return refuse(_NOT_STAFF, KEEPING)
    if not destruction.is_open:
        return refuse(_("This list is confirmed or dropped already."), KEEPING)
    return allow(KEEPING)
