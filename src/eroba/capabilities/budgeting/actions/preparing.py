"""Preparing a round: its rules, its money by area, its calendar; announced, changed before voting, called off."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budgeting import facts, rules
from eroba.capabilities.budgeting.actions.keeping import lock_round, require_words, tell_matter
from eroba.capabilities.budgeting.law import PhaseDraft
from eroba.capabilities.budgeting.models import Area, Phase, Round
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput
from eroba.kernel.matters.models import Matter
from eroba.kernel.matters.numbering import open_matter
from eroba.kernel.outbox.facts import Fact

MOST_MONEY, MOST_AREAS = 100_000_000, 40
Kind = Phase.Kind
#: The phases that follow one another; informing may run beside all of them.
IN_ORDER = (Kind.PROPOSING, Kind.CHECKING, Kind.CAMPAIGN, Kind.VOTING, Kind.RESULTS, Kind.IMPLEMENTATION)


@dataclass(frozen=True, kw_only=True)
class RoundRules:
    """What a round is called, and the rules of its ballot and its count."""

    title_ka: str
    year: int
    title_en: str = ""
    about_ka: str = ""
    about_en: str = ""
    ballot_kind: str = "approval"
    min_choices: int = 1
    max_choices: int = 5
    max_points: int = 10
    counting: str = "equal-shares"
    completion: str = "add1u"
    threshold: int = 0
    quorum: int = 0
    min_age: int = 16
    may_change_vote: bool = False


@dataclass(frozen=True)
class AreaDraft:
    """One area and its money in whole lari; the whole town when it is no district."""

    title_ka: str
    money: int
    title_en: str = ""
    is_citywide: bool = False


@action(may=rules.may_make_round)
def make_round(by: Actor, *, said: RoundRules, is_invented: bool = False) -> Done[Round]:
    """Make a round; only the staff see it until it is announced."""
    _require(said)
    matter = open_matter(
        kind="budget_round",
        prefix="PBR",
        title_ka=said.title_ka,
        title_en=said.title_en or said.title_ka,
        visibility=Matter.Visibility.STAFF,
        state=str(Round.State.PREPARING),
    )
    made = Round.objects.create(matter=matter, is_invented=is_invented, **asdict(said))
    return Done(made, subject=matter, after=_rules_of(said))


@action(may=rules.may_change_round)
def change_round(by: Actor, *, round: Round, said: RoundRules) -> Done[Round]:
    """Change the rules of a round before voting opens; everybody is told that they changed."""
    _require(said)
    locked = lock_round(round)
    before = {name: getattr(locked, name) for name in _rules_of(said)}
    for name, value in asdict(said).items():
        setattr(locked, name, value)
    locked.save()
    matter = locked.matter
    matter.title_ka, matter.title_en = said.title_ka, said.title_en or said.title_ka
    matter.save(update_fields=["title_ka", "title_en"])
    return Done(locked, subject=matter, before=before, after=_rules_of(said), facts=_changed(locked))


@action(may=rules.may_change_round)
def set_areas(by: Actor, *, round: Round, areas: Sequence[AreaDraft]) -> Done[Round]:
    """Say how much money the whole town and each district decide about; areas with projects keep their place."""
    if not 1 <= len(areas) <= MOST_AREAS:
        raise BadInput(_("A round has between 1 and 40 areas."))
    if sum(draft.is_citywide for draft in areas) > 1:
        raise BadInput(_("The whole town can be one area only."))
    for draft in areas:
        require_words(draft.title_ka, _("Give each area a name."))
        if not 1 <= draft.money <= MOST_MONEY:
            raise BadInput(_("The money of an area is between 1 and 100 000 000 lari."))
    locked = lock_round(round)
    gone = locked.areas.filter(place__gte=len(areas))
    if locked.projects.filter(area__in=gone).exists():
        raise BadInput(_("An area in which projects were proposed cannot be taken away."))
    gone.delete()
    for place, draft in enumerate(areas):
        Area.objects.update_or_create(round=locked, place=place, defaults=asdict(draft))
    after = {"areas": [[draft.title_ka, draft.money] for draft in areas]}
    return Done(locked, subject=locked.matter, after=after, facts=_changed(locked))


@action(may=rules.may_change_round)
def set_calendar(by: Actor, *, round: Round, phases: Sequence[PhaseDraft]) -> Done[Round]:
    """Set the days of the phases, each with what it rests on."""
    days = {draft.kind: (draft.from_on, draft.until_on) for draft in phases}
    for kind, (first, last) in days.items():
        if last < first:
            raise BadInput(_("“%(phase)s” ends before it begins.") % {"phase": Kind(kind).label})
    known = [kind for kind in IN_ORDER if str(kind) in days]
    for one, following in pairwise(known):
        if days[str(following)][0] <= days[str(one)][1]:
            words = _("“%(following)s” has to begin after “%(phase)s” has ended.")
            raise BadInput(words % {"following": following.label, "phase": one.label})
    if str(Kind.PROPOSING) not in days or str(Kind.VOTING) not in days:
        raise BadInput(_("A round has at least days for proposing and days for voting."))
    locked = lock_round(round)
    locked.phases.all().delete()
    Phase.objects.bulk_create([Phase(round=locked, **asdict(draft)) for draft in phases])
    after = {draft.kind: [draft.from_on, draft.until_on] for draft in phases}
    return Done(locked, subject=locked.matter, after=after, facts=_changed(locked))


@action(may=rules.may_open_round)
def open_round(by: Actor, *, round: Round) -> Done[Round]:
    """Announce a round: from here on everybody sees it."""
    locked = lock_round(round)
    if not locked.areas.exists() or not locked.phases.exists():
        raise BadInput(_("Say first how much money there is, and set the calendar."))
    locked.state = str(Round.State.OPEN)
    locked.save(update_fields=["state"])
    locked.matter.visibility = Matter.Visibility.PUBLIC
    locked.matter.save(update_fields=["visibility"])
    tell_matter(locked.matter, locked.state, is_ended=False)
    return Done(locked, subject=locked.matter, facts=[facts.RoundOpened(locked.matter_id)])


@action(may=rules.may_call_off_round)
def call_off_round(by: Actor, *, round: Round, because: str) -> Done[Round]:
    """Call a round off, with a reason that everybody reads; ballots already cast are not counted."""
    said = require_words(because, _("Say why. Everybody will read it."))
    locked = lock_round(round)
    locked.state, locked.reason_ka = str(Round.State.CALLED_OFF), said
    locked.closed_at = locked.closed_at or now()
    locked.save(update_fields=["state", "reason_ka", "closed_at"])
    tell_matter(locked.matter, locked.state, is_ended=True)
    told = facts.RoundCalledOff(locked.matter_id)
    return Done(locked, subject=locked.matter, after={"because": said}, facts=[told])


def _changed(found: Round) -> list[Fact]:
    return [facts.RoundChanged(found.matter_id)] if found.state == Round.State.OPEN else []


def _rules_of(said: RoundRules) -> dict[str, object]:
    return {name: value for name, value in asdict(said).items() if not name.startswith("about")}


def _require(said: RoundRules) -> None:
    require_words(said.title_ka, _("Give the round a title."))
    if said.ballot_kind not in Round.BallotKind.values or said.counting not in Round.Counting.values:
        raise BadInput(_("Choose how people vote and how it is counted."))
    if said.completion not in Round.Completion.values:
        raise BadInput(_("Choose what happens with the money that is left."))
    if said.threshold and said.counting == Round.Counting.EQUAL_SHARES:
        raise BadInput(_("A least support holds where it is counted by support. With equal shares write 0."))
    if not 1 <= said.min_choices <= said.max_choices:
        raise BadInput(_("The least number of choices is one or more, and no more than the most."))
    if said.max_points < 1:
        raise BadInput(_("There is at least one point to give."))
    if not 2000 <= said.year <= 2100:
        raise BadInput(_("Write the year with four figures."))
