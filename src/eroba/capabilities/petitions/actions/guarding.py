"""Against abuse: what was held back is released, what was not genuine struck out; all of it can be taken back."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.petitions import facts, keys, rules
from eroba.capabilities.petitions.actions.keeping import require_words
from eroba.capabilities.petitions.models import Invalidation, Petition, Signature
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput
from eroba.kernel.outbox.facts import Fact

State = Signature.State


@dataclass(frozen=True)
class InCommon:
    """What signatures to strike out have in common; at least one of these."""

    network_hash: str = ""
    contact: str = ""
    from_at: datetime | None = None
    until_at: datetime | None = None

    def found(self, petition: Petition) -> QuerySet[Signature]:
        """The counted signatures that have it; also for a look before anything is done. Paper is left alone."""
        if not (self.network_hash or self.contact or (self.from_at and self.until_at)):
            raise BadInput(
                _("Say what they have in common: a network, a letterbox, or from when until when.")
            )
        rows = Signature.objects.filter(petition=petition, state=State.COUNTED).exclude(channel="paper")
        if self.network_hash:
            rows = rows.filter(network_hash=self.network_hash)
        if self.contact:
            rows = rows.filter(contact_hash=keys.contact_hash(self.contact))
        if self.from_at:
            rows = rows.filter(confirmed_at__gte=self.from_at)
        return rows.filter(confirmed_at__lte=self.until_at) if self.until_at else rows


@action(may=rules.may_work_on_signatures)
def strike_out(by: Actor, *, petition: Petition, in_common: InCommon, because: str) -> Done[Invalidation]:
    """Strike out signatures that are not genuine; how many and why is public and in the journal."""
    said = require_words(because, _("Say why these signatures are not genuine."))
    made = Invalidation(
        petition=petition,
        network_hash=in_common.network_hash,
        contact_hash=keys.contact_hash(in_common.contact) if in_common.contact else "",
        from_at=in_common.from_at,
        until_at=in_common.until_at,
        because=said,
    )
    made.save(force_insert=True)
    made.struck_count = in_common.found(petition).update(state=State.STRUCK, invalidation_id=made.pk)
    made.save(update_fields=["struck_count"])
    told = facts.SignaturesStruck(petition.matter_id, count=made.struck_count)
    return Done(made, subject=petition.matter, after=_said(made), facts=[told] if made.struck_count else [])


@action(may=rules.may_undo_striking)
def undo_striking(by: Actor, *, invalidation: Invalidation) -> Done[Invalidation]:
    """Let struck signatures count again, but for those of people who have signed once more meanwhile."""
    petition = invalidation.petition
    struck = Signature.objects.filter(invalidation_id=invalidation.pk, state=State.STRUCK)
    count = _count_again(petition, struck)
    invalidation.undone_at = now()
    invalidation.save(update_fields=["undone_at"])
    told: list[Fact] = [facts.StrikingUndone(petition.matter_id, count=count)] if count else []
    after = {**_said(invalidation), "counted_again": count}
    return Done(invalidation, subject=petition.matter, after=after, facts=told)


@action(may=rules.may_work_on_signatures)
def release_held(by: Actor, *, petition: Petition, because: str) -> Done[int]:
    """Let what was held back because too many came from one place count after all."""
    said = require_words(because, _("Say why they may count."))
    held = Signature.objects.filter(petition=petition, state=State.HELD)
    count = _count_again(petition, held)
    return Done(count, subject=petition.matter, after={"released": count, "because": said})


def _count_again(petition: Petition, rows: QuerySet[Signature]) -> int:
    """Counts each person among the rows once; who counts already is left as a duplicate."""
    counting = Signature.objects.filter(
        petition=petition, state=State.COUNTED, number_hash=OuterRef("number_hash")
    )
    keys_once: dict[str, object] = {}
    for key, number in rows.exclude(Exists(counting)).values_list("pk", "number_hash"):
        keys_once.setdefault(number, key)
    chosen, count = list(keys_once.values()), 0
    for at in range(0, len(chosen), 500):
        count += Signature.objects.filter(pk__in=chosen[at : at + 500]).update(state=State.COUNTED)
    rows.update(state=State.DUPLICATE)
    return count


def _said(made: Invalidation) -> dict[str, object]:
    return {"striking": made.pk, "struck": made.struck_count, "because": made.because}
