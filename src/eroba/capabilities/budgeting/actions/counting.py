"""What the platform does by itself: opens voting under frozen rules, closes and seals the box, keeps the result."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budgeting import facts, keys, rules
from eroba.capabilities.budgeting.actions.keeping import lock_round, move
from eroba.capabilities.budgeting.frozen import frozen_text, hash_of
from eroba.capabilities.budgeting.law import seed
from eroba.capabilities.budgeting.models import Area, Ballot, Mark, Outcome, Phase, Project, Round
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.audit.merkle import root_of
from eroba.kernel.base.clock import now, today
from eroba.kernel.base.errors import Refusal
from eroba.kernel.matters.models import Link
from eroba.kernel.matters.numbering import link_matters
from eroba.kernel.outbox.facts import Fact

State = Project.State


@dataclass(frozen=True)
class CountedArea:
    """The result of one area, counted from its published file outside of any transaction."""

    area: Area
    voters: int
    is_quorate: bool
    file_hash: str
    official: dict[str, Any]
    other: dict[str, Any]

    @property
    def winners(self) -> frozenset[str]:
        """The names of the winners in the file; none without a quorum."""
        return frozenset(self.official.get("winners", ())) if self.is_quorate else frozenset()


@action(may=rules.may_run_by_itself)
def open_voting(by: Actor, *, round: Round) -> Done[Round]:
    """Open voting: freeze rules and ballot list under one hash, and make the key that hides who voted."""
    locked = lock_round(round)
    if locked.is_frozen or locked.order_drawn_at is None:
        raise Refusal(_("The order on the ballot has to be drawn before voting opens."))
    text = frozen_text(locked)
    locked.frozen_text, locked.frozen_hash, locked.frozen_at = text, hash_of(text), now()
    locked.locked_key = keys.new_locked_key(locked.pk)
    locked.save(update_fields=["frozen_text", "frozen_hash", "frozen_at", "locked_key"])
    until_on = locked.phases.get(kind=Phase.Kind.VOTING).until_on
    told = facts.VotingOpened(locked.matter_id, rules_hash=locked.frozen_hash, until_on=until_on)
    return Done(locked, subject=locked.matter, after={"frozen_hash": locked.frozen_hash}, facts=[told])


@action(may=rules.may_run_by_itself)
def close_voting(by: Actor, *, round: Round) -> Done[Round]:
    """Close voting: the ballots are put down anew in the order of their receipts, and sealed under one root."""
    locked = lock_round(round)
    if locked.closed_at is not None:
        raise Refusal(_("Voting is closed already."))
    if not rules.has_ended(locked, str(Phase.Kind.VOTING)):
        raise Refusal(_("Voting still goes on."))
    return _closed(locked)


@action(may=rules.may_end_practice_vote)
def end_practice_vote(by: Actor, *, round: Round) -> Done[Round]:
    """Let voting end at once where it is only practised, so that the whole round can be walked in one sitting."""
    locked = lock_round(round)
    if locked.closed_at is not None:
        raise Refusal(_("Voting is closed already."))
    return _closed(locked)


def _closed(locked: Round) -> Done[Round]:
    ballots = list(Ballot.objects.filter(area__round=locked).order_by("receipt_hash"))
    # rows lie in the order in which they came; written anew they lie in the order of their receipts
    Ballot.objects.filter(area__round=locked).delete()
    Ballot.objects.bulk_create(ballots, batch_size=500)
    root = root_of([f"{one.receipt_hash}:{one.choices}".encode() for one in ballots]).hex()
    by_channel = Mark.objects.filter(round=locked).values("is_citywide", "channel").annotate(n=Count("pk"))
    locked.turnout = {
        f"{'town' if row['is_citywide'] else 'district'}:{row['channel']}": row["n"]
        for row in by_channel.order_by()
    }
    locked.closed_at = now()
    locked.key_ends_on = today() + dt.timedelta(days=seed()["appeal_days"])
    locked.save(update_fields=["turnout", "closed_at", "key_ends_on"])
    told = facts.VotingClosed(locked.matter_id, count=len(ballots), root=root)
    after = {"ballots": len(ballots), "root": root, "turnout": locked.turnout}
    return Done(locked, subject=locked.matter, after=after, facts=[told])


@action(may=rules.may_run_by_itself)
def record_outcomes(by: Actor, *, round: Round, counted: Sequence[CountedArea]) -> Done[Round]:
    """Keep the result of each area; each project learns whether it won."""
    locked = lock_round(round)
    if locked.counted_at is not None or locked.closed_at is None:
        raise Refusal(_("This round is counted already, or voting still goes on."))
    told: list[Fact] = []
    won = 0
    for one in counted:
        values = {name: getattr(one, name) for name in one.__dataclass_fields__}
        Outcome.objects.create(**values)
        listed = Project.objects.filter(round=locked, area=one.area, state=State.LISTED)
        for project in listed.select_related("matter"):
            is_winner = f"{project.lot:03d}" in one.winners
            move(project, State.WON if is_winner else State.LOST)
            kind = facts.ProjectWon if is_winner else facts.ProjectLost
            told.append(kind(project.matter_id))
            won += is_winner
            if is_winner:
                link_matters(source=locked.matter, relation=Link.Relation.FUNDS, target=project.matter)
    locked.counted_at = now()
    locked.save(update_fields=["counted_at"])
    told.append(facts.RoundCounted(locked.matter_id, winners=won))
    after = {str(one.area.place): sorted(one.winners) for one in counted}
    return Done(locked, subject=locked.matter, after=after, facts=told)


@action(may=rules.may_run_by_itself)
def destroy_key(by: Actor, *, round: Round) -> Done[Round]:
    """Destroy the key once nobody can question the vote any more; the marks go with it, their numbers stay."""
    locked = lock_round(round)
    count, _rows = Mark.objects.filter(round=locked).delete()
    locked.locked_key, locked.key_destroyed_at = None, now()
    locked.save(update_fields=["locked_key", "key_destroyed_at"])
    told = facts.VoterKeyDestroyed(locked.matter_id)
    return Done(locked, subject=locked.matter, after={"marks": count}, facts=[told])
