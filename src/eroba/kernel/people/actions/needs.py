"""What a town asks of those who sign in, above what the law asks."""

from collections.abc import Mapping

from eroba.kernel.actions import Actor, Done, Level, action
from eroba.kernel.actions.assurance import SETTING, national_needs
from eroba.kernel.base.errors import BadInput
from eroba.kernel.people import facts, rules
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import current_municipality


@action(may=rules.may_set_needs, needs="signing_in")
def set_needs(by: Actor, *, levels: Mapping[str, Level]) -> Done[Municipality]:
    """Sets for each kind of act how somebody must have signed in here; never less than the law asks.

    Raises BadInput for a kind of act that does not exist.
    """
    unknown = set(levels) - set(national_needs())
    if unknown:
        raise BadInput(f"{', '.join(sorted(unknown))}?")
    town = Municipality.objects.select_for_update().get(pk=current_municipality().pk)
    before = town.settings.get(SETTING, {})
    raised = {code: level.name for code, level in levels.items() if level > national_needs()[code].level}
    town.settings = {**town.settings, SETTING: raised}
    town.save(update_fields=["settings"])
    current_municipality().settings = town.settings
    told = [facts.NeedsSet(None)] if raised != before else []
    return Done(town, subject=town, before=before, after=raised, facts=told)
