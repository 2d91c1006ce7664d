"""The check of signatures: the list fixed, the seed published, answers of the register kept, the result said."""

import secrets
from collections import Counter
from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.petitions import facts, rules
from eroba.capabilities.petitions.actions.collecting import key_ends_on
from eroba.capabilities.petitions.actions.keeping import lock, meet, move, start
from eroba.capabilities.petitions.certainty import bounds
from eroba.capabilities.petitions.models import Check, CheckedSignature, Petition, Signature
from eroba.capabilities.petitions.queries import counted_receipts, still_unasked
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.audit.merkle import root_of
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.outbox.facts import Fact

State, Method, Result = Petition.State, Check.Method, Check.Result
SMALLEST_SAMPLE = 30


@action(may=rules.may_check_signatures)
def begin_check(by: Actor, *, petition: Petition, method: str, sample_size: int = 0) -> Done[Check]:
    """Fix the list of counted signatures and begin their check, whole or by a sample."""
    locked = lock(petition)
    if Check.objects.filter(petition=locked, finished_at=None).exists():
        raise Refusal(_("A check is under way already."))
    receipts = counted_receipts(locked)
    size = len(receipts) if method == Method.WHOLE else sample_size
    if method not in Method.values or not 0 < size <= len(receipts):
        raise BadInput(_("Choose a sample no larger than the list of signatures."))
    if method == Method.SAMPLE and size < min(SMALLEST_SAMPLE, len(receipts)):
        raise BadInput(_("A sample of fewer than 30 says nothing."))
    check = Check(
        petition=locked,
        method=method,
        population=len(receipts),
        sample_size=size,
        list_root=root_of([receipt.encode() for receipt in receipts]).hex(),
    )
    check.save(force_insert=True)
    told = facts.CheckBegun(locked.matter_id, count=len(receipts), list_root=check.list_root)
    after = {"method": method, "size": size, "list_root": check.list_root}
    return Done(check, subject=locked.matter, after=after, facts=[told])


@action(may=rules.may_go_on_with_check)
def publish_seed(by: Actor, *, check: Check, seed: str = "") -> Done[Check]:
    """Publish the seed of a sample once the list is fixed and before anything is drawn; it never changes again."""
    if check.method != Method.SAMPLE:
        raise Refusal(_("A check of every signature needs no seed."))
    if check.seed:
        raise Refusal(_("The seed is published already and cannot be changed."))
    check.seed, check.seed_at = seed.strip() or secrets.token_hex(16), now()
    check.save(update_fields=["seed", "seed_at"])
    matter = check.petition.matter
    told = facts.SeedPublished(matter.pk, seed=check.seed)
    return Done(check, subject=matter, after={"seed": check.seed}, facts=[told])


@action(may=rules.may_go_on_with_check)
def record_answers(by: Actor, *, check: Check, answers: Mapping[UUID, str]) -> Done[int]:
    """Keep what the register said about some signatures: a reason each, or nothing when they are valid."""
    known = set(CheckedSignature.objects.filter(check_made=check).values_list("signature_id", flat=True))
    fresh = {key: why for key, why in answers.items() if key not in known}
    CheckedSignature.objects.bulk_create(
        [CheckedSignature(check_made=check, signature_id=key, reason=why) for key, why in fresh.items()]
    )
    after = {"asked": len(fresh), "reasons": dict(Counter(fresh.values()))}
    return Done(len(fresh), subject=check.petition.matter, after=after)


@action(may=rules.may_go_on_with_check)
def finish_check(by: Actor, *, check: Check) -> Done[Check]:
    """Say the result of a check once every signature of it was asked about."""
    petition = lock(check.petition)
    if (open_count := len(still_unasked(check))) > 0:
        words = _("The register has not answered about %(count)s signatures yet. Ask again.")
        raise Refusal(words % {"count": open_count})
    reasons = Counter(CheckedSignature.objects.filter(check_made=check).values_list("reason", flat=True))
    valid, needed = reasons.pop("", 0), petition.threshold or 0
    low, high = bounds(check.population, check.sample_size, valid)
    check.valid, check.reasons, check.finished_at = valid, dict(reasons), now()
    check.at_least, check.at_most = low, high
    check.result = str(_result(low, high, needed))
    check.save()
    told: list[Fact] = [
        facts.CheckFinished(petition.matter_id, valid=valid, checked=check.sample_size, needed=needed)
    ]
    told += _go_on(by, petition, check)
    after = {"valid": valid, "reasons": check.reasons, "at_least": low, "at_most": high}
    return Done(check, subject=petition.matter, after={**after, "result": check.result}, facts=told)


def _result(low: int, high: int, needed: int) -> object:
    if low >= needed:
        return Result.ENOUGH
    return Result.TOO_FEW if high < needed else Result.UNSURE


def _go_on(by: Actor, petition: Petition, check: Check) -> list[Fact]:
    if check.result == Result.UNSURE:
        return []
    meet(by, petition, "petitions.verification")
    if check.method == Method.WHOLE:
        _strike_invalid(check)
    values = {"confirmed_count": check.at_least, "key_ends_on": key_ends_on()}
    if check.result == Result.TOO_FEW:
        move(petition, State.SHORT, **values)
        return [facts.PetitionFellShort(petition.matter_id)]
    move(petition, State.REGISTERED, **values)
    start(by, petition, "petitions.referral")
    return [facts.PetitionRegistered(petition.matter_id)]


def _strike_invalid(check: Check) -> None:
    invalid = CheckedSignature.objects.filter(check_made=check).exclude(reason="").values("signature_id")
    Signature.objects.filter(pk__in=invalid).update(state=Signature.State.STRUCK)
