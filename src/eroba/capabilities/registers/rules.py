"""Who may have a register asked about whom, and who may read what was asked."""

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.registers.models import LookUp
from eroba.kernel.actions import Actor, Verdict, allow, refuse
from eroba.kernel.actions.verdict import ask_to_sign_in
from eroba.kernel.people.models import Person

ASKING_ROLES = ("clerk", "head", "village")
#: Who reads at the desk how the registers are.
WATCHERS = ("clerk", "head", "auditor", "operator")
OPERATOR = "operator"
SAFETY = "Law on Personal Data Protection, art. 27"


def may_look_up(by: Actor, person: Person, legal_ground: tuple[str, str], case_number: str) -> Verdict:
    """Lets a register be asked on a legal ground: by those who handle cases, or by the person about themselves.

    Basis: Law of Georgia on Personal Data Protection (a ground for each processing; the article is the service's).
    """
    if not all(words.strip() for words in legal_ground):
        return refuse(_("A register may be asked only on a legal ground, and none was given."))
    if by.is_system or by.has_role(*ASKING_ROLES) or by.person_id == person.pk:
        return allow(legal_ground[1])
    if by.is_signed_in and by.person_id is None and not case_number:
        # Somebody says who they are; the register is how we find out. Tries are counted in the room of people.
        return allow(legal_ground[1])
    if not by.is_signed_in:
        return ask_to_sign_in()
    return refuse(
        _("Only those who handle the case may ask a register about somebody else."), legal_ground[1]
    )


def may_record_reply(by: Actor, look_up: LookUp) -> Verdict:
    """Lets whoever asked, or the platform asking again, write down what came back."""
    if by.is_system or by.account_id == look_up.account_id:
        return allow(look_up.legal_ground_en)
    return refuse(_("Only whoever asked the register can record its answer."))


def may_connect(by: Actor) -> Verdict:
    """Lets an operator of the installation say over which line a town asks a register."""
    if by.is_system or by.has_role(OPERATOR):
        return allow(SAFETY)
    return refuse(_("Only an operator of the installation connects a town to a register."), SAFETY)
