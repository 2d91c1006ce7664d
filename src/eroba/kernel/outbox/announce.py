"""Writing facts down, inside the transaction of the act they tell of, and waking the worker."""

from collections.abc import Sequence

from eroba.kernel.outbox.facts import Fact
from eroba.kernel.outbox.models import Delivery, FactRecord
from eroba.kernel.outbox.waking import wake_worker
from eroba.kernel.registry.shelf import fact_type, listeners_of


def recorded(facts: Sequence[Fact], *, actor_label: str) -> list[FactRecord]:
    """Facts as they will be written, not saved yet. Raises LookupError for one that is in no manifest."""
    for fact in facts:
        if fact_type(fact.name) is None:
            raise LookupError(f"the fact {fact.name!r} is in no manifest")
    return [
        FactRecord(
            name=fact.name,
            matter_id=fact.matter_id,
            actor_label=actor_label,
            shown_to=fact.shown_to,
            payload=fact.payload(),
        )
        for fact in facts
    ]


def announce(told: Sequence[FactRecord]) -> None:
    """Writes facts and whom they must reach. Call only inside an action's transaction."""
    FactRecord.objects.bulk_create(told)
    deliveries = [
        Delivery(fact=record, listener=name)
        for record in told
        for name, _ in listeners_of(record.name, only_wanted=True)
    ]
    if deliveries:
        Delivery.objects.bulk_create(deliveries)
        wake_worker()
