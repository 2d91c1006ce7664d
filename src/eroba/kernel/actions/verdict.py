"""The answer of a rule: yes or no, with the sentence a person reads and the law behind it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions.actor import Actor
from eroba.kernel.actions.assurance import Need, need_here
from eroba.kernel.base.errors import Refusal
from eroba.kernel.tenancy.scope import current_municipality

AT_THE_DESK = "desk"


@dataclass(frozen=True)
class Verdict:
    """Whether something is allowed, why, and on which basis. True in an `if` when allowed."""

    allowed: bool
    because: str | Promise = ""
    basis: str = ""
    would_sign_in_help: bool = False

    def __bool__(self) -> bool:
        return self.allowed


def allow(basis: str = "") -> Verdict:
    """Yes."""
    return Verdict(True, basis=basis)


def refuse(because: str | Promise, basis: str = "") -> Verdict:
    """No, and why."""
    return Verdict(False, because, basis)


def ask_to_sign_in() -> Verdict:
    """No, but signing in would help."""
    return Verdict(False, _("Please sign in first."), would_sign_in_help=True)


class NotAllowed(Refusal):
    """A rule said no; carries its verdict."""

    status = 403

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.because or _("This is not open to you."))
        self.verdict = verdict


class LevelTooLow(NotAllowed):
    """A rule said yes, but for this one must show more, or again, that the account is one's own; carries the need
    and the town that has it."""

    def __init__(self, need: Need, town: str) -> None:
        super().__init__(refuse(_("Please confirm first that it is you."), need.basis))
        self.need, self.town = need, town


def require(by: Actor, *codes: str) -> None:
    """Raises LevelTooLow when whoever acts did not show enough in their session; the desk asks of its own."""
    if by.is_system or by.sign_in is None:
        return
    for code in (*(["post"] if by.channel == AT_THE_DESK else []), *filter(None, codes)):
        need = need_here(code)
        if not need.is_met_by(by.sign_in):
            raise LevelTooLow(need, current_municipality().slug)
