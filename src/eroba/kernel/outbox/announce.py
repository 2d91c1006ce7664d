"""Writing facts down, inside the transaction of the act they tell of, and waking the worker."""

from collections.abc import Sequence

from eroba.kernel.outbox.facts import Fact
from eroba.kernel.outbox.models import Delivery, FactRecord
from eroba.kernel.outbox.waking import wake_worker
from eroba.kernel.registry.shelf import fact_types, listeners_of


def announce(facts: Sequence[Fact], *, actor_label: str) -> None:
    """Writes facts and whom they must reach. Call only inside an action's transaction."""
    deliveries = []
    for fact in facts:
        if fact.name not in fact_types():
            raise LookupError(f"the fact {fact.name!r} is in no manifest")
        record = FactRecord(
            name=fact.name,
            matter_id=fact.matter_id,
            actor_label=actor_label,
            shown_to=fact.shown_to,
            payload=fact.payload(),
        )
        record.save(force_insert=True)
        deliveries += [
            Delivery(fact=record, listener=name) for name, _ in listeners_of(fact.name, only_wanted=True)
        ]
    if deliveries:
        Delivery.objects.bulk_create(deliveries)
        wake_worker()
