"""Who may act for whom, who may confirm it and who may end it; each answer with its reason and its law."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Verdict, allow, refuse
from eroba.kernel.actions.verdict import ask_to_sign_in
from eroba.kernel.base.clock import today
from eroba.kernel.people.standing.models import Representation, comes_of_age_on

REPRESENTATION = "General Administrative Code"
CONFIRMING = frozenset({"clerk", "head"})
State = Representation.State


def may_ask(by: Actor) -> Verdict:
    """Whoever the town knows may ask to act for another, or trust another."""
    if not by.is_signed_in:
        return ask_to_sign_in()
    if by.person_id is None:
        return refuse(_("First say who you are yourself."), REPRESENTATION)
    return allow(REPRESENTATION)


def may_accept(by: Actor, representation: Representation) -> Verdict:
    """Only somebody known here can take up trust; whether it was offered to their address, the action looks."""
    if by.person_id is None:
        return refuse(_("First say who you are yourself."), REPRESENTATION)
    if representation.state != State.OFFERED:
        return refuse(_("This offer is no longer open."), REPRESENTATION)
    if representation.represented_id == by.person_id:
        return refuse(_("Nobody can represent themselves."), REPRESENTATION)
    return allow(REPRESENTATION)


def may_decide(by: Actor, representation: Representation) -> Verdict:
    """An official who is neither of the two, or the platform when the register has said so."""
    if not (by.has_role(*CONFIRMING) or by.is_system):
        return refuse(_("Only an official confirms that somebody may act for another."), REPRESENTATION)
    if by.person_id in (representation.represented_id, representation.representative_id) and by.person_id:
        return refuse(_("You are one of the two. Somebody else must decide this."), REPRESENTATION)
    if representation.state != State.ASKED:
        return refuse(_("This was decided already."), REPRESENTATION)
    return allow(REPRESENTATION)


def may_look_at_requests(by: Actor) -> Verdict:
    """Officials who confirm see what waits for them."""
    if by.has_role(*CONFIRMING):
        return allow(REPRESENTATION)
    return refuse(_("Only an official confirms that somebody may act for another."), REPRESENTATION)


def may_end(by: Actor, representation: Representation) -> Verdict:
    """Either of the two, or an official; a child does not end what the law gives the parent."""
    if representation.state not in (State.ASKED, State.OFFERED, State.HOLDS):
        return refuse(_("This has ended already."), REPRESENTATION)
    if by.has_role(*CONFIRMING) or by.is_system:
        return allow(REPRESENTATION)
    if by.person_id is None:
        return refuse(_("This is between two other people."), REPRESENTATION)
    if by.person_id == representation.representative_id:
        return allow(REPRESENTATION)
    if by.person_id != representation.represented_id:
        return refuse(_("This is between two other people."), REPRESENTATION)
    if representation.is_of_a_child and is_minor(representation, today()):
        return refuse(
            _("A parent or guardian acts for a child by law until the child is 18. Ask the town hall."),
            REPRESENTATION,
        )
    return allow(REPRESENTATION)


def holds_on(representation: Representation, day: dt.date) -> Verdict:
    """Whether one may act for the other on a day, or why not."""
    if representation.state in (State.ASKED, State.OFFERED):
        return refuse(_("That you may act for this person has not been confirmed yet."), REPRESENTATION)
    if representation.state == State.REFUSED:
        return refuse(_("That you may act for this person was not confirmed."), REPRESENTATION)
    if representation.state == State.ENDED:
        return refuse(_("You no longer act for this person: it was ended."), REPRESENTATION)
    if day < representation.from_on:
        return refuse(_("You act for this person from a later day on."), REPRESENTATION)
    if representation.until_on is not None and day > representation.until_on:
        return refuse(_("You no longer act for this person: the time is over."), REPRESENTATION)
    if representation.is_of_a_child and not is_minor(representation, day):
        return refuse(_("You no longer act for this person: they came of age."), REPRESENTATION)
    if representation.represented.erased_at or (
        representation.representative is not None and representation.representative.erased_at
    ):
        return refuse(_("One of the two is no longer known here."), REPRESENTATION)
    return allow(REPRESENTATION)


def may_act_for(by: Actor, representation: Representation) -> Verdict:
    """The representative themselves, while it holds."""
    own = by.acting.by_person_id if by.acting else by.person_id
    if own is None or representation.representative_id != own:
        return refuse(_("You have not been given the right to act for this person."), REPRESENTATION)
    return holds_on(representation, today())


def may_end_by_time(by: Actor) -> Verdict:
    """The platform ends what ran out."""
    return allow(REPRESENTATION) if by.is_system else refuse(_("The platform ends this by itself."))


def is_minor(representation: Representation, day: dt.date) -> bool:
    """Whether the represented person is under eighteen on a day; unknown counts as a child still."""
    born_on = representation.represented.birth_date
    return born_on is None or day < comes_of_age_on(born_on)
