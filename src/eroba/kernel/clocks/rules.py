"""Who may do what to a clock. Which official of which service it is, the capability's own action asks before.

Starting, resuming and meeting also follow from what a resident does (applying, bringing a paper), so there it
is enough to be known; stopping and extending cost a resident time and are for the staff. The basis in a verdict
is what the journal keeps.
"""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions.actor import Actor
from eroba.kernel.actions.verdict import Verdict, allow, ask_to_sign_in, refuse
from eroba.kernel.base.clock import today
from eroba.kernel.clocks.law import Rule
from eroba.kernel.clocks.models import Clock, ClockRule
from eroba.kernel.people.models import Role
from eroba.kernel.people.rules import STAFF_ROLES

STAFF = (str(Role.CLERK), str(Role.HEAD), "system")


def may_start_clock(by: Actor, rule: Rule) -> Verdict:
    """Anybody known may do what starts a deadline."""
    return allow(rule.basis.ka) if _is_known(by) else ask_to_sign_in()


def may_stop_clock(by: Actor, clock: Clock, basis: str = "") -> Verdict:
    """The staff may stop a running clock until its last day."""
    if not by.has_role(*STAFF):
        return refuse(_("Only the staff of the town hall can stop a deadline."))
    if clock.state == Clock.State.PAUSED:
        return refuse(_("This deadline is stopped already."))
    if not clock.is_open:
        return refuse(_("This deadline was met; nothing runs any more."))
    if clock.is_late(today()):
        return refuse(_("This deadline has passed; it cannot be stopped any more."))
    return allow(basis)


def may_resume_clock(by: Actor, clock: Clock) -> Verdict:
    """Anybody known may do what lets a stopped clock run again."""
    if not _is_known(by):
        return ask_to_sign_in()
    if clock.state != Clock.State.PAUSED:
        return refuse(_("This deadline is not stopped."))
    return allow(clock.basis_ka)


def may_extend_clock(by: Actor, clock: Clock, basis: str = "") -> Verdict:
    """The staff may extend a deadline once, before it has passed, where the law gives an extension."""
    if not by.has_role(*STAFF):
        return refuse(_("Only the staff of the town hall can extend a deadline."))
    if not clock.is_open:
        return refuse(_("This deadline was met; nothing runs any more."))
    if clock.longest_extension is None:
        return refuse(_("The law gives no extension of this deadline."))
    if clock.extension_length:
        return refuse(_("This deadline was extended already; the law allows it once."))
    if clock.is_late(today()):
        return refuse(_("This deadline has passed; it cannot be extended any more."))
    return allow(basis)


def may_meet_clock(by: Actor, clock: Clock) -> Verdict:
    """Anybody known may do what a deadline waits for."""
    if not _is_known(by):
        return ask_to_sign_in()
    return (
        allow(clock.basis_ka) if clock.is_open else refuse(_("This deadline was met; nothing runs any more."))
    )


def may_reopen_clock(by: Actor, clock: Clock) -> Verdict:
    """The staff take back that a deadline was met, on the day it was said."""
    if not by.has_role(*STAFF):
        return refuse(_("Only the staff of the town hall can let a deadline run on."))
    if clock.met_on != today():
        return refuse(_("Only a deadline that was met today can run on."))
    return allow(clock.basis_ka)


def may_announce_deadline(by: Actor) -> Verdict:
    """Only the platform itself says that a deadline is near or has passed."""
    return allow() if by.is_system else refuse(_("The platform announces deadlines by itself."))


def may_set_deadlines(by: Actor) -> Verdict:
    """Heads of units keep the town's periods and its calendar."""
    if by.has_role(str(Role.HEAD), "system"):
        return allow()
    return refuse(_("Only the head of a unit can change deadlines and the calendar."))


def may_read_deadlines(by: Actor) -> Verdict:
    """Whoever holds a post reads the town's periods and its calendar."""
    if by.has_role(*STAFF_ROLES, "system"):
        return allow()
    return refuse(_("Only officials of the town hall see its periods and its calendar here."))


def may_withdraw_rule(by: Actor, rule: ClockRule) -> Verdict:
    """What is in force already is replaced by another period, never taken back."""
    if rule.valid_from <= today():
        return refuse(_("This period is in force already. Set another one from a later day on."))
    return may_set_deadlines(by)


def _is_known(by: Actor) -> bool:
    return by.is_signed_in or by.is_system
