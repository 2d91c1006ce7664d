"""Who may promise for the town hall, answer for a promise, and end or move it."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Verdict, allow, refuse
from eroba.kernel.people.models import Role
from eroba.kernel.undertakings.models import Undertaking

PUBLICITY = "Local Self-Government Code, art. 85"
STAFF = (str(Role.CLERK), str(Role.HEAD), "system")
HEADS = (str(Role.HEAD), "system")


def may_keep_undertakings(by: Actor) -> Verdict:
    """The staff see the desk of promises."""
    if by.has_role(*STAFF):
        return allow(PUBLICITY)
    return refuse(_("Only the staff of the town hall can answer for its promises."), PUBLICITY)


def may_promise(by: Actor) -> Verdict:
    """Case handlers and heads of units write down what was promised."""
    if by.has_role(*STAFF):
        return allow(PUBLICITY)
    return refuse(_("Only the staff of the town hall can promise something for it."), PUBLICITY)


def may_answer(by: Actor, undertaking: Undertaking) -> Verdict:
    """The staff say how a promise stands, also after it ended."""
    return may_keep_undertakings(by)


def may_mark_kept(by: Actor, undertaking: Undertaking) -> Verdict:
    """The staff show with evidence that an open promise was kept."""
    return may_keep_undertakings(by) and _is_open(undertaking)


def may_postpone(by: Actor, undertaking: Undertaking) -> Verdict:
    """A head of unit puts an open promise off."""
    return _is_head(by) and _is_open(undertaking)


def may_mark_broken(by: Actor, undertaking: Undertaking) -> Verdict:
    """A head of unit says that a promise will not be kept."""
    return _is_head(by) and _is_open(undertaking)


def may_replace(by: Actor, undertaking: Undertaking) -> Verdict:
    """A head of unit puts another promise in the place of an open one."""
    return _is_head(by) and _is_open(undertaking)


def may_announce_late(by: Actor, undertaking: Undertaking) -> Verdict:
    """Only the platform itself says that a day has passed."""
    return allow(PUBLICITY) if by.is_system else refuse(_("The platform announces late promises by itself."))


def _is_head(by: Actor) -> Verdict:
    if by.has_role(*HEADS):
        return allow(PUBLICITY)
    return refuse(_("Only the head of a unit can put off, give up or replace a promise."), PUBLICITY)


def _is_open(undertaking: Undertaking) -> Verdict:
    if undertaking.state == Undertaking.State.OPEN:
        return allow(PUBLICITY)
    return refuse(_("This promise has ended; its history stays as it is."), PUBLICITY)
