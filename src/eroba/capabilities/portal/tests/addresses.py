"""What stands behind the portal's addresses, for the walk through two towns: a settlement and what can be switched."""

from collections.abc import Mapping
from typing import Any

from eroba.kernel.tenancy.models import Settlement


def furnish(hall: Any) -> dict[str, Mapping[str, Any]]:
    """A settlement of the town, whose name is nobody's secret; its public addresses name nothing below the town."""
    settlement = Settlement.objects.create(name_ka="სამეზობლო", name_en="Samezoblo")
    return {
        # what both towns have would be switched in the other one, by its own head
        "town_desk:take_back": {"code": "only-here"},
        "town_desk:switch": {"name": "only-here"},
        "town_desk:settlement": {"settlement_id": settlement.pk},
        "crests:crest": {"slug": hall.town.slug, "fingerprint": "0" * 64},
    }
