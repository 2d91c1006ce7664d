"""Asks the civil register about the signatures of a check, part by part, outside any transaction."""

from uuid import UUID

from eroba.capabilities.petitions import actions, keys
from eroba.capabilities.petitions.models import Check, Signature
from eroba.capabilities.petitions.ports import RegisterSilent, SignerRegister
from eroba.capabilities.petitions.queries import still_unasked
from eroba.capabilities.petitions.verification import reason_against
from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import TBILISI, now
from eroba.kernel.registry import use
from eroba.kernel.tenancy.scope import current_municipality

AT_ONCE = 50


def ask_register(by: Actor, check: Check, *, most: int = 500) -> int:
    """Asks about so many signatures and keeps the answers; returns about how many it was told nothing.

    Safe to break off and to repeat: what was answered is kept after each fifty, and nobody is asked about twice.
    """
    waiting = still_unasked(check)[:most]
    silent = 0
    for at in range(0, len(waiting), AT_ONCE):
        answers, unanswered = _ask(check, waiting[at : at + AT_ONCE])
        actions.record_answers(by, check=check, answers=answers)
        silent += unanswered
    return silent


def _ask(check: Check, signatures: list[Signature]) -> tuple[dict[UUID, str], int]:
    petition, register = check.petition, use(SignerRegister)  # type: ignore[type-abstract]
    answers: dict[UUID, str] = {}
    for signature in signatures:
        typed = keys.open_values(petition, signature.locked)
        try:
            known = register.known_as(typed["number"], matter_number=petition.matter.number)
        except RegisterSilent:
            continue
        signed_on = (signature.confirmed_at or now()).astimezone(TBILISI).date()
        town_code = current_municipality().code
        answers[signature.pk] = reason_against(typed, known, town_code=town_code, signed_on=signed_on)
    return answers, len(signatures) - len(answers)
