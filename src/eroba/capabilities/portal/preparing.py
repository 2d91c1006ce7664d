"""Letting a town begin to get ready, taking a step back, and opening it: the only place that writes these."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.portal import facts, rules
from eroba.capabilities.portal.queries import readiness
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.tenancy.models import PREPARING, Municipality
from eroba.kernel.tenancy.scope import current_municipality


@action(may=rules.may_prepare_town)
def prepare_town(by: Actor) -> Done[Municipality]:
    """Let the town worked for now begin: its desk is at work from now on, its pages are not there yet."""
    town = _held()
    if town.is_open or town.is_training:
        raise Refusal(_("This town is open already."))
    before = {PREPARING: town.is_in_preparation}
    town.settings = town.settings | {PREPARING: True}
    town.save(update_fields=["settings"])
    return Done(town, subject=town, before=before, after={PREPARING: True}, facts=[facts.TownBegun(None)])


@action(may=rules.may_set_up_town)
def take_back_step(by: Actor, *, code: str) -> Done[Municipality]:
    """Take back everything done of one step; only while the town is not open, because nobody has relied on it yet."""
    step = next((one for one in readiness().steps if one.code == code), None)
    if step is None:
        raise NotFound(_("There is nothing of this name that can be taken back."))
    town = _held_in_preparation()
    if step.undo is not None:
        step.undo(by)
    return Done(town, subject=town, after={"taken_back": code})


@action(may=rules.may_open_prepared_town)
def open_prepared_town(by: Actor) -> Done[Municipality]:
    """Open the town: its pages answer from now on. Refused while something is missing."""
    town = _held_in_preparation()
    ready = readiness()
    if ready.next_step is not None:
        words = _("Something is still missing: {what}.")
        missing = ", ".join(str(one) for step in ready.steps for one in step.missing)
        raise Refusal(format_lazy(words, what=missing))
    town.is_open = True
    town.settings = {key: value for key, value in town.settings.items() if key != PREPARING}
    town.save(update_fields=["is_open", "settings"])
    before, after = {"is_open": False}, {"is_open": True}
    return Done(town, subject=town, before=before, after=after, facts=[facts.TownOpened(None)])


def _held() -> Municipality:
    return Municipality.objects.select_for_update().get(pk=current_municipality().pk)


def _held_in_preparation() -> Municipality:
    town = _held()
    if not town.is_in_preparation:
        raise Refusal(_("This town is open already: what residents see is changed step by step at the desk."))
    return town
