"""Reading who stands in for whom, now and soon, and what was handed over lately."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from eroba.capabilities.services.models import Case, HandOver, Substitution
from eroba.capabilities.services.queries.cases import whole_cases
from eroba.kernel.base.clock import today

MOST_SHOWN = 30


def substitutions_for(account_id: UUID | None, *, everybody: bool) -> QuerySet[Substitution]:
    """Substitutions that hold today or later: one's own and those one does, or everybody's."""
    found = Substitution.objects.filter(until_on__gte=today()).select_related("away", "substitute")
    if not everybody:
        found = found.filter(Q(away=account_id) | Q(substitute=account_id))
    return found[:MOST_SHOWN]


def substitution_with(key: UUID) -> Substitution | None:
    """One substitution, if there is one with this key here."""
    return Substitution.objects.select_related("away").filter(pk=key).first()


def hand_overs_for(account_id: UUID | None, *, everybody: bool) -> QuerySet[HandOver]:
    """The latest hand-overs with how many cases each had, and of whom: one's own, or everybody's."""
    found = HandOver.objects.annotate(case_count=Count("handed"), from_label=Min("handed__was_label"))
    if not everybody:
        found = found.filter(Q(done_by=account_id) | Q(to=account_id))
    return found[:MOST_SHOWN]


def hand_over_with(key: UUID) -> HandOver | None:
    """One hand-over, if there is one with this key here."""
    return HandOver.objects.filter(pk=key).first()


def open_counts(accounts: Iterable[UUID]) -> dict[UUID, int]:
    """How many cases that are not closed each of these officials holds; who holds none is left out."""
    held = Case.objects.filter(assigned_to__in=list(accounts), closed_at__isnull=True).order_by()
    return dict(held.values_list("assigned_to").annotate(count=Count("pk")))


def open_cases_held_by(account_id: UUID) -> list[Case]:
    """All cases of an official that are not closed, the nearest deadline first."""
    return list(whole_cases().filter(assigned_to=account_id, closed_at__isnull=True).order_by("due_on", "id"))
