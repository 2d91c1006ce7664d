"""Who handles applications in which unit of the town hall today: asked by rules and by pages alike."""

from uuid import UUID

from django.db.models import Q, QuerySet

from eroba.kernel.base.clock import today
from eroba.kernel.people.models import Appointment, Role

HANDLE_APPLICATIONS = (str(Role.CLERK), str(Role.HEAD))


def posts_today() -> QuerySet[Appointment]:
    """The posts held today whose holders handle applications, also in place of somebody who is away."""
    day = today()
    lasting = Q(until_on__isnull=True) | Q(until_on__gte=day)
    return Appointment.objects.filter(lasting, from_on__lte=day, role__in=HANDLE_APPLICATIONS)


def units_worked_in(account_id: UUID | None) -> frozenset[UUID]:
    """The units an official handles applications in today."""
    found = posts_today().filter(account_id=account_id, unit__isnull=False) if account_id else []
    return frozenset(post.unit_id for post in found if post.unit_id)
