"""Asking, offering, accepting, confirming, refusing and ending: the only place that writes representations."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Done, NotAllowed, action
from eroba.kernel.audit.personal import encrypt_for
from eroba.kernel.base.canonical import canonical_json
from eroba.kernel.base.clock import now, today
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.people.actions.identity import person_of_number
from eroba.kernel.people.models import Account, Person
from eroba.kernel.people.standing import facts, rules
from eroba.kernel.people.standing.models import Representation
from eroba.kernel.people.standing.queries import claim_of, representation_of_id

State, Basis, End = Representation.State, Representation.Basis, Representation.End
MOST_OPEN = 10


@dataclass(frozen=True, kw_only=True)
class Claim:
    """Whom somebody wants to act for, as typed from a paper: a person, or a company with its number and name."""

    number: str
    family_name: str
    given_name: str = ""
    birth_date: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Span:
    """How far a representation reaches and how long."""

    reach: str = Representation.Reach.ALL
    target: str = ""
    from_on: dt.date = field(default_factory=today)
    until_on: dt.date | None = None


@action(may=rules.may_ask)
def ask_representation(
    by: Actor, *, basis: str, claim: Claim, span: Span, evidence_id: UUID | None = None
) -> Done[Representation]:
    """Asks to act for somebody; an official or the register has to confirm it.

    The answer is the same whether the town knows the number or not.
    """
    _check(span)
    open_ones = Representation.objects.filter(representative=by.person_id, state=State.ASKED).count()
    if open_ones >= MOST_OPEN:
        raise Refusal(
            _("So many requests of yours wait already. Please let the town hall answer them first.")
        )
    represented = person_of_number(claim.number)
    if represented.pk == by.person_id:
        raise BadInput(_("Nobody can represent themselves."))
    said = {**vars(claim), "birth_date": str(claim.birth_date or "")}
    asked = Representation(
        represented=represented,
        representative_id=by.person_id,
        basis=basis,
        evidence_id=evidence_id,
        claim_locked=encrypt_for(represented.pk, canonical_json(said).decode()),
        state=State.ASKED,
        **vars(span),
    )
    asked.save(force_insert=True)
    told = [facts.RepresentationAsked(None, asked.pk)]
    return Done(asked, subject=asked, after=_values(asked), personal={represented.pk: said}, facts=told)


@action(may=rules.may_ask)
def offer_trust(by: Actor, *, email: str, span: Span) -> Done[Representation]:
    """Trusts somebody to act for oneself; it holds once the one with this e-mail address accepts."""
    _check(span)
    if span.until_on is None:
        raise BadInput(_("Trust given online needs a last day."))
    own = Account.objects.filter(pk=by.account_id).values_list("email", flat=True).first()
    if own and own.lower() == email.lower():
        raise BadInput(_("This is your own address. Write the address of the one you trust."))
    offered = Representation(
        represented_id=by.person_id,
        offered_to=email.lower(),
        basis=Basis.TRUST,
        state=State.OFFERED,
        **vars(span),
    )
    offered.save(force_insert=True)
    told = [facts.RepresentationAsked(None, offered.pk)]
    return Done(offered, subject=offered, after=_values(offered), facts=told)


@action(may=rules.may_accept)
def accept_trust(by: Actor, *, representation: Representation) -> Done[Representation]:
    """Takes up trust that was offered to one's own address."""
    held = _lock(representation)
    _ask_again(rules.may_accept(by, held))
    email = Account.objects.filter(pk=by.account_id).values_list("email", flat=True).first() or ""
    if held.offered_to.lower() != email.lower():
        raise NotAllowed(rules.refuse(_("This offer was made to somebody else.")))
    held.representative_id, held.offered_to = by.person_id, ""
    return _confirm(held, "")


@action(may=rules.may_decide)
def confirm_representation(by: Actor, *, representation: Representation) -> Done[Representation]:
    """Confirms that one may act for the other, and gives a person unknown so far the name from the paper."""
    held = _lock(representation)
    _ask_again(rules.may_decide(by, held))
    _name(held.represented, claim_of(held), held.basis)
    if held.is_of_a_child and not rules.is_minor(held, today()):
        raise Refusal(_("This person is of age: nobody acts for them as a parent or guardian of a child."))
    return _confirm(held, by.label)


