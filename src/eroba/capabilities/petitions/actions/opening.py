"""The check before opening: opened with its threshold and key, or refused with a reason; and the town's own rule."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.petitions import facts, keys, rules
from eroba.capabilities.petitions.actions.keeping import lock, meet, move, require_words
from eroba.capabilities.petitions.law import rule_here, threshold_here
from eroba.capabilities.petitions.models import Petition, TownRule, VoterRoll
from eroba.kernel.actions import Actor, Done, action, system_actor
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.discussion.actions import open_discussion
from eroba.kernel.matters.models import Matter
from eroba.kernel.tenancy.scope import current_municipality

State, Why = Petition.State, Petition.Refusal
#: Refused for one of these, the text itself must not be read by everybody.
HIDING = (Why.INSULT, Why.PRIVATE, Why.ADVERT)


@action(may=rules.may_judge_opening)
def open_petition(by: Actor, *, petition: Petition) -> Done[Petition]:
    """Open a petition for signatures, with the threshold of the law and the voter roll of this day."""
    locked, day = lock(petition), today()
    needed = threshold_here(day)
    if needed is None:
        raise Refusal(_("The count of the voter roll is not known here. Enter it first, under “Rules”."))
    closes_on = day + dt.timedelta(days=rule_here(day).collecting_days)
    move(
        locked,
        State.COLLECTING,
        opened_on=day,
        closes_on=closes_on,
        threshold=needed.needed,
        roll_count=needed.roll.count,
        roll_counted_on=needed.roll.counted_on,
        share=f"{needed.part}/{needed.of}",
        basis_ka=needed.basis_ka,
        basis_en=needed.basis_en,
        locked_key=keys.new_locked_key(locked.pk),
    )
    _make_public(locked.matter)
    meet(by, locked, "petitions.check")
    open_discussion(system_actor("petitions"), matter=locked.matter)
    told = facts.PetitionOpened(locked.matter_id, needed=needed.needed, closes_on=closes_on)
    after = {"threshold": needed.needed, "roll": needed.roll.count, "closes_on": closes_on}
    return Done(locked, subject=locked.matter, after=after, facts=[told])


@action(may=rules.may_judge_opening)
def refuse_petition(by: Actor, *, petition: Petition, why: str, words: str) -> Done[Petition]:
    """Refuse to open a petition. The reason is public; the text is hidden where the reason demands it."""
    if why not in Why.values:
        raise BadInput(_("Choose why the petition is not opened."))
    said = require_words(words, _("Say why, so that the author understands what can be done."))
    locked, is_hidden = lock(petition), why in [str(hiding) for hiding in HIDING]
    move(locked, State.REFUSED, refusal=why, refusal_words=said, is_text_hidden=is_hidden, closed_on=today())
    if not is_hidden:
        _make_public(locked.matter)
    meet(by, locked, "petitions.check")
    told = facts.PetitionRefused(locked.matter_id)
    return Done(locked, subject=locked.matter, after={"refusal": why, "is_hidden": is_hidden}, facts=[told])


@action(may=rules.may_set_rule)
def set_rule(by: Actor, *, rule: TownRule) -> Done[TownRule]:
    """Set what holds for petitions in this town from a day on; petitions already open keep their threshold."""
    if not 1 <= rule.part <= rule.of:
        raise BadInput(_("The share must be more than nothing and no more than everybody."))
    require_words(rule.basis_ka, _("Name the law or decision."))
    TownRule.objects.filter(valid_from=rule.valid_from).delete()
    rule.save(force_insert=True)
    after = {"valid_from": rule.valid_from, "share": f"{rule.part}/{rule.of}"}
    return Done(rule, subject=current_municipality(), after={**after, "days": rule.collecting_days})


@action(may=rules.may_set_rule)
def set_roll_count(by: Actor, *, counted_on: dt.date, count: int, source: str) -> Done[VoterRoll]:
    """Enter how many voters the roll of this town had on a day, and who says so."""
    if count < 1:
        raise BadInput(_("The roll has at least one voter."))
    said = require_words(source, _("Say where the number is from."))
    roll, _created = VoterRoll.objects.update_or_create(
        counted_on=counted_on, defaults={"count": count, "source": said}
    )
    return Done(roll, subject=current_municipality(), after={"roll": count, "counted_on": counted_on})


def _make_public(matter: Matter) -> None:
    matter.visibility = Matter.Visibility.PUBLIC
    matter.save(update_fields=["visibility"])
