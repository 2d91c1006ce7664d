"""Taking in ballots: a mark that somebody voted and a ballot that nobody is named on, both or neither.

No action for each of them: a journal of ballots in the order in which they came would tell who chose what
(docs/decisions/0046). The rule is asked all the same, the database lets nobody vote twice, and the box is
sealed in the journal when voting closes.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budgeting import keys, rules
from eroba.capabilities.budgeting.models import Area, Ballot, CodeTry, Mark, Round, VotingCode
from eroba.kernel.actions import NotAllowed
from eroba.kernel.actions.actor import NOBODY
from eroba.kernel.base.clock import now, today
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.base.receipts import read_receipt, receipt_hash

Choices = Sequence[Sequence[int]]
#: So many wrong codes from one address within so long, and it has to wait.
MOST_TRIES = 5
WITHIN = dt.timedelta(minutes=15)


class TooManyTries(Refusal):
    """Says that no more codes can be tried from there now."""

    status = 429


class VotedAlready(Refusal):
    """Says that this person's vote is in the box."""


@dataclass(frozen=True)
class Voter:
    """A resident the register knows as a voter here, and how they came."""

    number: str = field(repr=False)
    channel: str = "account"


def cast_by_voter(area: Area, voter: Voter, choices: Choices, receipt: str) -> Ballot:
    """Puts the ballot of a known voter into the box. Raises VotedAlready, NotAllowed; the same twice is one."""
    found = area.round
    hashed = keys.number_hash(found, voter.number)
    same = Mark.objects.filter(round=found, is_citywide=area.is_citywide, number_hash=hashed)
    if (there := _ballot_with(area, receipt)) is not None and same.exists():
        return there  # the answer to the first try was lost on its way
    _require_open(found)
    mark = Mark(round=found, is_citywide=area.is_citywide, number_hash=hashed, channel=voter.channel)
    try:
        with transaction.atomic():
            _require_still_open(found)
            mark.save(force_insert=True)
            return _put_in(area, choices, receipt)
    except IntegrityError:
        if same.exists():
            raise VotedAlready(_("Your vote is in the box already. Nobody votes twice.")) from None
        raise Refusal(_("Please load the page again: this receipt was given out already.")) from None


def cast_by_code(area: Area, typed: str, choices: Choices, receipt: str, address: str = "") -> Ballot:
    """Puts the ballot of somebody with a printed code into the box. Raises BadInput, TooManyTries, VotedAlready."""
    found = area.round
    network = keys.address_hash(address, today().isoformat())
    _require_few_tries(network)
    code = VotingCode.objects.filter(
        round=found, code_hash=keys.code_hash(found.pk, keys.read_code(typed))
    ).first()
    if code is None or not keys.read_code(typed):
        CodeTry.objects.create(address_hash=network, at=now())
        raise BadInput(_("There is no such code in this round. Please compare it letter by letter."))
    used = "is_used_citywide" if area.is_citywide else "is_used_in_district"
    if getattr(code, used):
        if (there := _ballot_with(area, receipt)) is not None:
            return there
        raise VotedAlready(_("This code was used here already. Nobody votes twice."))
    _require_open(found)
    with transaction.atomic():
        _require_still_open(found)
        mine = VotingCode.objects.filter(pk=code.pk, **{used: False})
        if not mine.update(**{used: True}):
            raise VotedAlready(_("This code was used here already. Nobody votes twice."))
        _require_handed_out(area, used)
        return _put_in(area, choices, receipt)


def change_ballot(area: Area, receipt: str, choices: Choices) -> Ballot:
    """Replaces a ballot by another, for whoever holds its receipt, where the rules let one change one's vote."""
    found = area.round
    _require_open(found)
    if not found.may_change_vote:
        raise Refusal(_("In this round a vote cannot be changed once it is cast."))
    there = _ballot_with(area, read_receipt(receipt))
    if there is None:
        raise BadInput(_("No ballot here has this receipt. Please compare it letter by letter."))
    with transaction.atomic():
        _require_still_open(found)
        Ballot.objects.filter(pk=there.pk).update(choices=[list(one) for one in choices])
    return there


def _put_in(area: Area, choices: Choices, receipt: str) -> Ballot:
    if not read_receipt(receipt):
        raise BadInput(_("Please load the page again: the receipt was lost."))
    ballot = Ballot(area=area, receipt_hash=receipt_hash(receipt), choices=[list(one) for one in choices])
    ballot.save(force_insert=True)
    return ballot


def _ballot_with(area: Area, receipt: str) -> Ballot | None:
    return Ballot.objects.filter(area=area, receipt_hash=receipt_hash(receipt)).first() if receipt else None


def _require_open(found: Round) -> None:
    verdict = rules.may_vote(NOBODY, found)
    if not verdict:
        raise NotAllowed(verdict)


def _require_still_open(found: Round) -> None:
    """Asked once more with the box in hand: the voter may have read the ballot for long, or the register thought.

    Whoever closes the box waits until this transaction has ended, and this one until it is closed. That a mark refers
    to the round would not do: the database looks at that only when the transaction ends, when the box may be sealed.
    """
    held = Round.objects.select_for_update(no_key=True, of=("self",))
    found.refresh_from_db(fields=["state", "closed_at"], from_queryset=held)
    _require_open(found)


def _require_few_tries(network: str) -> None:
    if not network:
        return
    lately = CodeTry.objects.filter(address_hash=network, at__gt=now() - WITHIN)
    if lately.count() >= MOST_TRIES:
        raise TooManyTries(
            _("Too many wrong codes came from your network. Try again in a quarter of an hour.")
        )


def _require_handed_out(area: Area, used: str) -> None:
    """There are never more ballots by code than codes were handed out: unused ones cannot fill the box."""
    handed = Mark.objects.filter(
        round=area.round, is_citywide=area.is_citywide, channel=Mark.Channel.CODE
    ).count()
    if VotingCode.objects.filter(round=area.round, **{used: True}).count() > handed:
        raise Refusal(_("More codes are used than were handed out. Please ask at the town hall."))
