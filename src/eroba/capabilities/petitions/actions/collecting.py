"""What the platform does while and after signatures are collected: seal receipts, say what is reached, end, forget."""

import datetime as dt

from eroba.capabilities.petitions import facts, rules
from eroba.capabilities.petitions.actions.keeping import lock, move, start
from eroba.capabilities.petitions.actions.paper import count_closed_sheets
from eroba.capabilities.petitions.law import seed
from eroba.capabilities.petitions.models import Batch, Petition, Signature
from eroba.capabilities.petitions.queries import counted
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.audit.merkle import root_of
from eroba.kernel.base.clock import now, today
from eroba.kernel.outbox.facts import Fact
from eroba.kernel.tenancy.scope import current_municipality

State = Petition.State
MOST_SEALED = 50_000
#: So many ids fit into one statement.
AT_ONCE = 5_000


@action(may=rules.may_seal)
def seal_receipts(by: Actor, *, petition: Petition) -> Done[Batch | None]:
    """Seal the receipts given since the last time: the root of their tree goes into the journal."""
    waiting = Signature.objects.filter(petition=petition, batch=None).exclude(receipt_hash="")
    rows = sorted(waiting.values_list("receipt_hash", "pk")[:MOST_SEALED])
    if not rows:
        return Done(None, subject=petition.matter)
    batch = Batch(
        petition=petition,
        number=petition.batches.count() + 1,
        size=len(rows),
        counted=counted(petition),
        root=root_of([receipt.encode() for receipt, _key in rows]).hex(),
    )
    batch.save(force_insert=True)
    # just those that were read: whoever is confirmed meanwhile waits for the next batch
    for start_at in range(0, len(rows), AT_ONCE):
        keys = [key for _receipt, key in rows[start_at : start_at + AT_ONCE]]
        waiting.filter(pk__in=keys).update(batch=batch)
    after = {"batch": batch.number, "receipts": batch.size, "counted": batch.counted, "root": batch.root}
    return Done(batch, subject=petition.matter, after=after)


@action(may=rules.may_seal)
def announce_threshold(by: Actor, *, petition: Petition) -> Done[Petition]:
    """Say once that as many have signed as are needed."""
    locked = lock(petition)
    if locked.reached_on is not None:
        return Done(locked, subject=locked.matter)
    locked.reached_on = today()
    locked.save(update_fields=["reached_on"])
    told = facts.ThresholdReached(locked.matter_id, needed=locked.threshold or 0)
    return Done(locked, subject=locked.matter, after={"reached_on": today()}, facts=[told])


@action(may=rules.may_seal)
def end_collecting(by: Actor, *, petition: Petition) -> Done[Petition]:
    """End collecting after the last day: the count stands, and the check begins or the petition fell short."""
    locked = lock(petition)
    count_closed_sheets(locked)
    count, needed = counted(locked), locked.threshold or 0
    told: list[Fact] = [facts.CollectingEnded(locked.matter_id, count=count, needed=needed)]
    if count >= needed:
        move(locked, State.VERIFYING, final_count=count, closed_on=today())
        start(by, locked, "petitions.verification")
    else:
        move(locked, State.SHORT, final_count=count, closed_on=today(), key_ends_on=key_ends_on())
        told.append(facts.PetitionFellShort(locked.matter_id))
    return Done(locked, subject=locked.matter, after={"count": count, "state": locked.state}, facts=told)


@action(may=rules.may_seal)
def end_with_term(by: Actor, *, petition: Petition) -> Done[Petition]:
    """End an open petition because the council's term ended and the town's rule says so."""
    locked = lock(petition)
    count_closed_sheets(locked)
    move(
        locked,
        State.ENDED,
        final_count=counted(locked),
        closed_on=today(),
        key_ends_on=key_ends_on() if locked.locked_key else None,
    )
    told = facts.PetitionEnded(locked.matter_id)
    return Done(locked, subject=locked.matter, after={"state": locked.state}, facts=[told])


@action(may=rules.may_seal)
def carry_over(by: Actor, *, petition: Petition) -> Done[Petition]:
    """Say that a petition goes on to the next council, because the town's rule says so."""
    locked = lock(petition)
    locked.carried_over_on = today()
    locked.save(update_fields=["carried_over_on"])
    told = facts.PetitionCarriedOver(locked.matter_id)
    return Done(locked, subject=locked.matter, after={"carried_over_on": today()}, facts=[told])


@action(may=rules.may_forget)
def forget_unconfirmed(by: Actor, *, before: dt.datetime) -> Done[int]:
    """Remove signatures that nobody confirmed; those on paper sheets wait for their sheet."""
    old = Signature.objects.filter(state=Signature.State.WAITING, taken_at__lt=before)
    count, _by_table = old.exclude(channel=Signature.Channel.PAPER).delete()
    return Done(count, subject=current_municipality(), after={"forgotten": count})


@action(may=rules.may_seal)
def destroy_key(by: Actor, *, petition: Petition) -> Done[Petition]:
    """Destroy the key to the personal numbers and forget what was locked with it."""
    locked = lock(petition)
    Signature.objects.filter(petition=locked).update(
        locked="", number_hash="", initials="", address_hash="", network_hash="", account_id=None
    )
    reachable = Signature.objects.filter(petition=locked)
    if locked.state not in (State.SHORT, State.WITHDRAWN, State.ENDED):
        # those who asked for news are still to read the answer and the decision
        reachable = reachable.filter(wants_news=False)
    reachable.update(contact_locked="", contact_hash="")
    locked.locked_key, locked.key_destroyed_at = None, now()
    locked.save(update_fields=["locked_key", "key_destroyed_at"])
    told = facts.KeyDestroyed(locked.matter_id)
    return Done(locked, subject=locked.matter, after={"key": "destroyed"}, facts=[told])


def key_ends_on() -> dt.date:
    """The day after which nobody can appeal against a count any more."""
    return today() + dt.timedelta(days=seed()["appeal_days"])
