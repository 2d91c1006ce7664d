"""Who names substitutes and hands cases over: each for themselves, heads of units for everybody."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from eroba.capabilities.services.models import Case, HandOver, Substitution
from eroba.capabilities.services.rules import STAFF
from eroba.capabilities.services.unit_posts import posts_today
from eroba.kernel.actions import Actor, Verdict, allow, refuse
from eroba.kernel.base.clock import now, today
from eroba.kernel.people.models import Account

POSTS = gettext_noop("Local Self-Government Code, art. 54")
UNDO_FOR = dt.timedelta(days=7)
_NOT_STAFF = _("Only officials of the town hall do this.")


def may_name_substitute(by: Actor, away: Account) -> Verdict:
    """Officials name who stands in for themselves; a head of unit does so for anybody."""
    if not by.has_role(*STAFF):
        return refuse(_NOT_STAFF, POSTS)
    if by.has_role("head") or by.account_id == away.pk:
        return allow(POSTS)
    return refuse(_("Only a head of unit names who stands in for somebody else."), POSTS)


def may_end_substitution(by: Actor, substitution: Substitution) -> Verdict:
    """Whoever is away ends it, or a head of unit."""
    return may_name_substitute(by, substitution.away)


def may_hand_over(by: Actor, cases: Sequence[Case]) -> Verdict:
    """Officials hand over single cases, and all of their own; a head of unit those of everybody."""
    if not by.has_role(*STAFF):
        return refuse(_NOT_STAFF, POSTS)
    others = {case.assigned_to_id for case in cases} - {None, by.account_id}
    if by.has_role("head") or len(cases) == 1 or not others - stood_in_for(by.account_id):
        return allow(POSTS)
    return refuse(_("Only a head of unit hands over all cases of somebody else."), POSTS)


def may_undo_hand_over(by: Actor, hand_over: HandOver) -> Verdict:
    """Whoever did it, or a head of unit, takes a hand-over back within a week."""
    if not by.has_role(*STAFF) or not (by.has_role("head") or by.account_id == hand_over.done_by_id):
        return refuse(_("Only whoever handed over, or a head of unit, takes it back."), POSTS)
    if now() - hand_over.done_at > UNDO_FOR:
        return refuse(_("A hand-over can be taken back for a week."), POSTS)
    return allow(POSTS)


def stood_in_for(account_id: UUID | None) -> set[UUID]:
    """The officials whose cases this one does today."""
    if account_id is None:
        return set()
    named, in_the_post = _stands_in(account_id)
    return {away_id for (away_id,) in named.union(in_the_post)}


def held_by_whom_one_stands_in_for(account_id: UUID | None) -> Q:
    """The condition on a case that it is of somebody whose cases this official does today; no question of its own."""
    named, in_the_post = _stands_in(account_id)
    return Q(assigned_to__in=named) | Q(assigned_to__in=in_the_post)


def _stands_in(account_id: UUID | None) -> tuple[QuerySet[Any, Any], QuerySet[Any, Any]]:
    day = today()
    named = Substitution.objects.filter(substitute=account_id, from_on__lte=day, until_on__gte=day)
    # a head of unit may also have given the post itself to somebody for these days
    in_the_post = posts_today().filter(account=account_id, stands_in_for__isnull=False)
    return (
        named.order_by().values_list("away_id"),
        in_the_post.order_by().values_list("stands_in_for__account_id"),
    )
