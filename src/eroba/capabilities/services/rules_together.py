"""Which applications belong together, and who may say so: related ones, and duplicates merged into one that goes on."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from eroba.capabilities.services.models import Case, CaseMerge, CaseTie, Decision, Fee, Payment, PublicReport
from eroba.capabilities.services.nearness import SAME_MATTER_DAYS, is_same_place
from eroba.capabilities.services.rules import STAFF
from eroba.kernel.actions import Actor, Verdict, allow, refuse
from eroba.kernel.base.clock import TBILISI, today

TOGETHER = gettext_noop("General Administrative Code, art. 96")
_NOT_STAFF = _("Only officials of the town hall say which applications belong together.")
MONEY_MOVED = (Fee.State.PAID, Fee.State.REFUND_ASKED, Fee.State.REFUNDED)


def may_tie_cases(by: Actor, case: Case, other: Case) -> Verdict:
    """Officials say that two applications belong together; nothing changes in either."""
    if not by.has_role(*STAFF):
        return refuse(_NOT_STAFF, TOGETHER)
    return allow(TOGETHER) if case.pk != other.pk else refuse(_("This is the same application."), TOGETHER)


def may_untie_cases(by: Actor, tie: CaseTie) -> Verdict:
    """Officials take back that two applications belong together."""
    return allow(TOGETHER) if by.has_role(*STAFF) else refuse(_NOT_STAFF, TOGETHER)


def may_merge_cases(by: Actor, case: Case, into: Case) -> Verdict:
    """An official merges a duplicate: the same service, and the same person or the same place."""
    if not by.has_role(*STAFF):
        return refuse(_NOT_STAFF, TOGETHER)
    if case.pk == into.pk:
        return refuse(_("This is the same application."), TOGETHER)
    if not (_is_going_on(case) and _is_going_on(into)):
        return refuse(_("Only applications that are not decided or closed are merged."), TOGETHER)
    if case.service_id != into.service_id:
        return refuse(_("They are about different services. Say that they are related instead."), TOGETHER)
    if case.person_id != into.person_id and not _same_place(case, into):
        because = _("They come from different people and are not about the same place, so both are decided.")
        return refuse(because, TOGETHER)
    return _nothing_under_way(case)


def may_undo_merge(by: Actor, merge: CaseMerge) -> Verdict:
    """Whoever merged, or a head of unit, takes it back until the end of the day, while nothing happened in it."""
    if not by.has_role(*STAFF) or not (by.has_role("head") or by.account_id == merge.done_by_id):
        return refuse(_("Only whoever merged them, or a head of unit, takes it back."), TOGETHER)
    if merge.undone_at is not None:
        return refuse(_("This was taken back already."), TOGETHER)
    if merge.done_at.astimezone(TBILISI).date() != today():
        return refuse(_("Merging can be taken back until the end of the day."), TOGETHER)
    if merge.case.edition != merge.edition:
        return refuse(_("Something has happened in it since, so merging cannot be taken back."), TOGETHER)
    return allow(TOGETHER)


def _is_going_on(case: Case) -> bool:
    return case.closed_at is None and case.waits_for != Case.WaitsFor.NOBODY


def _same_place(case: Case, into: Case) -> bool:
    """Two public reports of the same spot within a month; a place that is not known is no place."""
    found = PublicReport.objects.filter(case__in=[case.pk, into.pk], latitude__isnull=False)
    points = [(float(one.latitude or 0), float(one.longitude or 0)) for one in found]
    apart = abs((case.received_at - into.received_at).days)
    return len(points) == 2 and is_same_place(*points) and apart <= SAME_MATTER_DAYS


def _nothing_under_way(case: Case) -> Verdict:
    """Nobody loses a decision, money, an answer or another merged application by merging this one."""
    on_its_way = (Decision.State.PROPOSED, Decision.State.APPROVED, Decision.State.DELIVERED)
    if case.decisions.filter(state__in=on_its_way).exists():
        return refuse(_("A decision is on its way in it. Merge the other one into this one."), TOGETHER)
    paying = Payment.objects.filter(fee__case=case, state=Payment.State.OPEN)
    if case.fees.filter(state__in=MONEY_MOVED).exists() or paying.exists():
        return refuse(
            _("Money was paid in it. Merge the other one into this one, or pay it back first."), TOGETHER
        )
    if case.opinions.filter(state="asked").exists():
        return refuse(
            _("Another unit is asked for its opinion in it. Take the question back first."), TOGETHER
        )
    if case.merged_here.exists():
        return refuse(_("Others were merged into it. Merge the other one into this one."), TOGETHER)
    return allow(TOGETHER)