@action(may=rules.may_decide)
def refuse_representation(by: Actor, *, representation: Representation, reason: str) -> Done[Representation]:
    """Does not confirm it, and says why."""
    held = _lock(representation)
    _ask_again(rules.may_decide(by, held))
    if not reason.strip():
        raise BadInput(_("Say why it is not confirmed. The person who asked will read it."))
    held.state, held.refusal, held.ended_at = State.REFUSED, reason.strip()[:500], now()
    held.save(update_fields=["state", "refusal", "ended_at"])
    told = [facts.RepresentationRefused(None, held.pk)]
    return Done(held, subject=held, after=_values(held), facts=told)


@action(may=rules.may_end)
def end_representation(by: Actor, *, representation: Representation) -> Done[Representation]:
    """Ends it at once; what was done until now stays."""
    held = _lock(representation)
    _ask_again(rules.may_end(by, held))
    ended_by = {held.represented_id: End.REPRESENTED, held.representative_id: End.REPRESENTATIVE}
    return _end(held, ended_by.get(by.person_id, End.OFFICIAL) if by.person_id else End.OFFICIAL)


@action(may=rules.may_end_by_time)
def end_by_time(by: Actor, *, representation: Representation) -> Done[Representation]:
    """Ends what the law or its own last day has ended; a second call changes nothing."""
    held = _lock(representation)
    if held.state != State.HOLDS or rules.holds_on(held, today()):
        return Done(held, subject=held)
    is_over = held.until_on is not None and held.until_on < today()
    return _end(held, End.TIME if is_over else End.AGE)


def _check(span: Span) -> None:
    if span.until_on is not None and span.until_on < max(span.from_on, today()):
        raise BadInput(_("The last day must not lie before the first day or in the past."))
    if span.reach != Representation.Reach.ALL and not span.target:
        raise BadInput(_("Say for which service or application."))


def _lock(representation: Representation) -> Representation:
    Representation.objects.select_for_update().get(pk=representation.pk)
    return representation_of_id(representation.pk)


def _ask_again(verdict: Any) -> None:
    """The row may have changed between the page and the button."""
    if not verdict:
        raise NotAllowed(verdict)


def _confirm(held: Representation, label: str) -> Done[Representation]:
    held.state, held.confirmed_at, held.confirmed_by = State.HOLDS, now(), label[:160]
    held.save(update_fields=["state", "confirmed_at", "confirmed_by", "representative", "offered_to"])
    told = [facts.RepresentationConfirmed(None, held.pk, from_on=held.from_on)]
    return Done(held, subject=held, after=_values(held), facts=told)


def _end(held: Representation, reason: str) -> Done[Representation]:
    held.state, held.end_reason, held.ended_at, held.offered_to = State.ENDED, reason, now(), ""
    held.save(update_fields=["state", "end_reason", "ended_at", "offered_to"])
    told = [facts.RepresentationEnded(None, held.pk, reason=str(reason))]
    return Done(held, subject=held, after=_values(held), facts=told)


def _name(person: Person, said: dict[str, Any], basis: str) -> None:
    """Who was only a number until now gets the name that an official compared with the paper."""
    if person.family_name or not said:
        return
    person.given_name, person.family_name = said["given_name"][:80], said["family_name"][:80]
    person.is_company = basis == Basis.COMPANY
    if said["birth_date"]:
        person.birth_date = dt.date.fromisoformat(said["birth_date"])
    person.identified_at, person.identified_by = now(), Person.IdentifiedBy.OFFICIAL
    person.save()


def _values(held: Representation) -> dict[str, Any]:
    return {
        "basis": held.basis,
        "reach": held.reach,
        "target": held.target,
        "from_on": held.from_on,
        "until_on": held.until_on,
        "state": held.state,
        "reason": held.end_reason,
    }
