"""Who writes news and sends it, who reads it, who says what they wish to get, and who follows what."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Verdict, allow, refuse
from eroba.kernel.actions.verdict import ask_to_sign_in
from eroba.kernel.base.clock import now
from eroba.kernel.matters.models import Matter
from eroba.kernel.notify.models import Follow, Notice, PhoneCheck
from eroba.kernel.notify.phones import mobile_number
from eroba.kernel.people.models import Person

OPENNESS = "General Administrative Code, art. 10"
CONSENT = "Law on Personal Data Protection, art. 5"

#: So many addresses may wait for their confirmation: one address in a day, and a whole town in an hour.
ASKS_OF_ADDRESS, ASKS_OF_TOWN = 5, 300
#: So many codes leave for one person in an hour, and for one number in a day, whoever gave it.
CODES_OF_PERSON, CODES_OF_NUMBER = 3, 5


def may_write_notice(by: Actor) -> Verdict:
    """The platform writes and sends news, on a fact; nobody does so by hand."""
    return allow() if by.is_system else refuse(_("Only the platform itself sends notices."))


def may_mark_read(by: Actor, notice: Notice) -> Verdict:
    """Only whom a notice is for says that it was read."""
    if by.is_signed_in and notice.account_id == by.account_id:
        return allow()
    return refuse(_("This message is not for you."))


def may_choose(by: Actor) -> Verdict:
    """Everybody with an account chooses what they get, and has a calendar of their own."""
    return allow(CONSENT) if by.is_signed_in else ask_to_sign_in()


def may_stop(by: Actor) -> Verdict:
    """Whoever holds the signed link of an e-mail stops the news it is about; nobody need sign in for that."""
    return allow(CONSENT) if by.is_system else refuse(_("This link does not work."))


def may_follow(by: Actor, matter: Matter | None = None) -> Verdict:
    """Everybody with an account follows what is public."""
    return ask_to_sign_in() if not by.is_signed_in else _is_public(matter)


def may_ask_to_follow(by: Actor, email: str, matter: Matter | None = None) -> Verdict:
    """Everybody asks to follow what is public by e-mail, but not without end: each ask sends one."""
    moment = now()
    waiting = Follow.objects.filter(confirmed_at__isnull=True, account__isnull=True)
    of_address = waiting.filter(email=email, asked_at__gt=moment - dt.timedelta(days=1))
    if of_address.count() >= ASKS_OF_ADDRESS:
        return refuse(_("We have sent several e-mails to this address today. Please look for them first."))
    if waiting.filter(asked_at__gt=moment - dt.timedelta(hours=1)).count() >= ASKS_OF_TOWN:
        return refuse(_("Too many people ask for this at the moment. Please try again in an hour."))
    return _is_public(matter)


def may_ask_phone_check(by: Actor, person: Person) -> Verdict:
    """A person has a code sent to their own phone, but not without end: each costs the town and rings somewhere."""
    own = may_confirm_phone(by, person)
    if not own:
        return own
    sent, moment = PhoneCheck.objects.all(), now()
    of_number = sent.filter(number=mobile_number(person.phone), asked_at__gt=moment - dt.timedelta(days=1))
    of_person = sent.filter(person=person, asked_at__gt=moment - dt.timedelta(hours=1))
    if of_person.count() >= CODES_OF_PERSON or of_number.count() >= CODES_OF_NUMBER:
        return refuse(_("We have sent several codes already. Please look for them, or try again tomorrow."))
    return own


def may_confirm_phone(by: Actor, person: Person) -> Verdict:
    """Only the person shows that a phone is theirs."""
    if by.is_signed_in and by.person_id == person.pk and by.acting is None:
        return allow(CONSENT)
    return refuse(_("This is somebody else's phone number."))


def may_unfollow(by: Actor, follow: Follow) -> Verdict:
    """Whoever follows stops following; somebody without an account does so with the link in each e-mail."""
    if by.is_system or (by.is_signed_in and follow.account_id == by.account_id):
        return allow(CONSENT)
    return refuse(_("Somebody else follows this, not you."))


def _is_public(matter: Matter | None) -> Verdict:
    if matter is None or matter.visibility == Matter.Visibility.PUBLIC:
        return allow(OPENNESS)
    return refuse(_("Only a public matter can be followed."), OPENNESS)
