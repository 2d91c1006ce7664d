"""Who writes notices, and who reads them."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Verdict, allow, refuse
from eroba.kernel.notify.models import Notice


def may_write_notice(by: Actor) -> Verdict:
    """The platform writes notices, on a fact; nobody does so by hand."""
    return allow() if by.is_system else refuse(_("Only the platform itself sends notices."))


def may_mark_read(by: Actor, notice: Notice) -> Verdict:
    """Only whom a notice is for says that it was read."""
    if by.is_signed_in and notice.account_id == by.account_id:
        return allow()
    return refuse(_("This message is not for you."))
