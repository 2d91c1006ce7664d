"""Who may say who they are, change a contact, appoint, register, export and erase; each answer with its law."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Verdict, allow, refuse
from eroba.kernel.actions.verdict import ask_to_sign_in
from eroba.kernel.base.clock import now
from eroba.kernel.people.models import Account, Appointment, HandOver, Person, Role

PROCESSING = "Law on Personal Data Protection, art. 5"
PROCESSING_IN_BOTH = {
    "ka": "„პერსონალურ მონაცემთა დაცვის შესახებ“ საქართველოს კანონი, მუხლი 5",
    "en": PROCESSING,
}
COPY = "Law on Personal Data Protection, art. 14"
CORRECTION = "Law on Personal Data Protection, art. 15"
ERASURE = "Law on Personal Data Protection, art. 16"
SAFETY = "Law on Personal Data Protection, art. 27"
POSTS = "Local Self-Government Code, art. 54"

HAND_OVER_LASTS = dt.timedelta(seconds=60)
STAFF_ROLES = frozenset(Role.values)
OPERATOR = "operator"


def may_be_checked(by: Actor) -> Verdict:
    """Anybody signed in may ask to be recognised."""
    return allow(PROCESSING) if by.is_signed_in else ask_to_sign_in()


def may_make_hand_over(by: Actor) -> Verdict:
    """Anybody signed in may go on signed in on the town's own domain."""
    return may_be_checked(by)


def may_use_hand_over(by: Actor, hand_over: HandOver, browser: str) -> Verdict:
    """Once, within a minute, in the browser that asked for it."""
    if hand_over.used_at is not None:
        return refuse(_("This way in was used already. Please sign in again."), PROCESSING)
    if now() - hand_over.made_at > HAND_OVER_LASTS:
        return refuse(
            _("This way in is open for a minute only, and that is over. Please sign in again."), PROCESSING
        )
    if hand_over.browser != browser:
        return refuse(_("This way in was made for another browser. Please sign in here."), PROCESSING)
    if not hand_over.account.is_active:
        return refuse(_("This account is closed."), PROCESSING)
    return allow(PROCESSING)


def may_identify(by: Actor, person: Person) -> Verdict:
    """An account may be one person in a town, and a person may have one account there."""
    if not by.is_signed_in:
        return ask_to_sign_in()
    if person.erased_at:
        return refuse(_("What we held about this person was erased. Please come to the town hall."), ERASURE)
    if person.account_id and person.account_id != by.account_id:
        return refuse(
            _(
                "This personal number is already used here with another account. If that account is yours, "
                "sign in with its e-mail address. If it is not, come to the town hall with your identity card "
                "and we will put it right."
            ),
            PROCESSING,
        )
    if Person.objects.filter(account_id=by.account_id).exclude(pk=person.pk).exists():
        return refuse(
            _(
                "Your account already belongs to another personal number here. One account is for one person: "
                "everybody else needs an account of their own."
            ),
            PROCESSING,
        )
    return allow(PROCESSING)


def may_identify_from_claims(by: Actor) -> Verdict:
    """Whoever came through the national sign-in is known; the rest is asked when the person is found."""
    return may_be_checked(by)


def may_update_contact(by: Actor, person: Person) -> Verdict:
    """The person, or an official whom they told."""
    if by.person_id == person.pk or by.has_role(Role.CLERK, Role.HEAD, Role.VILLAGE):
        return allow(CORRECTION)
    return refuse(_("Only the person and the town hall may change an address or a phone."), CORRECTION)


def may_register_person(by: Actor) -> Verdict:
    """Officials who meet residents face to face."""
    if by.has_role(Role.VILLAGE, Role.CLERK, Role.HEAD):
        return allow(PROCESSING)
    return refuse(_("Only an official who saw the identity card may register a resident."), PROCESSING)


def may_appoint(by: Actor, account: Account) -> Verdict:
    """A head of unit or the operator, and nobody themselves."""
    if not (by.has_role(Role.HEAD, OPERATOR) or by.is_system):
        return refuse(_("Only a head of unit or the operator may give somebody a post."), POSTS)
    if by.account_id == account.pk and not by.has_role(OPERATOR):
        return refuse(_("Nobody gives a post to themselves. Ask another head of unit."), POSTS)
    return allow(POSTS)


def may_end_appointment(by: Actor, appointment: Appointment) -> Verdict:
    """A head of unit or the operator; a post that ended stays as it is."""
    if not (by.has_role(Role.HEAD, OPERATOR) or by.is_system):
        return refuse(_("Only a head of unit or the operator may end a post."), POSTS)
    if appointment.until_on is not None:
        return refuse(_("This post already has a last day."), POSTS)
    return allow(POSTS)


def may_set_needs(by: Actor) -> Verdict:
    """A head of unit, the operator, or the platform itself."""
    if by.has_role(Role.HEAD, OPERATOR) or by.is_system:
        return allow(SAFETY)
    return refuse(_("Only a head of unit may change what is asked when signing in."), SAFETY)


def may_export_person(by: Actor, person: Person) -> Verdict:
    """The person themselves, or a head of unit to whom they came with their identity card."""
    if by.person_id == person.pk or by.has_role(Role.HEAD):
        return allow(COPY)
    return refuse(_("Only the person may have a copy of what we hold about them."), COPY)


def may_erase_person(by: Actor, person: Person) -> Verdict:
    """A head of unit or the operator, on the person's request, once."""
    if not by.has_role(Role.HEAD, OPERATOR):
        return refuse(_("Only a head of unit may erase a person's data, on their written request."), ERASURE)
    if person.erased_at:
        return refuse(_("This person's data was already erased."), ERASURE)
    return allow(ERASURE)
