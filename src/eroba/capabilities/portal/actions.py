"""Opening a town: the one thing the portal changes."""

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.portal.facts import TownOpened
from eroba.capabilities.portal.rules import may_open_town
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.errors import Refusal
from eroba.kernel.tenancy.models import Municipality


@action(may=may_open_town)
def open_town(by: Actor, *, town: Municipality) -> Done[Municipality]:
    """Opens a town: from now on its pages answer. All capabilities are on."""
    if town.is_open:
        raise Refusal(_("This town is open already."))
    town.is_open = True
    town.save(update_fields=["is_open"])
    return Done(
        town, subject=town, before={"is_open": False}, after={"is_open": True}, facts=[TownOpened(None)]
    )
