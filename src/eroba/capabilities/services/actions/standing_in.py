"""Substitutes during leave, and handing cases over for good, with a reason and a way back."""

import datetime as dt
from collections.abc import Sequence

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services import facts, rules_standing_in
from eroba.capabilities.services import facts_among_officials as among
from eroba.capabilities.services.actions.steps import hold, require_text, touch
from eroba.capabilities.services.models import Case, HandedCase, HandOver, Substitution
from eroba.capabilities.services.unit_posts import posts_today
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now, today
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.people.models import Account

LONGEST_LEAVE_DAYS = 366
MOST_AT_ONCE = 500
Named = tuple[Account, str]
"""An official with the name others read."""


@action(may=rules_standing_in.may_name_substitute)
def name_substitute(
    by: Actor, *, away: Account, away_label: str, to: Named, from_on: dt.date, until_on: dt.date
) -> Done[Substitution]:
    """Name who does somebody's cases while they are away. The substitute holds the same post already."""
    substitute, label = to
    if substitute.pk == away.pk:
        raise BadInput(_("Nobody stands in for themselves."))
    if until_on < max(from_on, today()) or (until_on - from_on).days > LONGEST_LEAVE_DAYS:
        raise BadInput(_("The last day lies before the first, in the past, or more than a year away."))
    _require_same_post(away, substitute)
    overlap = Substitution.objects.filter(away=away, from_on__lte=until_on, until_on__gte=from_on)
    if overlap.exists():
        raise Refusal(_("Somebody stands in on some of these days already. End that first."))
    made = Substitution.objects.create(
        away=away,
        away_label=away_label,
        substitute=substitute,
        substitute_label=label,
        from_on=from_on,
        until_on=until_on,
        named_by=by.label,
    )
    named = among.SubstituteNamed(
        None, substitution=made.pk, away=away_label, from_on=from_on, until_on=until_on
    )
    after = {"away": away.pk, "substitute": substitute.pk, "from_on": from_on, "until_on": until_on}
    return Done(made, subject=made, after=after, facts=[named])


@action(may=rules_standing_in.may_end_substitution)
def end_substitution(by: Actor, *, substitution: Substitution) -> Done[Substitution]:
    """End a substitution: yesterday was its last day, or it never begins."""
    before = {"from_on": substitution.from_on, "until_on": substitution.until_on}
    yesterday = today() - dt.timedelta(days=1)
    if substitution.from_on > yesterday:
        Substitution.objects.filter(pk=substitution.pk).delete()
        return Done(substitution, subject=substitution, before=before)
    substitution.until_on = min(substitution.until_on, yesterday)
    substitution.save(update_fields=["until_on"])
    return Done(substitution, subject=substitution, before=before, after={"until_on": substitution.until_on})


@action(may=rules_standing_in.may_hand_over)
def hand_over_cases(by: Actor, *, cases: Sequence[Case], to: Named, because: str) -> Done[HandOver]:
    """Give cases to another official for good, all of them in one act. Raises BadInput when there is none to give."""
    why = require_text(because, _("Say why the cases are handed over."), most=1000)
    account, label = to
    if len(cases) > MOST_AT_ONCE:
        raise BadInput(format_lazy(_("Hand over {n} cases at once at most."), n=MOST_AT_ONCE))
    held = [hold(case, None) for case in cases]
    given = [case for case in held if case.assigned_to_id != account.pk and not case.closed_at]
    if not given:
        raise BadInput(_("There is no open case to hand over."))
    made = HandOver.objects.create(
        to=account, to_label=label, because=why, done_by_id=by.account_id, done_label=by.label
    )
    rows = []
    for case in given:
        was_of, was_label = case.assigned_to_id, case.assigned_label
        _give(by, case, account, label)
        row = HandedCase(hand_over=made, case=case, was_of_id=was_of, was_label=was_label)
        row.edition = case.edition
        rows.append(row)
    HandedCase.objects.bulk_create(rows)
    told: list[facts.ServiceFact] = [facts.CaseAssigned(case.matter_id, to=label) for case in given]
    told.append(among.CasesHandedOver(None, hand_over=made.pk, to=label, count=len(given)))
    after = {"to": account.pk, "because": why, "cases": [case.matter.number for case in given]}
    return Done(made, subject=made, after=after, facts=told)


@action(may=rules_standing_in.may_undo_hand_over)
def undo_hand_over(by: Actor, *, hand_over: HandOver) -> Done[int]:
    """Give the cases of a hand-over back, except those somebody has worked on since. Returns how many went back."""
    held = HandOver.objects.select_for_update().get(pk=hand_over.pk)
    if held.undone_at is not None:
        raise Refusal(_("This hand-over was taken back already."))
    held.undone_at = now()
    held.save(update_fields=["undone_at"])
    back: list[Case] = []
    for row in held.handed.select_related("case", "was_of"):
        case = hold(row.case, None)
        if case.edition == row.edition and not case.closed_at:
            _give(by, case, row.was_of, row.was_label)
            back.append(case)
    told = [
        facts.CaseAssigned(case.matter_id, to=case.assigned_label) for case in back if case.assigned_label
    ]
    after = {"back": [case.matter.number for case in back]}
    return Done(len(back), subject=held, after=after, facts=told)


def _give(by: Actor, case: Case, account: Account | None, label: str) -> None:
    case.assigned_to, case.assigned_label = account, label if account else ""
    touch(case, by)
    case.save(update_fields=["assigned_to", "assigned_label", "edition", "changed_at", "changed_by"])


def _require_same_post(away: Account, substitute: Account) -> None:
    """Who stands in for a head is a head: standing in gives nobody a right they have not got."""
    roles = {
        who: set(posts_today().filter(account=who).values_list("role", flat=True))
        for who in (away, substitute)
    }
    if not roles[substitute]:
        raise BadInput(_("Choose an official who works here today."))
    if "head" in roles[away] and "head" not in roles[substitute]:
        raise BadInput(_("Only a head of unit stands in for a head of unit."))
