"""What the home of a town shows of its promises: one card, and one figure."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eroba.kernel.registry import Card, Figure
from eroba.kernel.tenancy.scope import current_municipality
from eroba.kernel.undertakings.models import Standing
from eroba.kernel.undertakings.queries import balance


def home_cards() -> list[Card]:
    """One card: how many promises are under way, and how many are late."""
    now = balance()
    if not now.open + now.late:
        return []
    address = reverse("undertakings:list", kwargs={"municipality": current_municipality().slug})
    late = ngettext("%(count)s late", "%(count)s late", now.late) % {"count": now.late}
    return [
        Card(
            title=_("Promises of the town hall"),
            text=_("%(open)s under way, %(kept)s kept.") % {"open": now.open + now.late, "kept": now.kept},
            address=f"{address}?standing={Standing.LATE}" if now.late else address,
            status=late if now.late else _("none late"),
            status_kind="late" if now.late else "good",
        )
    ]


def figures() -> list[Figure]:
    """How many promises were kept by the day first promised, of those whose day has come."""
    now = balance()
    if not now.due:
        return []
    value = _("%(kept)s of %(due)s") % {"kept": now.kept_in_time, "due": now.due}
    return [Figure(value=value, label=_("promises kept in time"), note=_("by the day promised at first"))]
