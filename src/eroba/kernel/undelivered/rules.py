"""Who may see what did not arrive, let it be tried again, and give it up."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, NotAllowed, Verdict, allow, refuse
from eroba.kernel.base.clock import now
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.people.models import Role
from eroba.kernel.people.rules import OPERATOR

CARE = "General Administrative Code, art. 8"
MAY_ACT = (str(Role.HEAD), OPERATOR, "system")
MAY_SEE = (*MAY_ACT, str(Role.AUDITOR))
State = Delivery.State


def may_see_undelivered(by: Actor) -> Verdict:
    """Heads of units, auditors and the operator see what did not arrive."""
    if by.has_role(*MAY_SEE):
        return allow(CARE)
    return refuse(_("Only a head of unit, an auditor and the operator can see what did not arrive."), CARE)


def may_try_all_again(by: Actor) -> Verdict:
    """Heads of units and the operator let things be tried again."""
    if by.has_role(*MAY_ACT):
        return allow(CARE)
    return refuse(_("Only a head of unit and the operator can have it tried again or give it up."), CARE)


def may_try_again(by: Actor, delivery: Delivery) -> Verdict:
    """What has not arrived and is not being tried at this moment may be tried at once."""
    return may_try_all_again(by) and _is_free(delivery)


def may_give_up(by: Actor, delivery: Delivery) -> Verdict:
    """What failed at least once may be given up."""
    if delivery.state == State.GIVEN_UP:
        return refuse(_("This was given up already."), CARE)
    return may_try_all_again(by) and _is_free(delivery)


def _is_free(delivery: Delivery) -> Verdict:
    if delivery.state == State.DONE:
        return refuse(_("This has arrived in the meantime."), CARE)
    if delivery.leased_until is not None and delivery.leased_until > now():
        return refuse(_("This is being tried at this moment. Please look again in two minutes."), CARE)
    return allow(CARE)


def require(verdict: Verdict) -> None:
    """Raises NotAllowed with the reason when a rule says no."""
    if not verdict:
        raise NotAllowed(verdict)
