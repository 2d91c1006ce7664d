"""Reading what did not arrive: lists by how it stands, kinds of it, counts, and the matters behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Count, Q, QuerySet, When
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.choices import TextChoices
from eroba.kernel.matters.models import Matter
from eroba.kernel.outbox.models import Delivery

State = Delivery.State
_URGENT_FIRST = Case(When(state=State.DEAD, then=0), When(state=State.WAITING, then=1), default=2)


class Standing(TextChoices):
    """How something stands that did not arrive."""

    DEAD = "dead", _("needs somebody")
    WAITING = "waiting", _("is being tried again")
    GIVEN_UP = "given_up", _("given up")


@dataclass(frozen=True)
class Kind:
    """One kind of delivery that has failed: who was to be told of what, and how many."""

    listener: str
    fact_name: str
    count: int


def undelivered(
    *, standing: str = "", listener: str = "", fact_name: str = "", number: str = ""
) -> QuerySet[Delivery]:
    """What did not arrive: what needs somebody first, then by age; only such as asked for."""
    found = _failed().select_related("fact").order_by(_URGENT_FIRST, "id")
    if standing:
        found = found.filter(state=standing)
    if listener:
        found = found.filter(listener=listener)
    if fact_name:
        found = found.filter(fact__name=fact_name)
    if number:
        found = found.filter(fact__matter_id__in=Matter.objects.filter(number=number).values("pk"))
    return found


def _failed() -> QuerySet[Delivery]:
    # what waits for its first attempt is on its way and no failure
    tried = Q(state=State.WAITING) & (~Q(last_problem="") | Q(attempts__gt=1))
    return Delivery.objects.filter(tried | Q(state__in=(State.DEAD, State.GIVEN_UP)))


def still_to_arrive() -> QuerySet[Delivery]:
    """What failed and was not given up."""
    return _failed().exclude(state=State.GIVEN_UP)


def delivery_with(delivery_id: UUID) -> Delivery | None:
    """One delivery with its fact."""
    return Delivery.objects.select_related("fact").filter(pk=delivery_id).first()


def counts_by_standing() -> dict[str, int]:
    """How many stand how."""
    counted = dict(_failed().order_by().values_list("state").annotate(Count("pk")))
    return {standing: counted.get(standing, 0) for standing in Standing.values}


def kinds_undelivered() -> list[Kind]:
    """What kinds of deliveries have failed, the most frequent first."""
    rows = _failed().order_by().values_list("listener", "fact__name").annotate(count=Count("pk"))
    return sorted((Kind(*row) for row in rows), key=lambda kind: (-kind.count, kind.listener, kind.fact_name))


def matters_of(deliveries: Iterable[Delivery]) -> dict[UUID, Matter]:
    """The matters some deliveries are about, by their key."""
    wanted = {delivery.fact.matter_id for delivery in deliveries if delivery.fact.matter_id}
    return Matter.objects.in_bulk(wanted) if wanted else {}
