"""Who may have a register asked about whom, and who may read what was asked."""

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.registers.models import LookQuestion, LookUp
from eroba.kernel.actions import Actor, Verdict, allow, refuse
from eroba.kernel.actions.verdict import ask_to_sign_in
from eroba.kernel.people.models import Person

ASKING_ROLES = ("clerk", "head", "village")
#: Who answers questions about looks, and whose word delays a disclosure.
ANSWERING = ("clerk", "head")
ORDERING = ("head",)
#: Who reads at the desk how the registers are.
WATCHERS = ("clerk", "head", "auditor", "operator")
OPERATOR = "operator"
DELIVERING = ("head", "operator")
CONSENT = "Law on Personal Data Protection, art. 5 and 32"
TO_KNOW = "Law on Personal Data Protection, art. 13 and 14"
DELAY = "Law on Personal Data Protection, art. 21"
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


def may_say_on_consent(by: Actor, person: Person) -> Verdict:
    """Lets a person themselves agree, decline and take back; nobody agrees for somebody else."""
    if not by.is_signed_in:
        return ask_to_sign_in()
    if by.person_id == person.pk and by.acting is None:
        return allow(CONSENT)
    return refuse(_("Only the person themselves can agree to be asked about, or take it back."), CONSENT)


def may_ask_about_look(by: Actor, look_up: LookUp) -> Verdict:
    """Lets the person whom a look was about ask what it was for."""
    if not by.is_signed_in:
        return ask_to_sign_in()
    if by.person_id == look_up.person_id and by.acting is None:
        return allow(TO_KNOW)
    return refuse(_("Only the person whom a look was about can ask about it."), TO_KNOW)


def may_answer_look_question(by: Actor, question: LookQuestion) -> Verdict:
    """Lets the staff answer, but nobody about their own look."""
    if not by.has_role(*ANSWERING):
        return refuse(_("Only those who handle cases answer questions about looks."), TO_KNOW)
    if question.answered_at is not None:
        return refuse(_("This question was answered already."), TO_KNOW)
    if by.account_id is not None and by.account_id == question.look_up.account_id:
        return refuse(_("You made this look yourself; somebody else has to answer."), TO_KNOW)
    return allow(TO_KNOW)


def may_delay_disclosure(by: Actor) -> Verdict:
    """Lets a head of unit record an order that a look is shown later; the head does not order it."""
    if by.has_role(*ORDERING):
        return allow(DELAY)
    return refuse(_("Only a head of unit can record an order that delays a disclosure."), DELAY)


def may_disclose(by: Actor) -> Verdict:
    """Lets the platform itself show what was delayed, as soon as the day has passed."""
    return allow(DELAY) if by.is_system else refuse(_("This happens by itself."), DELAY)


def may_deliver_copy(by: Actor) -> Verdict:
    """Lets a head of unit, an operator or the platform put a file in the place of a register's last one."""
    if by.is_system or by.has_role(*DELIVERING):
        return allow(SAFETY)
    return refuse(_("Only a head of unit or an operator delivers the file of a register."), SAFETY)
