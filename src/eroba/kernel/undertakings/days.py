"""The days by which the town hall promised something, for the public calendar of the town."""

from collections.abc import Sequence

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from eroba.kernel.registry import Day
from eroba.kernel.tenancy.scope import current_municipality
from eroba.kernel.undertakings.models import Undertaking
from eroba.kernel.undertakings.queries import undertakings

MOST = 500


def promised_days() -> Sequence[Day]:
    """One day for each promise that is under way or late."""
    found = undertakings().filter(state=Undertaking.State.OPEN).annotate(changed_at=Max("changes__at"))
    return [_day(undertaking) for undertaking in found[:MOST]]


def _day(undertaking: Undertaking) -> Day:
    town = current_municipality()
    here = {"municipality": town.slug, "number": undertaking.matter.number}
    return Day(
        uid=f"undertaking-{undertaking.pk}",
        on=undertaking.due_on,
        title=_("Promised: %(text)s") % {"text": undertaking.text},
        text=_("%(who)s · %(number)s")
        % {"who": undertaking.promised_by, "number": undertaking.matter.number},
        changed_at=undertaking.changed_at,  # type: ignore[attr-defined]
        address=reverse("undertakings:detail", kwargs=here),
    )
