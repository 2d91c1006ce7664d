"""The answer of a rule: yes or no, with the sentence a person reads and the law behind it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.errors import Refusal


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
