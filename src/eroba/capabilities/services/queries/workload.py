"""How many open applications there are, by service and by whom they wait for."""

from django.db.models import Count

from eroba.capabilities.services.models import Case


def open_counts() -> list[tuple[str, str, int]]:
    """Code of a service, whom its applications wait for, and how many do."""
    counted = (
        Case.objects.filter(closed_at__isnull=True)
        .values("service__code", "waits_for")
        .annotate(count=Count("pk"))
        .order_by("service__code", "waits_for")
    )
    return [(row["service__code"], row["waits_for"], row["count"]) for row in counted]
